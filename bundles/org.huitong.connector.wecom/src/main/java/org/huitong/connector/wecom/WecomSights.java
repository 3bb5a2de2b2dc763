// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.huitong.api.connector.Hearing;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Profile.Promise;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sign;
import org.huitong.api.text.LocalText;

/** What there is to know of an account, and what WeCom lets the hub see through it. */
final class WecomSights {
    private static final Remedy ARCHIVE = Remedy.of(
            Remedy.Kind.ARCHIVE,
            "购买并开通“会话内容存档”，在汇通中另连接账号“企业微信会话存档”",
            "buy and open the chat archive (会话内容存档), and connect it as an account of its own");

    private static final Profile.Sight OF_ARCHIVE = sight(
                    false,
                    LocalText.of("员工之间、员工与客户的聊天", "Chats among colleagues and with customers"),
                    LocalText.of(
                            "企业微信只通过付费的会话内容存档提供，它是同一企业的另一个账号",
                            "WeCom hands them out through its paid chat archive alone, which is another account of the"
                                    + " company"))
            .as(Promise.WITHHELD)
            .mendedBy(ARCHIVE);

    private static final Profile.Sight RECALLS = sight(
                    false,
                    LocalText.of("撤回与编辑", "Recalls and edits"),
                    LocalText.of("回调不会推送撤回，只有会话内容存档才有", "No callback tells of them; the chat archive does"))
            .as(Promise.WITHHELD)
            .mendedBy(ARCHIVE);

    private static final Profile.Sight FILES = sight(
                    true,
                    LocalText.of("图片、语音、视频、文件", "Pictures, voice, video, files"),
                    LocalText.of(
                            "推送的是素材编号：应用的 3 天内有效，机器人的地址 5 分钟内有效",
                            "Pushed as a reference: of an application good for 3 days, of a robot for 5 minutes"))
            .shownBy(Sign.FILE);

    private static final Profile.Sight GROUPS = sight(
            false,
            LocalText.of("群聊", "Groups"),
            LocalText.of(
                    "群里的消息不推送给应用；智能机器人收到 @ 它的", "None is pushed to an application; a robot gets what mentions it"));

    /** Of an application, whose callbacks come in. */
    private static final List<Profile.Sight> OF_APPLICATION = List.of(
            sight(
                            true,
                            LocalText.of("员工发给应用的消息", "What people write to the application"),
                            LocalText.of("企业微信会推送到回调地址", "WeCom pushes it to the callback address"))
                    .shownBy(Sign.DIRECT)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.PERMISSION,
                            "在管理后台该应用的“接收消息”中设置 API 接收，并把员工加入应用的可见范围",
                            "set Receive messages, by API, at the application in the admin console, and put people into"
                                    + " its range")),
            sight(
                            true,
                            LocalText.of("通讯录、审批、日程等事件", "Events of directory, approval and calendar"),
                            LocalText.of(
                                    "应用有相应权限并在可见范围内时推送",
                                    "Pushed where the application has the right and the person is in its range"))
                    .shownBy(Sign.EVENT)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.PERMISSION,
                            "在管理后台给该应用相应的接口权限和可见范围",
                            "give the application the right and the range in the admin console")),
            FILES,
            OF_ARCHIVE,
            GROUPS,
            sight(
                    false,
                    LocalText.of("客户与微信客服的对话", "What customers write to the customer service"),
                    LocalText.of(
                            "企业微信只通知有新消息，内容须另行拉取，目前尚不支持",
                            "WeCom only tells that there is news; fetching it is not built yet")),
            RECALLS);

    /** Of an intelligent robot. */
    private static final List<Profile.Sight> OF_ROBOT = List.of(
            sight(
                            true,
                            LocalText.of("员工发给智能机器人的单聊消息", "What people write to the robot directly"),
                            LocalText.of("全部推送，引用的内容一并可见", "All of it is pushed, with what it quotes"))
                    .shownBy(Sign.DIRECT)
                    .mendedBy(
                            Remedy.of(Remedy.Kind.PERMISSION, "把员工加入智能机器人的可见范围", "put people into the robot's range")),
            sight(
                            true,
                            LocalText.of("群聊中 @ 智能机器人的消息", "What mentions the robot in a group"),
                            LocalText.of("仅推送 @ 它的消息", "Only what mentions it is pushed"))
                    .shownBy(Sign.GROUP)
                    .mendedBy(Remedy.of(Remedy.Kind.ROBOT, "在群设置中添加这个智能机器人", "add the robot in the group's settings")),
            FILES,
            sight(
                    false,
                    LocalText.of("群聊中没有 @ 智能机器人的消息", "What does not mention the robot in a group"),
                    LocalText.of("企业微信不推送给机器人", "WeCom does not push it to robots")),
            OF_ARCHIVE,
            RECALLS);

    private static final List<Profile.Sight> OF_EITHER = Stream.concat(OF_ROBOT.stream(), OF_APPLICATION.stream())
            .filter(sight -> !sight.equals(GROUPS))
            .distinct()
            .toList();

    private static final List<Profile.Sight> OF_WEBHOOK = List.of(sight(
                    false,
                    LocalText.of("聊天与事件", "Chats and events"),
                    LocalText.of("群机器人（Webhook）只能发送，什么都收不到", "A group robot (webhook) can send and hears nothing"))
            .as(Promise.WITHHELD)
            .mendedBy(Remedy.of(
                    Remedy.Kind.LINE,
                    "另连接一个智能机器人，接入方式选“长连接”",
                    "connect an intelligent robot beside it, by its long connection")));

    /** Three tries in all, five seconds each. */
    private static final Redelivery OF_CALLS = new Redelivery.Retried(Duration.ofSeconds(10), Duration.ofSeconds(5));

    private static final Redelivery OF_LONG_CONNECTION = new Redelivery.Unknown(LocalText.of(
            "长连接断开期间的消息是否保留，企业微信没有说明", "WeCom does not say whether it keeps what comes while no connection stands"));

    private WecomSights() {}

    static Profile profile(WecomConfig config, Duration deadline) {
        return new Profile(
                LocalText.of("企业微信", "WeCom"),
                config.corpId(),
                deadline,
                config.owner(),
                config.note(),
                "live".equals(config.stage()),
                sights(config),
                Hearing.FIRST_HAND,
                "stream".equals(config.way()) ? OF_LONG_CONNECTION : OF_CALLS);
    }

    private static List<Profile.Sight> sights(WecomConfig config) {
        if ("webhook".equals(config.way())) {
            return OF_WEBHOOK;
        }
        if ("stream".equals(config.way())) {
            return OF_ROBOT;
        }
        // A robot's callbacks are taken at the same address: without a number it may be either.
        return config.agentId().isBlank() ? OF_EITHER : OF_APPLICATION;
    }

    private static Profile.Sight sight(boolean visible, LocalText what, LocalText why) {
        return new Profile.Sight(what, visible, why);
    }
}
