// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Duration;
import java.util.List;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Profile.Promise;
import org.huitong.api.connector.Profile.Sight;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sign;
import org.huitong.api.text.LocalText;

/** What an application may see of a company's Feishu, told to its operator. */
final class FeishuSights {
    private static final Remedy JOIN = Remedy.of(
            Remedy.Kind.ROBOT,
            "在群设置的“群机器人”中添加本应用的机器人，或由汇通建群",
            "add this application's bot in the group's settings, or let the hub open the group");

    private static final List<Sight> ALL = List.of(
            sees(
                            "发给机器人的单聊消息",
                            "direct messages to the bot",
                            "需要权限 im:message.p2p_msg:readonly",
                            "needs the permission im:message.p2p_msg:readonly")
                    .shownBy(Sign.DIRECT)
                    .mendedBy(permission("im:message.p2p_msg:readonly")),
            sees(
                            "机器人所在群里 @机器人 的消息",
                            "messages that mention the bot in its groups",
                            "需要权限 im:message.group_at_msg:readonly",
                            "needs the permission im:message.group_at_msg:readonly")
                    .shownBy(Sign.CALLING)
                    .mendedBy(permission("im:message.group_at_msg:readonly"), JOIN),
            sees(
                            "机器人所在群里的全部用户消息",
                            "all messages of people in the bot's groups",
                            "需要敏感权限 im:message.group_msg",
                            "needs the sensitive permission im:message.group_msg")
                    .shownBy(Sign.PLAIN)
                    .mendedBy(permission("im:message.group_msg"), JOIN),
            sees(
                            "撤回、群变动、审批、会议、通讯录等事件",
                            "recalls, changes of groups, approvals, meetings, directory and other events",
                            "在“事件与回调”中订阅的每一类",
                            "each kind that is subscribed under Events & Callbacks")
                    .shownBy(Sign.EVENT, Sign.RECALL)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.PERMISSION,
                            "在开发者后台“事件与回调”中添加所需事件并发布版本",
                            "add the events under Events & Callbacks in the developer console and publish a version")),
            sees("卡片按钮等交互", "presses on cards", "订阅“卡片回传交互”", "subscribe to Card Action Trigger")
                    .shownBy(Sign.PRESS)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.PERMISSION,
                            "在“事件与回调 → 回调配置”中添加“卡片回传交互”",
                            "add Card Action Trigger under Events & Callbacks, Callback Configuration")),
            blind(
                            "机器人不在其中的聊天",
                            "chats without the bot",
                            "平台不向应用推送；请把机器人加入群聊",
                            "the platform tells an application nothing of them; add the bot to the group")
                    .as(Promise.WITHHELD)
                    .mendedBy(JOIN),
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

    private static final List<Sight> OF_WEBHOOK =
            List.of(blind("聊天与事件", "chats and events", "自定义机器人只能发送，什么都收不到", "a custom bot can send and hears nothing")
                    .as(Promise.WITHHELD)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.LINE,
                            "另连接一个自建应用，接入方式选“长连接”",
                            "connect a self-built application beside it, by its long connection")));

    /** Again after 15 s, 5 min, 1 h and 6 h. */
    private static final Redelivery OF_CALLS =
            new Redelivery.Retried(Duration.ofHours(7).plusMinutes(5).plusSeconds(15), Duration.ofHours(6));

    private static final Redelivery OF_LONG_CONNECTION = new Redelivery.Unknown(LocalText.of(
            "长连接断开期间的消息是否保留，飞书没有说明", "Feishu does not say whether it keeps what comes while no connection stands"));

    private FeishuSights() {}

    static Profile profile(Duration deadline, FeishuConfig config) {
        Profile told = new Profile(
                LocalText.of("飞书", "Feishu"),
                // Nothing that is configured tells the company; each call does.
                "",
                deadline,
                config.owner(),
                config.note(),
                "live".equals(config.stage()),
                "webhook".equals(config.way()) ? OF_WEBHOOK : ALL);
        return told.missing("stream".equals(config.way()) ? OF_LONG_CONNECTION : OF_CALLS);
    }

    private static Remedy permission(String scope) {
        return Remedy.of(
                Remedy.Kind.PERMISSION,
                "在开发者后台“权限管理”开通 " + scope + "，订阅“接收消息”，并发布版本",
                "grant " + scope + " under Permissions in the developer console, subscribe to Message received, and"
                        + " publish a version");
    }

    private static Sight sees(String zh, String en, String whyZh, String whyEn) {
        return new Sight(LocalText.of(zh, en), true, LocalText.of(whyZh, whyEn));
    }

    private static Sight blind(String zh, String en, String whyZh, String whyEn) {
        return new Sight(LocalText.of(zh, en), false, LocalText.of(whyZh, whyEn));
    }
}
