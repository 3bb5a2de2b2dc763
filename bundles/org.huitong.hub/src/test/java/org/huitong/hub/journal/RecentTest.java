// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03Z");

    private final Recent recent = new Recent(1 << 20);

    @Test
    void knowsWhatWasJustWritten() {
        assertThat(recent.after(0, 0, 10)).isEmpty();
        recent.add(lines(5, 7));
        assertThat(seqs(4, 7)).containsExactly(5L, 6L, 7L);
        assertThat(seqs(6, 7)).containsExactly(7L);
        assertThat(recent.after(3, 7, 10)).isEmpty();
    }

    @Test
    void saysNothingOfLinesThatCannotBeReadYet() {
        recent.add(lines(1, 4));
        assertThat(seqs(1, 3)).containsExactly(2L, 3L);
    }

    /** The head moves without entries where a commit that was reported as failed had been made. */
    @Test
    void doesNotAnswerForLinesThatNeverCameBy() {
        recent.add(lines(1, 3));
        assertThat(recent.after(3, 5, 10)).isEmpty();
        assertThat(recent.after(1, 5, 10)).isEmpty();
        recent.add(lines(6, 6));
        assertThat(recent.after(3, 6, 10)).isEmpty();
        assertThat(seqs(5, 6)).containsExactly(6L);
    }

    @Test
    void letsTheOldestGoWhenTheyAreManyOrLong() {
        recent.add(lines(1, 3_000));
        assertThat(recent.after(0, 3_000, 10)).isEmpty();
        assertThat(recent.after(2_999, 3_000, 10)).isPresent();
        recent.add(List.of(line(3_001, "长".repeat(300_000)), line(3_002, "长".repeat(300_000))));
        assertThat(recent.after(3_000, 3_002, 10)).isEmpty();
        assertThat(seqs(3_001, 3_002)).containsExactly(3_002L);
        recent.add(List.of(line(3_003, "长".repeat(3_000_000))));
        assertThat(recent.after(3_002, 3_003, 10)).isEmpty();
    }

    @Test
    void keepsTheOthersWhereAnOlderMessageIsForgotten() {
        recent.add(lines(5, 7));
        recent.add(List.of(forgotten(8, 2)));
        assertThat(seqs(4, 8)).containsExactly(5L, 6L, 7L, 8L);
    }

    @Test
    void holdsNoWordOfWhatIsForgotten() {
        recent.add(lines(5, 7));
        recent.add(List.of(forgotten(8, 6)));
        assertThat(recent.after(7, 8, 10)).isEmpty();
        recent.add(List.of(line(9, "你好"), forgotten(10, 9)));
        assertThat(recent.after(9, 10, 10)).isEmpty();
        recent.add(lines(11, 11));
        assertThat(seqs(10, 11)).containsExactly(11L);
    }

    /** What a reader has had copied of a line, the next is handed; and it goes with the line. */
    @Test
    void handsOutOneLeafToAllUntilTheMessageIsForgotten() {
        recent.add(lines(5, 7));
        Leaf leaf = recent.after(5, 7, 1).orElseThrow().get(0);
        assertThat(recent.after(5, 7, 1).orElseThrow().get(0)).isSameAs(leaf);
        recent.add(List.of(forgotten(8, 6)));
        assertThat(recent.after(5, 8, 1)).isEmpty();
    }

    /** Such a line has no number of its message, and the words of the recall are forgotten with it. */
    @Test
    void forgetsARecallThatCameBeforeItsMessage() {
        Message message = Messages.text("m9", "你好", NOW);
        Sighting.Recalled recall = new Sighting.Recalled(
                message.key(), message.account(), message.conversation(), Optional.empty(), NOW, "{}");
        recent.add(List.of(new Entry.Recalled(8, 0, Entry.Liveness.LIVE, recall)));
        recent.add(List.of(forgotten(10, 9)));
        assertThat(recent.after(9, 10, 10)).isEmpty();
    }

    private static Entry forgotten(long seq, long first) {
        return new Entry.Forgotten(
                seq, first, Entry.Liveness.LATE, line(first, "你好").id(), "2026-1");
    }

    private List<Long> seqs(long after, long head) {
        return recent.after(after, head, 10).orElseThrow().stream()
                .map(leaf -> leaf.entry().seq())
                .toList();
    }

    private static List<Entry> lines(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seq -> line(seq, "你好"))
                .toList();
    }

    private static Entry line(long seq, String text) {
        return new Entry.Said(
                seq, seq, Entry.Liveness.LIVE, Messages.text("m" + seq, text, NOW), 1, false, NOW, List.of());
    }
}
