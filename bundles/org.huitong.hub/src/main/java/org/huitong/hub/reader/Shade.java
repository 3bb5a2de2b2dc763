// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.util.Optional;
import org.huitong.api.message.Message;
import org.huitong.api.reader.Entry;
import org.huitong.hub.journal.Leaf;
import org.huitong.hub.masking.Masking;
import org.huitong.hub.masking.Quarantine;
import org.huitong.hub.masking.Veil;

/**
 * What readers are handed is masked unless they say that they need it whole, and of what is quarantined none is handed a
 * word: what goes out in a notice, a digest or a task has come through here. One look at a line is for all who read it,
 * until the settings bring another veil.
 */
record Shade(Masking masking, boolean whole) {
    private record Veiled(Veil veil) implements Leaf.Copyist {
        @Override
        public Optional<Message> copy(Message message) {
            return Quarantine.holds(message) ? Optional.empty() : Optional.of(veil.over(message));
        }
    }

    Entry over(Leaf leaf) {
        if (leaf.entry() instanceof Entry.Said said) {
            return copy(leaf, said.message())
                    .map(shown -> with(said, shown))
                    .orElseGet(() -> quarantined(said, said.message()));
        }
        if (leaf.entry() instanceof Entry.Found found) {
            return copy(leaf, found.message())
                    .map(shown -> with(found, shown))
                    .orElseGet(() -> quarantined(found, found.message()));
        }
        return leaf.entry();
    }

    /** Empty where it is quarantined. */
    private Optional<Message> copy(Leaf leaf, Message message) {
        return whole
                ? Optional.of(message).filter(said -> !Quarantine.holds(said))
                : leaf.copy(new Veiled(masking.veil()), message);
    }

    private static Entry quarantined(Entry entry, Message message) {
        return new Entry.Quarantined(
                entry.seq(),
                entry.firstSeq(),
                entry.liveness(),
                entry.id(),
                message.key().platform(),
                message.sentAt());
    }

    private static Entry with(Entry.Said said, Message shown) {
        return shown == said.message()
                ? said
                : new Entry.Said(
                        said.seq(),
                        said.firstSeq(),
                        said.liveness(),
                        shown,
                        said.version(),
                        said.recalled(),
                        said.receivedAt(),
                        said.findings(),
                        said.marks());
    }

    private static Entry with(Entry.Found found, Message shown) {
        return shown == found.message()
                ? found
                : new Entry.Found(
                        found.seq(),
                        found.firstSeq(),
                        found.liveness(),
                        shown,
                        found.before(),
                        found.finding(),
                        found.marks());
    }
}
