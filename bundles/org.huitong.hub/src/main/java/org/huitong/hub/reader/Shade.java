// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.hub.journal.Leaf;
import org.huitong.hub.masking.Masking;
import org.huitong.hub.masking.Quarantine;
import org.huitong.hub.masking.Veil;

/**
 * What readers are handed is masked unless they say that they need it whole, and of what is quarantined none is handed a
 * word: what goes out in a notice, a digest or a task has come through here. Of what came through two doors they are handed
 * the one that came first. One look at a line is for all who read it,
 * until the settings bring another veil.
 */
record Shade(Masking masking, boolean whole, boolean both) {
    private record Veiled(Veil veil) implements Leaf.Copyist {
        @Override
        public Optional<Message> copy(Message message) {
            return Quarantine.holds(message) ? Optional.empty() : Optional.of(veil.over(message));
        }
    }

    Entry over(Leaf leaf) {
        if (leaf.entry() instanceof Entry.Said said) {
            Optional<MessageId> first = first(said.marks());
            if (first.isPresent()) {
                return new Entry.Same(said.seq(), said.firstSeq(), said.liveness(), said.id(), first.get());
            }
            return copy(leaf, said.message())
                    .map(shown -> with(said, shown))
                    .orElseGet(() -> quarantined(said, said.message()));
        }
        if (leaf.entry() instanceof Entry.Found found) {
            Optional<MessageId> first = first(found.marks());
            if (first.isPresent()) {
                return new Entry.Same(found.seq(), found.firstSeq(), found.liveness(), found.id(), first.get());
            }
            return copy(leaf, found.message())
                    .map(shown -> with(found, shown))
                    .orElseGet(() -> quarantined(found, found.message()));
        }
        return leaf.entry();
    }

    /** The one that came before it, where only that is handed over. */
    private Optional<MessageId> first(Set<Mark> marks) {
        return both
                ? Optional.empty()
                : marks.stream()
                        .filter(mark -> mark.kind() == Mark.Kind.SAME_AS)
                        .map(mark -> new MessageId(mark.value()))
                        .findFirst();
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
