// SPDX-License-Identifier: Apache-2.0
package com.example.capability.thanks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.ReaderContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keeps what every reader keeps to, and notes what says thanks as long as it says so. */
class ThanksReaderTest implements ReaderContract {
    private static final Instant AT = Instant.parse("2026-03-10T06:30:00Z");

    private final DerbyStore store = freshStore();
    private final ThanksReader reader = new ThanksReader(DerbyStore.schema("thanks"));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void thanksAreNotedUntilTheyAreEditedAway() {
        MessageId id = says(1, 1, "谢谢大家，辛苦了");
        says(2, 2, "三号线停机");
        assertThat(noted()).containsExactly(id);
        says(3, 1, "辛苦了");
        assertThat(noted()).isEmpty();
    }

    private MessageId says(long seq, long first, String text) {
        Message message = Messages.text("m" + first, text, AT);
        Entry said =
                new Entry.Said(seq, first, Entry.Liveness.LIVE, message, 1, false, AT.plusSeconds(1), List.of());
        store.write(connection -> {
            reader.read(List.of(said), connection);
            return null;
        });
        return message.id();
    }

    private List<MessageId> noted() {
        return store.read(connection -> ThanksShelf.before(connection, Long.MAX_VALUE, 10)).stream()
                .map(ThanksShelf.Noted::id)
                .toList();
    }

    @Override
    public DerbyStore store() {
        return store;
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public Object effect() {
        return effectIn(store);
    }

    @Override
    public DerbyStore freshStore() {
        return new DerbyStore().migrate("thanks");
    }

    @Override
    public Object effectIn(DerbyStore other) {
        return other.read(connection -> ThanksShelf.before(connection, Long.MAX_VALUE, 100));
    }
}
