// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.time.Duration;
import java.util.List;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sign;
import org.huitong.api.text.LocalText;

/** What there is to know of an account, and what DingTalk lets the hub see through it. */
final class DingtalkSights {
    private static final Duration DEADLINE = Duration.ofMillis(1500);

    /** Rows of SyncHTTP, which only third-party suites get, are wanted sooner. */
    private static final Duration SUITE_DEADLINE = Duration.ofMillis(1200);

    /** Over a stream it pushes again after a minute. */
    private static final Duration STREAM_DEADLINE = Duration.ofSeconds(60);

    private static final List<Profile.Sight> SIGHTS = List.of(
            sight(
                            true,
                            LocalText.of("单聊中发给机器人的消息", "What people write to the robot directly"),
                            LocalText.of("文字、图片、语音、视频、文件全部推送", "Text, pictures, voice, video and files are all pushed"))
                    .shownBy(Sign.DIRECT)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.PERMISSION,
                            "在开发者后台为应用添加“机器人”能力并发布，消息接收模式与本账号的接入方式一致",
                            "add the robot to the application in the developer console and publish it; it receives"
                                    + " messages in the way that is set here")),
            sight(
                            true,
                            LocalText.of("群聊中 @ 机器人的消息", "What mentions the robot in a group"),
                            LocalText.of("推送文字、图片和富文本", "Text, pictures and rich text are pushed"))
                    .shownBy(Sign.GROUP)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.ROBOT,
                            "在群设置的“机器人”中添加本企业的这个机器人，或由汇通建群",
                            "add this robot in the group's settings, or let the hub open the group")),
            sight(
                            true,
                            LocalText.of(
                                    "通讯录、审批、日程、待办、会议等事件",
                                    "Events of directory, approval, calendar, tasks and meetings"),
                            LocalText.of("应用订阅了哪些事件，就推送哪些", "Pushed as far as the application subscribes to them"))
                    .shownBy(Sign.EVENT)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.PERMISSION,
                            "在开发者后台“事件与回调”中勾选所需事件",
                            "choose the events under Events and callbacks in the developer console")),
            sight(
                    true,
                    LocalText.of("被引用和被转发的消息", "What people quote or forward to the robot"),
                    LocalText.of(
                            "钉钉给出多少就显示多少；卡片和部分文件只给编号",
                            "As far as DingTalk tells; of cards and some files it gives only an id")),
            sight(
                    false,
                    LocalText.of("群聊中没有 @ 机器人的消息", "What does not mention the robot in a group"),
                    LocalText.of("钉钉不推送给机器人", "DingTalk does not push it to robots")),
            sight(
                    false,
                    LocalText.of("群聊中的语音、视频、文件", "Voice, video and files in groups"),
                    LocalText.of("钉钉不允许在群聊中把它们发给机器人", "DingTalk does not let them be sent to a robot in a group")),
            sight(
                    false,
                    LocalText.of("员工之间的单聊", "Chats among colleagues"),
                    LocalText.of("钉钉不向应用开放", "DingTalk opens them to no application")),
            sight(
                    false,
                    LocalText.of("调用量超限后的消息正文", "What is said after the quota of calls is used up"),
                    LocalText.of(
                            "超限后钉钉只通知有消息、不给正文，增购后恢复",
                            "DingTalk then announces messages without their content, until more quota is bought")));

    private static final List<Profile.Sight> OF_WEBHOOK = List.of(sight(
                    false,
                    LocalText.of("聊天与事件", "Chats and events"),
                    LocalText.of("自定义机器人只能发送，什么都收不到", "A custom robot can send and hears nothing"))
            .as(Profile.Promise.WITHHELD)
            .mendedBy(Remedy.of(
                    Remedy.Kind.LINE,
                    "另连接一个企业内部应用，接入方式选 Stream",
                    "Connect an internal application beside it, by Stream mode")));

    private static final Redelivery OF_STREAM = new Redelivery.Unknown(LocalText.of(
            "Stream 断开期间的消息是否保留，钉钉没有说明", "DingTalk does not say whether it keeps what comes while no stream stands"));

    /** Events that failed are asked back by the hub; robots' messages are not among them. */
    private static final Redelivery OF_CALLS = new Redelivery.Lost(LocalText.of(
            "发给机器人的消息钉钉不重推；推送失败的事件由本系统取回",
            "DingTalk pushes no robot's message again; events whose push failed are asked back"));

    private DingtalkSights() {}

    static Profile profile(DingtalkConfig config) {
        Profile told = new Profile(
                LocalText.of("钉钉", "DingTalk"),
                config.corpId(),
                deadline(config),
                config.owner(),
                config.note(),
                "live".equals(config.stage()),
                "webhook".equals(config.way()) ? OF_WEBHOOK : SIGHTS);
        return told.missing("stream".equals(config.way()) ? OF_STREAM : OF_CALLS);
    }

    private static Duration deadline(DingtalkConfig config) {
        if ("stream".equals(config.way())) {
            return STREAM_DEADLINE;
        }
        return isSuite(config.receiveId()) || isSuite(config.clientId()) ? SUITE_DEADLINE : DEADLINE;
    }

    /** The key of a suite is its Client ID as well. */
    private static boolean isSuite(String id) {
        return id.startsWith("suite");
    }

    private static Profile.Sight sight(boolean visible, LocalText what, LocalText why) {
        return new Profile.Sight(what, visible, why);
    }
}
