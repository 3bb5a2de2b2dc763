// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.message.Action;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Event;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Unavailable;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

class BodyCodecTest {
    private static final LocalText SENTENCE = LocalText.of("审批有了结果", "An approval was decided");

    @Test
    void keepsAllThatAMessageMaySay() {
        Sender outsider = Sender.person("staff1", "外部王").alias("$:x").of("dingOTHER");
        Message message = new Message(
                new MessageKey("dingtalk", "ding1", "m-2"),
                "main",
                new Conversation("c1", Conversation.Kind.DIRECT, Optional.of("生产群")),
                outsider,
                List.of(Addressee.of("u2", "李工").alias("on_2"), Addressee.named("只有名字"), Addressee.EVERYBODY),
                new Content(
                        MessageType.EVENT,
                        Optional.of("停机\n> 原话"),
                        List.of(new Attachment(
                                MessageType.FILE, "f", Optional.of("a.docx"), OptionalLong.of(7), OptionalLong.of(8))),
                        Optional.of(new Event("card", SENTENCE)),
                        Optional.of(new Unavailable(Unavailable.Reason.EXPIRED, SENTENCE)),
                        Optional.of(new Quote(Optional.of("m-1"), Optional.of(Sender.person("u3")), "原话")),
                        List.of(Addressee.of("u4")),
                        List.of("https://a.example/b"),
                        Optional.of(new Action(Optional.of("task"), "agree"))),
                Optional.of("m-1"),
                Instant.ofEpochMilli(1_795_947_500_720L),
                42,
                "{}");
        Body said =
                new Body.Said(message, List.of(new Finding("rules", 1, "v1", Set.of(Mark.of(Mark.Kind.TAG, "审批")))));
        BodyCodec codec = new BodyCodec();

        assertThat(codec.decode(Line.Kind.SAID.code(), codec.encode(said))).isEqualTo(said);
    }
}
