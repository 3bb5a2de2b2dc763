// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.huitong.api.connector.Reception;

/** Whatever comes, signed or not: a documented result, never an exception. */
class FeishuHostileTest {
    private static final Account PLAIN = Account.plain();
    private static final Account SEALED = Account.sealed();

    private static final List<String> SAMPLES = List.of(
            Account.message("text", "{\"text\":\"@_user_1 你好\"}"),
            Account.message(
                    "post",
                    "{\"title\":\"题\",\"content\":[[{\"tag\":\"text\",\"text\":\"文\"},{\"tag\":\"at\",\"user_id\":\"@_user_1\"}],"
                            + "[{\"tag\":\"img\",\"image_key\":\"i\"}]]}"),
            Account.message(
                    "interactive",
                    "{\"header\":{\"title\":{\"content\":\"t\"}},\"elements\":[{\"tag\":\"div\",\"text\":{\"content\":\"a\"}},"
                            + "[{\"tag\":\"button\",\"text\":\"b\"}]]}"),
            Account.message(
                    "todo",
                    "{\"summary\":{\"content\":[[{\"tag\":\"text\",\"text\":\"x\"}]]},\"due_time\":\"1623124318000\"}"),
            Account.message(
                    "system",
                    "{\"template\":\"{from_user} x {to_chatters}\",\"from_user\":[\"a\"],\"to_chatters\":[]}"),
            Account.message("audio", "{\"file_key\":\"f\",\"duration\":2000}"),
            Account.event(
                    "im.message.recalled_v1",
                    "{\"message_id\":\"om_1\",\"chat_id\":\"oc_1\",\"recall_time\":\"1615381702171\"}"),
            Account.event(
                    "card.action.trigger",
                    "{\"operator\":{\"user_id\":\"u\"},\"action\":{\"value\":{\"a\":1}},\"context\":{\"open_chat_id\":\"oc\"}}"),
            Account.event(
                    "im.chat.member.user.added_v1",
                    "{\"chat_id\":\"oc_1\",\"users\":[{\"name\":\"a\"}],\"operator_id\":{\"open_id\":\"o\"}}"),
            "{\"uuid\":\"u\",\"token\":\"v-token\",\"ts\":\"1550038109.428520\",\"type\":\"event_callback\",\"event\":{\"type\":"
                    + "\"message\",\"msg_type\":\"text\",\"open_message_id\":\"om\",\"text\":\"<at open_id=\\\"o\\\">@a</at>\"}}",
            "{\"challenge\":\"c\",\"token\":\"v-token\",\"type\":\"url_verification\"}");

    /** Pieces that turn one kind of value into another. */
    private static final List<String> PIECES = List.of(
            "null",
            "{}",
            "[]",
            "\"\"",
            "0",
            "-1",
            "1e999",
            "99999999999999999999",
            "true",
            "\"\\u0000\"",
            "[[[[",
            "}",
            "\"@_user_\"",
            "\\",
            "\"",
            ",",
            ":",
            "{\"tag\":\"text\"}",
            "\uD83D",
            "$1",
            "{a}",
            "<at ");

    @Property(tries = 60_000)
    void aMutatedCallGetsADocumentedResult(@ForAll int sample, @ForAll long seed) {
        byte[] body = mutate(SAMPLES.get(Math.floorMod(sample, SAMPLES.size())), new Random(seed));

        Reception plain = PLAIN.connector().receive(Account.post(body, Map.of()));

        if (plain instanceof Reception.Refused refused) {
            assertThat(refused.refusal().status()).isBetween(400, 403);
        } else if (plain instanceof Reception.Taken taken) {
            assertThat(taken.deliveries()).hasSize(1);
        } else {
            assertThat(plain).isInstanceOf(Reception.Replied.class);
        }
    }

    @Property(tries = 60_000)
    void mutatedContentIsTakenOrKeptApart(@ForAll int sample, @ForAll long seed) {
        String event = new String(
                mutate(SAMPLES.get(Math.floorMod(sample, SAMPLES.size())), new Random(seed)), StandardCharsets.UTF_8);

        Reception sealed = SEALED.connector().receive(SEALED.call(event));

        if (sealed instanceof Reception.Taken taken) {
            assertThat(taken.deliveries()).singleElement().satisfies(delivery -> assertThat(
                            delivery.sightings().size() + delivery.unreadable().size())
                    .isOne());
        } else if (sealed instanceof Reception.Refused refused) {
            // Only the handshake can be refused once it is signed.
            assertThat(event).contains("url_verification");
            assertThat(refused.detail().en()).isNotBlank();
        }
    }

    private static byte[] mutate(String sample, Random dice) {
        byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
        for (int times = 1 + dice.nextInt(4); times > 0 && bytes.length > 1; times--) {
            int at = dice.nextInt(bytes.length);
            switch (dice.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << dice.nextInt(8));
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes = splice(bytes, at, at, PIECES.get(dice.nextInt(PIECES.size())));
                case 3 -> bytes = splice(bytes, at, Math.min(bytes.length, at + dice.nextInt(30)), "");
                case 4 -> bytes = value(bytes, at, PIECES.get(dice.nextInt(PIECES.size())));
                default -> bytes =
                        splice(bytes, at, at, new String(bytes, StandardCharsets.ISO_8859_1).substring(at / 2, at));
            }
        }
        return bytes;
    }

    /** Puts a piece in the place of the value that follows, so that most of these are still JSON. */
    private static byte[] value(byte[] bytes, int from, String piece) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int colon = text.indexOf("\":", Math.min(from, text.length()));
        if (colon < 0) {
            return bytes;
        }
        int begin = colon + 2;
        int end = begin;
        boolean inside = false;
        while (end < text.length() && (inside || ",}]".indexOf(text.charAt(end)) < 0)) {
            inside ^= text.charAt(end) == '"' && text.charAt(end - 1) != '\\';
            end++;
        }
        return (text.substring(0, begin) + piece + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] splice(byte[] bytes, int from, int to, String piece) {
        byte[] between = piece.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(bytes, from + between.length + bytes.length - to);
        System.arraycopy(between, 0, all, from, between.length);
        System.arraycopy(bytes, to, all, from + between.length, bytes.length - to);
        return all;
    }
}
