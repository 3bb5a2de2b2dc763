// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rightly signed and sealed is taken, whatever it holds: nobody would send it again. */
class WecomKeptTest {
    private static final Account ACCOUNT = Account.of();
    private static final String BEFORE = "<xml><ToUserName><![CDATA[" + Account.CORP
            + "]]></ToUserName><FromUserName><![CDATA[zhang]]></FromUserName><CreateTime>1795334400</CreateTime>"
            + "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[";
    private static final String BEHIND = "]]></Content><MsgId>1</MsgId><AgentID>1</AgentID></xml>";
    private static final String ROBOT_BEFORE = "{\"msgid\":\"m1\",\"aibotid\":\"AIB\",\"chattype\":\"single\","
            + "\"from\":{\"userid\":\"zhang\"},\"msgtype\":\"text\",\"text\":{\"content\":\"";
    private static final String ROBOT_BEHIND = "\"}}";

    /** As the field's: the last byte of the last Han character is missing. */
    static Stream<Arguments> damagedWords() {
        return Stream.of(
                Arguments.of("the last byte of a Han character", cut("生产线停了", 1), "生产线停\uFFFD"),
                Arguments.of("two bytes of it", cut("生产线停了", 2), "生产线停\uFFFD"),
                Arguments.of("a byte of an emoji", cut("停机😀", 1), "停机\uFFFD"),
                Arguments.of("three bytes of it", cut("停机😀", 3), "停机\uFFFD"),
                Arguments.of("the first byte", Arrays.copyOfRange(utf8("了停机"), 1, 9), "\uFFFD\uFFFD停机"),
                Arguments.of("a byte that is never UTF-8", bytes(utf8("停"), new byte[] {(byte) 0xFF}), "停\uFFFD"),
                Arguments.of(
                        "half a surrogate", bytes(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, utf8("停")), null),
                Arguments.of("another charset", "停机".getBytes(Charset.forName("GB18030")), null),
                Arguments.of("a written replacement character", utf8("停\uFFFD"), "停\uFFFD"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedWords")
    void anApplicationsWordsAreKeptWithAReplacementCharacter(String what, byte[] words, String text) {
        says(ACCOUNT.push(bytes(utf8(BEFORE), words, utf8(BEHIND))), text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedWords")
    void aRobotsWordsAreKeptWithAReplacementCharacter(String what, byte[] words, String text) {
        says(ACCOUNT.tell(bytes(utf8(ROBOT_BEFORE), words, utf8(ROBOT_BEHIND))), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "hello",
                "<xml>",
                "<xml></xml>",
                "<xml/>",
                "<xml><ToUserName>c</ToUserName></xml>",
                "<xml><MsgType>text</MsgType",
                "<xml><ToUserName>c</ToUserName><MsgType>text</MsgType><Content>a&nbsp;b</Content></xml>",
                "<xml><ToUserName>c</ToUserName><MsgType>text</MsgType><Content>a & b</Content></xml>",
                "<xml><ToUserName>c</ToUserName><MsgType>text</MsgType><Content><![CDATA[cut",
                "<!DOCTYPE xml [<!ENTITY e \"x\">]><xml><MsgType>text</MsgType></xml>",
                "<xml><MsgType>text</MsgType></xml><xml/>",
                "{\"msgtype\":\"text\"}",
                "\u0000"
            })
    void whatAnApplicationCannotReadIsADeadLetterWithItsReason(String document) {
        keptAside(ACCOUNT.push(document), document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "[]",
                "null",
                "{}",
                "{\"msgtype\":\"\"}",
                "{\"msgtype\":\"text\",\"text\":{\"content\":\"cut",
                "{\"msgtype\":\"text\"} and more",
                "{\"msgtype\":\"text\",\"text\":{\"content\":\"a\u0000b\"}}",
                "<xml><MsgType>text</MsgType></xml>"
            })
    void whatARobotCannotReadIsADeadLetterWithItsReason(String json) {
        keptAside(ACCOUNT.tell(json), json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xml><ToUserName>c</ToUserName><MsgType>text</MsgType></xml>",
                "<xml><ToUserName>c</ToUserName><MsgType>event</MsgType></xml>",
                "<xml><MsgType>text</MsgType><Content>谁说的</Content></xml>",
                "<xml><ToUserName>c</ToUserName><MsgType>text</MsgType><CreateTime>soon</CreateTime></xml>",
                "<xml><ToUserName>c</ToUserName><MsgType>event</MsgType><Event>sys_approval_change</Event></xml>",
                "<xml><ToUserName>c</ToUserName><MsgType>event</MsgType><Event>click</Event><EventKey/></xml>"
            })
    void whatLacksAFieldIsAMessageAllTheSame(String document) {
        assertThat(ACCOUNT.message(ACCOUNT.push(document)).payload()).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"msgtype\":\"text\"}",
                "{\"msgtype\":\"event\"}",
                "{\"msgtype\":\"event\",\"event\":\"enter_chat\"}",
                "{\"msgtype\":\"mixed\",\"mixed\":{\"msg_item\":\"x\"}}",
                "{\"msgtype\":\"text\",\"text\":null,\"quote\":[1]}",
                "{\"msgtype\":\"text\",\"text\":{\"content\":{\"a\":1}},\"from\":\"zhang\"}"
            })
    void whatLacksAMemberIsAMessageAllTheSame(String json) {
        assertThat(ACCOUNT.message(ACCOUNT.tell(json)).payload()).isEqualTo(json);
    }

    /** The vendor's page shows the envelope in one line; some senders break it. */
    @Test
    void blanksAroundTheSealedPartDoNotBreakItsSignature() {
        String cipher = ACCOUNT.envelopes().seal(BEFORE + "你好" + BEHIND, Account.CORP + "\n");
        for (String body : new String[] {
            "<xml>\n<Encrypt>\n<![CDATA[" + cipher + "]]>\n</Encrypt>\n</xml>",
            "<xml><Encrypt>\n" + cipher + "\n</Encrypt></xml>",
            "<xml><Encrypt><![CDATA[\n" + cipher + "\n]]></Encrypt></xml>"
        }) {
            says(ACCOUNT.signed("POST", cipher, body, Account.NOW), "你好");
        }
        String told = ACCOUNT.envelopes().seal(ROBOT_BEFORE + "你好" + ROBOT_BEHIND, "");
        says(ACCOUNT.signed("POST", told, "{\"encrypt\":\"" + told + "\\n\"}", Account.NOW), "你好");
    }

    private static void says(Callback call, String text) {
        assertThat(ACCOUNT.receive(call)).isInstanceOfSatisfying(Reception.Taken.class, taken -> assertThat(
                        taken.answer().status())
                .isEqualTo(200));
        Message message = ACCOUNT.message(call);
        if (text == null) {
            assertThat(message.content().text().orElseThrow()).contains("\uFFFD");
        } else {
            assertThat(message.content().text()).contains(text);
        }
        assertThat(message.sender().id()).isEqualTo("zhang");
    }

    private static void keptAside(Callback call, String whole) {
        assertThat(ACCOUNT.receive(call)).isInstanceOfSatisfying(Reception.Taken.class, taken -> assertThat(
                        taken.answer().status())
                .isEqualTo(200));
        Delivery delivery = ACCOUNT.delivery(call);
        assertThat(delivery.sightings()).isEmpty();
        assertThat(delivery.unreadable()).singleElement().satisfies(kept -> {
            assertThat(kept.raw()).isEqualTo(utf8(whole));
            assertThat(kept.reason().zh()).isNotBlank();
            assertThat(kept.reason().en()).doesNotContain("hello");
        });
    }

    private static byte[] cut(String words, int bytes) {
        byte[] whole = utf8(words);
        return Arrays.copyOf(whole, whole.length - bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
