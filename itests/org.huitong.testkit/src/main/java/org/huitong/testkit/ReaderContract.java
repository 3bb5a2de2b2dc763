// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.store.StoreException;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/** What every reader keeps to whose effect is in the database. A reader's test implements this. */
public interface ReaderContract {
    /** The database with the reader's tables. */
    DerbyStore store();

    /** The reader under test. */
    Reader reader();

    /** Everything that its effect is, such as all its rows in order: equal where the effects are equal. */
    Object effect();

    @Test
    default void takesEveryKindOfEntry() {
        List<Entry> entries = entries();
        store().write(connection -> {
            reader().read(entries, connection);
            return null;
        });
    }

    /** The hub rolls back whatever goes wrong and offers it again: then the effect is there once. */
    @Test
    default void hasItsEffectOnlyInTheTransaction() {
        Object before = effect();
        List<Entry> entries = entries();
        assertThatThrownBy(() -> store().write(connection -> {
                    reader().read(entries, connection);
                    throw new StoreException("the hub could not move the cursor", null);
                }))
                .isInstanceOf(StoreException.class);
        assertThat(effect()).isEqualTo(before);
    }

    @Test
    default void doesNotMindHowEntriesAreBatched() {
        List<Entry> entries = entries();
        store().write(connection -> {
            reader().read(entries, connection);
            return null;
        });
        Object together = effect();
        try (DerbyStore other = freshStore()) {
            for (Entry entry : entries) {
                other.write(connection -> {
                    reader().read(List.of(entry), connection);
                    return null;
                });
            }
            assertThat(effectIn(other)).isEqualTo(together);
        }
    }

    /** Another empty database with the reader's tables. */
    DerbyStore freshStore();

    Object effectIn(DerbyStore store);

    private static List<Entry> entries() {
        Instant at = Instant.parse("2026-11-20T01:00:00Z");
        List<Content> contents = List.of(
                Content.text("生产进度正常"),
                Content.of(MessageType.FILE, null),
                Content.event("user_add_org", LocalText.of("某事", "something"), null),
                Content.unavailable(Unavailable.Reason.EXPIRED, LocalText.of("平台没有给", "gone")));
        List<Entry> entries = new ArrayList<>();
        long seq = 0;
        Finding finding = new Finding("mapping", 1, "mapping-1", Set.of(Mark.of(Mark.Kind.DEPARTMENT, "生产部")));
        for (Content content : contents) {
            Message message = Messages.of("r" + seq, content, at.plusSeconds(seq));
            seq++;
            entries.add(new Entry.Said(
                    seq, seq, Entry.Liveness.LIVE, message, 1, false, at.plusSeconds(1), List.of(finding)));
        }
        Message said = Messages.text("r0", "生产进度正常，改", at);
        entries.add(new Entry.Said(++seq, 1, Entry.Liveness.LATE, said, 2, false, at.plusSeconds(900), List.of()));
        entries.add(
                new Entry.Found(++seq, 1, Entry.Liveness.REPLAYED, said, Optional.empty(), finding, finding.marks()));
        entries.add(new Entry.Recalled(
                ++seq,
                1,
                Entry.Liveness.LIVE,
                new Sighting.Recalled(
                        said.key(),
                        "main",
                        Conversation.of("group", Conversation.Kind.GROUP),
                        Optional.empty(),
                        at.plusSeconds(60),
                        "{}")));
        entries.add(new Entry.Quarantined(
                ++seq, seq, Entry.Liveness.LIVE, Messages.text("secret", "", at).id(), "test", at));
        Unavailable why = new Unavailable(Unavailable.Reason.ENCRYPTED, LocalText.of("密钥已不在", "its key is gone"));
        entries.add(new Entry.Unreadable(++seq, 1, Entry.Liveness.LIVE, said.id(), why));
        return entries;
    }
}
