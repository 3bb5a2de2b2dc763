// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Duration;
import java.util.List;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Profile.Sight;
import org.huitong.api.text.LocalText;

/** What an application may see of a company's Feishu, told to its operator. */
final class FeishuSights {
    private static final List<Sight> ALL = List.of(
            sees(
                    "发给机器人的单聊消息",
                    "direct messages to the bot",
                    "需要权限 im:message.p2p_msg:readonly",
                    "needs the permission im:message.p2p_msg:readonly"),
            sees(
                    "机器人所在群里 @机器人 的消息",
                    "messages that mention the bot in its groups",
                    "需要权限 im:message.group_at_msg:readonly",
                    "needs the permission im:message.group_at_msg:readonly"),
            sees(
                    "机器人所在群里的全部用户消息",
                    "all messages of people in the bot's groups",
                    "需要敏感权限 im:message.group_msg",
                    "needs the sensitive permission im:message.group_msg"),
            sees(
                    "撤回、群变动、审批、会议、通讯录等事件",
                    "recalls, changes of groups, approvals, meetings, directory and other events",
                    "在“事件与回调”中订阅的每一类",
                    "each kind that is subscribed under Events & Callbacks"),
            sees("卡片按钮等交互", "presses on cards", "订阅“卡片回传交互”", "subscribe to Card Action Trigger"),
            blind(
                    "机器人不在其中的聊天",
                    "chats without the bot",
                    "平台不向应用推送；请把机器人加入群聊",
                    "the platform tells an application nothing of them; add the bot to the group"),
            blind(
                    "别的机器人发的消息",
                    "messages of other bots",
                    "平台只推送 @ 本机器人的那些，且需另开权限",
                    "the platform tells only those that mention this bot, by a permission of its own"),
            blind(
                    "合并转发中的各条消息、新版卡片的内容、被回复消息的原文",
                    "the messages inside a forwarded bundle, the content of cards of the new kind, the words of a"
                            + " message that is replied to",
                    "事件里不含，须另行调用接口查询",
                    "not in the event; only a call to the platform shows them"),
            blind(
                    "人与人之间的单聊消息",
                    "direct messages between people",
                    "平台不向应用提供",
                    "the platform gives them to no application"));

    private FeishuSights() {}

    static Profile profile(Duration deadline, FeishuConfig config) {
        return new Profile(
                LocalText.of("飞书", "Feishu"),
                // Nothing that is configured tells the company; each call does.
                "",
                deadline,
                config.owner(),
                config.note(),
                "live".equals(config.stage()),
                ALL);
    }

    private static Sight sees(String zh, String en, String whyZh, String whyEn) {
        return new Sight(LocalText.of(zh, en), true, LocalText.of(whyZh, whyEn));
    }

    private static Sight blind(String zh, String en, String whyZh, String whyEn) {
        return new Sight(LocalText.of(zh, en), false, LocalText.of(whyZh, whyEn));
    }
}
