// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rightly signed is kept, whatever it holds: as a message, or as a dead letter that says what is wrong. */
class DingtalkKeptTest {
    private static final Account ACCOUNT = Account.of();
    private static final String SAID = "{\"msgId\":\"m1\",\"msgtype\":\"text\",\"senderStaffId\":\"s\","
            + "\"chatbotCorpId\":\"d\",\"createAt\":1795334400123,\"text\":{\"content\":\"三号线停机\"}}";
    private static final String HAPPENED =
            "{\"EventType\":\"chat_update_title\",\"CorpId\":\"d\",\"eventId\":\"e\"," + "\"title\":\"二号线夜班\"}";

    /** The text with the last byte of its last Han character missing. */
    private static byte[] cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int last = bytes.length - 1;
        while (bytes[last] >= 0) {
            last--;
        }
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, last + 1, cut, last, bytes.length - last - 1);
        return cut;
    }

    @Test
    void whatWasSaidKeepsAReplacementCharacterWhereAByteIsMissing() {
        assertThat(ACCOUNT.message(ACCOUNT.said(cut(SAID))).content().text()).contains("三号线停\uFFFD");
    }

    @Test
    void whatHappenedKeepsAReplacementCharacterWhereAByteIsMissing() {
        assertThat(ACCOUNT.message(ACCOUNT.event(cut(HAPPENED))).content().text())
                .contains("二号线夜\uFFFD");
    }

    static Stream<byte[]> unreadable() {
        return Stream.of(
                "{".getBytes(StandardCharsets.UTF_8),
                "not json".getBytes(StandardCharsets.UTF_8),
                "[]".getBytes(StandardCharsets.UTF_8),
                "null".getBytes(StandardCharsets.UTF_8),
                "{\"a\":1}}".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                ("{\"a\":" + "1".repeat(200) + "}").getBytes(StandardCharsets.UTF_8),
                "{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(SAID.getBytes(StandardCharsets.UTF_8), 60),
                "汇通".getBytes(Charset.forName("GB18030")),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadIsADeadLetterWithItsBytes(byte[] body) {
        Delivery said = ACCOUNT.delivery(ACCOUNT.said(body));
        assertThat(said.sightings()).isEmpty();
        assertThat(said.unreadable()).hasSize(1);
        assertThat(said.unreadable().get(0).raw()).isEqualTo(body);
        assertThat(said.unreadable().get(0).reason().en()).isNotBlank();

        Delivery happened = ACCOUNT.delivery(ACCOUNT.event(body));
        assertThat(happened.sightings()).isEmpty();
        assertThat(happened.unreadable()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "17",
                "[]",
                "{}",
                "\"\"",
                "\" \"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "1e999",
                "99999999999999999999999999999999",
                "-9223372036854775808",
                "{\"a\":[{\"b\":null}]}",
                "[[[\"x\"]]]",
                "\"{\\\"a\\\":\""
            })
    void aValueOfAnotherTypeIsKept(String value) {
        for (String name : List.of(
                "conversationId",
                "conversationType",
                "msgId",
                "msgtype",
                "text",
                "content",
                "createAt",
                "senderStaffId",
                "senderId",
                "senderCorpId",
                "chatbotCorpId",
                "atUsers",
                "robotCode",
                "isForwardMsg")) {
            String call = SAID.replaceFirst("\\{", "{\"" + name + "\":" + value.replace("\\", "\\\\") + ",");
            assertThat(ACCOUNT.receive(ACCOUNT.said(call)))
                    .as(name)
                    .isInstanceOfSatisfying(Reception.Taken.class, taken -> assertThat(taken.deliveries())
                            .hasSize(1));
        }
        for (String name : List.of(
                "EventType", "CorpId", "eventId", "EventTime", "data", "bizData", "biz_data", "userId", "operator")) {
            String call = HAPPENED.replaceFirst("\\{", "{\"" + name + "\":" + value.replace("\\", "\\\\") + ",");
            assertThat(ACCOUNT.receive(ACCOUNT.event(call)))
                    .as(name)
                    .isInstanceOfSatisfying(Reception.Taken.class, taken -> assertThat(taken.deliveries())
                            .isNotEmpty());
        }
    }

    @Test
    void aCallWithoutContentIsNone() {
        assertThat(ACCOUNT.receive(ACCOUNT.said(" "))).isInstanceOf(Reception.Refused.class);
    }

    /** Nobody vouches for a body that is not signed. */
    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNotSignedStaysOutside(byte[] body) {
        assertThat(ACCOUNT.receive(Account.call("POST", Map.of(), Map.of(), body)))
                .isInstanceOf(Reception.Refused.class);
    }

    @Test
    void wordsAreNeverLostForTheirSize() {
        String long_ = "长".repeat(200_000);
        Callback call = ACCOUNT.said(SAID.replace("三号线停机", long_));
        Message message = ACCOUNT.message(call);
        assertThat(message.content().text()).contains(long_);
    }
}
