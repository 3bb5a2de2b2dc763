// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Sign;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.reader.Entry;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

/** What is taken down of the log, on every database. */
interface CoverageContract {
    Instant SENT = Instant.parse("2026-11-20T01:00:00Z");

    /** With the schema {@code coverage}, empty. */
    Transactions tables();

    @Test
    default void whatCameIsCountedOnceHoweverOftenItIsRead() {
        List<Entry> entries = List.of(
                said(1, Messages.text("a", "大家好", SENT)),
                said(2, Messages.of("b", calling(), SENT.plusSeconds(60))),
                said(3, ours(Messages.text("c", "收到", SENT.plusSeconds(90)))));
        read(entries);
        read(entries);
        read(List.of(said(2, Messages.of("b", calling(), SENT.plusSeconds(60)))));
        Map<Sign, Seen> came = tables().read(CoverageShelf::signs).get(List.of("test", "main"));
        assertThat(came)
                .isEqualTo(Map.of(
                        Sign.GROUP, new Seen(2, SENT.plusSeconds(60)),
                        Sign.PLAIN, new Seen(1, SENT),
                        Sign.CALLING, new Seen(1, SENT.plusSeconds(60))));
        assertThat(rooms()).containsExactly(new SeenRoom("tenant", "group", 1, 1, SENT.plusSeconds(60)));
    }

    @Test
    default void groupsOfAnAccountAreToldApart() {
        read(List.of(
                said(1, Messages.text("a", "大家好", SENT)),
                said(2, Messages.in(Messages.text("b", "大家好", SENT), "other"))));
        assertThat(rooms()).extracting(SeenRoom::conversation).containsExactly("group", "other");
        List<SeenRoom> elsewhere = tables().read(connection -> CoverageShelf.rooms(connection, "test", "second"));
        assertThat(elsewhere).isEmpty();
    }

    private List<SeenRoom> rooms() {
        return tables().read(connection -> CoverageShelf.rooms(connection, "test", "main"));
    }

    private void read(List<Entry> entries) {
        tables().write(transaction -> {
            new CoverageReader().read(entries, transaction);
            return null;
        });
    }

    private static Content calling() {
        Content words = Content.text("@李工 请看");
        return new Content(
                MessageType.TEXT,
                words.text(),
                List.of(),
                words.event(),
                words.unavailable(),
                words.quote(),
                List.of(Addressee.of("u2")),
                List.of(),
                words.action());
    }

    private static Message ours(Message m) {
        return new Message(
                m.key(),
                m.account(),
                m.conversation(),
                Sender.ours("admin", "管理员"),
                m.content(),
                m.sentAt(),
                m.order(),
                m.payload());
    }

    private static Entry said(long seq, Message message) {
        return new Entry.Said(seq, seq, Entry.Liveness.LIVE, message, 1, false, SENT, List.of());
    }
}
