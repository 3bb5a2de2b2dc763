// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.message.Action;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of message and event becomes. */
class FeishuWireTest {
    private static final Account ACCOUNT = Account.plain();

    static Stream<Arguments> contents() {
        return Stream.of(
                row("text", "{\"text\":\"@_user_1 和 @_user_10 开会\"}", "text", "@王芳 和 @李强 开会", ""),
                row("text", "{\"text\":\"@_all 停电 @_user_7\"}", "text", "@所有人 停电 @_user_7", ""),
                row("text", "{\"text\":\"\"}", "unavailable", null, ""),
                row("text", "{}", "unavailable", null, ""),
                row("text", "not json", "text", "not json", ""),
                row(
                        "post",
                        "{\"title\":\"通知\",\"content\":[[{\"tag\":\"text\",\"text\":\"明天 \"},{\"tag\":\"at\","
                                + "\"user_id\":\"@_user_1\",\"user_name\":\"\"},{\"tag\":\"a\",\"href\":\"http://x\","
                                + "\"text\":\"看这里\"}],[{\"tag\":\"img\",\"image_key\":\"img_1\"}],[{\"tag\":\"emotion\","
                                + "\"emoji_type\":\"SMILE\"}],[{\"tag\":\"media\",\"file_key\":\"f_1\"}]]}",
                        "rich-text",
                        "通知\n明天 @王芳看这里 (http://x)\n[SMILE]",
                        "image img_1, video f_1"),
                row(
                        "post",
                        "{\"en_us\":{\"title\":\"a\",\"content\":[]},\"zh_cn\":{\"title\":\"题\",\"content\":[[{\"tag\":"
                                + "\"text\",\"text\":\"文\"}]]}}",
                        "rich-text",
                        "题\n文",
                        ""),
                row("image", "{\"image_key\":\"img_1\"}", "image", null, "image img_1"),
                row("image", "{}", "unavailable", null, ""),
                row("sticker", "{\"file_key\":\"f\"}", "image", null, "image f"),
                row("file", "{\"file_key\":\"f\",\"file_name\":\"排产.xlsx\"}", "file", null, "file f 排产.xlsx"),
                row("folder", "{\"file_key\":\"f\",\"file_name\":\"图纸\"}", "file", null, "file f 图纸"),
                row("audio", "{\"file_key\":\"f\",\"duration\":2000}", "voice", null, "voice f 2000"),
                row(
                        "media",
                        "{\"file_key\":\"f\",\"image_key\":\"i\",\"file_name\":\"v.mp4\",\"duration\":\"3000\"}",
                        "video",
                        null,
                        "video f v.mp4 3000"),
                row(
                        "location",
                        "{\"name\":\"苏州市\",\"longitude\":\"120\",\"latitude\":\"31\"}",
                        "location",
                        "苏州市\n31, 120",
                        ""),
                row("location", "{\"longitude\":\"120\",\"latitude\":\"31\"}", "location", "31, 120", ""),
                row("hongbao", "{\"text\":\"[红包]\"}", "card", "[红包]", ""),
                row(
                        "calendar",
                        "{\"summary\":\"评审\",\"start_time\":\"1608265395000\",\"end_time\":\"1608267015000\"}",
                        "card",
                        "评审\n2020-12-18 12:23 – 2020-12-18 12:50",
                        ""),
                row("share_calendar_event", "{\"summary\":\"评审\"}", "card", "评审", ""),
                row("general_calendar", "{}", "unavailable", null, ""),
                row("share_chat", "{\"chat_id\":\"oc_2\"}", "card", "oc_2", ""),
                row("share_user", "{\"user_id\":\"ou_2\"}", "card", "ou_2", ""),
                row(
                        "video_chat",
                        "{\"topic\":\"晨会\",\"start_time\":\"1623124523829\"}",
                        "card",
                        "晨会\n2021-06-08 11:55",
                        ""),
                row(
                        "todo",
                        "{\"task_id\":\"1\",\"summary\":{\"title\":\"\",\"content\":[[{\"tag\":\"text\",\"text\":\"多运动\"}]]},"
                                + "\"due_time\":\"1623124318000\"}",
                        "card",
                        "多运动\n2021-06-08 11:51",
                        ""),
                row("vote", "{\"topic\":\"团建\",\"options\":[\"爬山\",\"划船\"]}", "card", "团建\n爬山\n划船", ""),
                row(
                        "merge_forward",
                        "Merged and Forwarded Message",
                        "card",
                        "Merged and Forwarded Message",
                        "withheld"),
                row(
                        "system",
                        "{\"template\":\"{from_user} 邀请 {to_chatters} 进群 {x}\",\"from_user\":[\"a\"],\"to_chatters\":"
                                + "[\"b\",\"c\"]}",
                        "event system",
                        "a 邀请 b、c 进群 {x}",
                        ""),
                row("hologram", "{\"a\":1,\"text\":\"立体\"}", "event hologram", "a: 1\ntext: 立体", ""),
                row("hologram", "{}", "event hologram", null, ""),
                row(
                        "interactive",
                        "{\"title\":\"采购申请\",\"elements\":[[{\"tag\":\"text\",\"text\":\"金额 \"},{\"tag\":\"at\",\"user_id\":"
                                + "\"@_user_1\",\"user_name\":\"\"}],[{\"tag\":\"hr\"}],[{\"tag\":\"button\",\"text\":\"同意\"},"
                                + "{\"tag\":\"button\",\"text\":\"拒绝\"}],[{\"tag\":\"note\",\"elements\":[{\"tag\":\"img\"},"
                                + "{\"tag\":\"text\",\"text\":\"备注\"}]}]]}",
                        "card",
                        "采购申请\n金额 @王芳\n[同意][拒绝]\n备注",
                        ""),
                row(
                        "interactive",
                        "{\"header\":{\"title\":{\"tag\":\"plain_text\",\"content\":\"质检\"}},\"elements\":[{\"tag\":\"div\","
                                + "\"text\":{\"tag\":\"lark_md\",\"content\":\"批次 7\"},\"fields\":[{\"text\":{\"content\":"
                                + "\"合格\"}}]},{\"tag\":\"action\",\"actions\":[{\"tag\":\"button\",\"text\":{\"content\":"
                                + "\"查看\"}}]}]}",
                        "card",
                        "质检\n批次 7\n合格\n[查看]",
                        ""),
                row(
                        "interactive",
                        "{\"schema\":\"2.0\",\"header\":{\"title\":{\"content\":\"新\"}},\"body\":{\"elements\":[{\"tag\":"
                                + "\"markdown\",\"content\":\"**第一**\"},{\"tag\":\"column_set\",\"columns\":[{\"tag\":\"column\","
                                + "\"elements\":[{\"tag\":\"markdown\",\"content\":\"左\"}]}]}]}}",
                        "card",
                        "新\n**第一**\n左",
                        ""),
                row(
                        "interactive",
                        "{\"title\":null,\"elements\":[[{\"tag\":\"img\"}],[{\"tag\":\"text\",\"text\":\"请升级至最新版本客户端，以查看内容\"}]]}",
                        "card",
                        "请升级至最新版本客户端，以查看内容",
                        "withheld"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("contents")
    void reads(String type, String content, String expectedType, String text, String beside) {
        Content read = ACCOUNT.message(Account.message(type, content)).content();

        assertThat(read.type().word() + read.event().map(e -> " " + e.name()).orElse(""))
                .isEqualTo(expectedType);
        assertThat(read.text().orElse(null)).isEqualTo(text);
        if (read.type() == MessageType.UNAVAILABLE || beside.equals("withheld")) {
            assertThat(read.unavailable())
                    .hasValueSatisfying(u -> assertThat(u.reason().word()).isEqualTo("withheld"));
        } else {
            assertThat(read.unavailable()).isEmpty();
            assertThat(read.attachments().stream().map(FeishuWireTest::told))
                    .containsExactlyElementsOf(beside.isEmpty() ? List.of() : List.of(beside.split(", ")));
        }
    }

    @Test
    void keepsWhoWhereWhenAndTheEvidence() {
        String event = Account.message("text", "{\"text\":\"你好\"}");
        Message message = ACCOUNT.message(event);

        assertThat(message.sender()).isEqualTo(Sender.person("u1").alias("on_1", "ou_1"));
        assertThat(message.conversation()).isEqualTo(Conversation.of("oc_1", Conversation.Kind.GROUP));
        assertThat(message.sentAt()).isEqualTo(Instant.parse("2020-12-27T12:45:51.345Z"));
        assertThat(message.order()).isEqualTo(1609073151345L);
        // But for the token, which opens the account.
        assertThat(event).contains("\"token\":\"v-token\"");
        assertThat(message.payload()).isEqualTo(event.replace("\"token\":\"v-token\"", "\"token\":\"\""));
    }

    static Stream<Arguments> senders() {
        return Stream.of(
                Arguments.of("\"user_id\":\"u1\",", "", Sender.person("on_1").alias("ou_1")),
                Arguments.of("\"union_id\":\"on_1\",\"user_id\":\"u1\",", "", Sender.person("ou_1")),
                Arguments.of(
                        "\"user_id\":\"u1\"",
                        "\"user_id\":null",
                        Sender.person("on_1").alias("ou_1")),
                Arguments.of("\"sender_type\":\"user\"", "\"sender_type\":\"bot\"", robot()),
                Arguments.of("\"sender_type\":\"user\"", "\"sender_type\":\"app\"", robot()),
                Arguments.of(
                        "\"sender_type\":\"user\",\"tenant_key\":\"" + Account.TENANT + "\"",
                        "\"sender_type\":\"user\",\"tenant_key\":\"other\"",
                        Sender.person("u1").alias("on_1", "ou_1").of("other")));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void knowsWhoSpeaks(String instead, String of, Sender expected) {
        String event = Account.message("text", "{\"text\":\"你好\"}").replace(instead, of);

        assertThat(ACCOUNT.message(event).sender()).isEqualTo(expected);
    }

    @Test
    void anEditIsAnotherVersionOfTheSameMessage() {
        String first = Account.message("text", "{\"text\":\"周一\"}");
        String unedited = first.replace("\"chat_id\"", "\"update_time\":\"1609073151345\",\"chat_id\"");
        String edited = Account.message("text", "{\"text\":\"周二\"}")
                .replace("\"chat_id\"", "\"update_time\":\"1609073160000\",\"chat_id\"")
                .replace("im.message.receive_v1", "im.message.updated_v1");
        Sighting.Said one = (Sighting.Said) ACCOUNT.sighting(first);
        Sighting.Said same = (Sighting.Said) ACCOUNT.sighting(unedited);
        Sighting.Said two = (Sighting.Said) ACCOUNT.sighting(edited);

        assertThat(same.revision()).isEqualTo(one.revision());
        assertThat(two.key()).isEqualTo(one.key());
        assertThat(two.revision()).isNotEqualTo(one.revision());
        assertThat(two.revision().at()).isAfter(one.revision().at());
        assertThat(two.message().sentAt()).isEqualTo(one.message().sentAt());
    }

    @Test
    void aRecallNamesTheMessageAndItsTime() {
        String event = Account.event(
                "im.message.recalled_v1",
                "{\"message_id\":\"om_1\",\"chat_id\":\"oc_1\",\"recall_time\":\"1615381702171\",\"recall_type\":"
                        + "\"message_owner\"}");

        assertThat(ACCOUNT.sighting(event)).isInstanceOfSatisfying(Sighting.Recalled.class, recalled -> {
            assertThat(recalled.key())
                    .isEqualTo(ACCOUNT.sighting(Account.message("text", "{}")).key());
            assertThat(recalled.conversation().id()).isEqualTo("oc_1");
            assertThat(recalled.at()).isEqualTo(Instant.ofEpochMilli(1615381702171L));
        });
    }

    @Test
    void aPressOnACardIsAnEventInItsChat() {
        Message message = ACCOUNT.message(Account.event(
                        "card.action.trigger",
                        "{\"operator\":{\"tenant_key\":\"" + Account.TENANT
                                + "\",\"user_id\":\"u2\",\"open_id\":\"ou_2\"},\"token\":\"c-1\","
                                + "\"action\":{\"value\":{\"approve\":\"yes\"},\"tag\":\"button\"},\"host\":\"im_message\","
                                + "\"context\":{\"open_message_id\":\"om_9\",\"open_chat_id\":\"oc_9\"}}")
                .replace("1608725989000", "1608725989000000"));

        assertThat(message.content().event().orElseThrow().name()).isEqualTo("card.action.trigger");
        assertThat(message.content().text()).contains("operator: u2\napprove: yes");
        assertThat(message.content().action()).contains(new Action(Optional.of("om_9"), "approve: yes"));
        assertThat(message.sender()).isEqualTo(Sender.person("u2").alias("ou_2"));
        assertThat(message.conversation().id()).isEqualTo("oc_9");
        assertThat(message.sentAt()).isEqualTo(Instant.ofEpochMilli(1608725989000L));
    }

    @Test
    void aMessageOfTheFirstGeneration() {
        Message message = ACCOUNT.message(
                "{\"uuid\":\"41b5f371157e3d5341b38b20396e77e3\",\"token\":\"v-token\",\"ts\":\"1550038109.428520\",\"type\":"
                        + "\"event_callback\",\"event\":{\"type\":\"message\",\"app_id\":\"cli_x\",\"tenant_key\":\"t1\","
                        + "\"open_chat_id\":\"oc_5\",\"chat_type\":\"private\",\"msg_type\":\"text\",\"open_id\":\"ou_18\","
                        + "\"employee_id\":\"xxx\",\"open_message_id\":\"om_36\",\"is_mention\":true,\"text\":"
                        + "\"<at open_id=\\\"ou_1\\\">@小助手</at> 你好\"}}");

        assertThat(message.key().nativeId()).isEqualTo("om_36");
        assertThat(message.key().tenant()).isEqualTo("t1");
        assertThat(message.conversation()).isEqualTo(Conversation.of("oc_5", Conversation.Kind.DIRECT));
        assertThat(message.sender()).isEqualTo(Sender.person("xxx").alias("ou_18"));
        assertThat(message.content().text()).contains("@小助手 你好");
        assertThat(message.sentAt()).isEqualTo(Instant.ofEpochMilli(1550038109428L));
    }

    private static Sender robot() {
        return Sender.robot("u1", null).alias("on_1", "ou_1");
    }

    private static String told(Attachment attachment) {
        return attachment.type().word() + " " + attachment.reference()
                + attachment.name().map(name -> " " + name).orElse("")
                + (attachment.durationMillis().isPresent()
                        ? " " + attachment.durationMillis().getAsLong()
                        : "");
    }

    private static Arguments row(String type, String content, String expectedType, String text, String beside) {
        return Arguments.of(type, content, expectedType, text, beside);
    }
}
