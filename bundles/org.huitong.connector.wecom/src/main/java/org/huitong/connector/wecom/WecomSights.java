// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Duration;
import java.util.List;
import org.huitong.api.connector.Hearing;
import org.huitong.api.connector.Profile;
import org.huitong.api.text.LocalText;

/** What there is to know of an account, and what WeCom lets the hub see through it. */
final class WecomSights {
    private static final List<Profile.Sight> SIGHTS = List.of(
            sight(
                    true,
                    LocalText.of("员工发给应用的消息", "What people write to the application"),
                    LocalText.of("企业微信会推送到回调地址", "WeCom pushes it to the callback address")),
            sight(
                    true,
                    LocalText.of("发给智能机器人的消息", "What people write to the intelligent robot"),
                    LocalText.of(
                            "单聊全部可见，群聊中仅 @ 机器人的消息可见；引用的内容一并可见",
                            "In a direct chat all of it, in a group what mentions the robot; with it what it quotes")),
            sight(
                    true,
                    LocalText.of("通讯录、审批、日程等事件", "Events of directory, approval and calendar"),
                    LocalText.of(
                            "应用有相应权限并在可见范围内时推送",
                            "Pushed where the application has the right and the person is in its range")),
            sight(
                    true,
                    LocalText.of("图片、语音、视频、文件", "Pictures, voice, video, files"),
                    LocalText.of(
                            "推送的是素材编号：应用的 3 天内有效，机器人的地址 5 分钟内有效",
                            "Pushed as a reference: of an application good for 3 days, of a robot for 5 minutes")),
            sight(
                    false,
                    LocalText.of("员工之间、员工与客户的聊天", "Chats among colleagues and with customers"),
                    LocalText.of(
                            "企业微信只通过付费的会话内容存档提供，它是同一企业的另一个账号",
                            "WeCom hands them out through its paid chat archive alone, which is another account of the"
                                    + " company")),
            sight(
                    false,
                    LocalText.of("客户与微信客服的对话", "What customers write to the customer service"),
                    LocalText.of(
                            "企业微信只通知有新消息，内容须另行拉取，目前尚不支持",
                            "WeCom only tells that there is news; fetching it is not built yet")),
            sight(
                    false,
                    LocalText.of("撤回与编辑", "Recalls and edits"),
                    LocalText.of("回调不会推送撤回，只有会话内容存档才有", "No callback tells of them; the chat archive does")));

    private WecomSights() {}

    static Profile profile(WecomConfig config, Duration deadline) {
        return new Profile(
                LocalText.of("企业微信", "WeCom"),
                config.corpId(),
                deadline,
                config.owner(),
                config.note(),
                "live".equals(config.stage()),
                SIGHTS,
                Hearing.FIRST_HAND);
    }

    private static Profile.Sight sight(boolean visible, LocalText what, LocalText why) {
        return new Profile.Sight(what, visible, why);
    }
}
