// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.document.Cell;
import org.huitong.capability.tasks.LedgerDocument.Sent;
import org.junit.jupiter.api.Test;

class LedgerDocumentTest {
    private static final Instant AT = Instant.parse("2026-11-30T02:00:00Z");

    private final List<List<Cell>> taken = new ArrayList<>();

    private static Sent sent(String words, int seconds) {
        return new Sent(AT.plusSeconds(seconds), List.of(Cell.text(words)));
    }

    @Test
    void standsInTheOrderInWhichItWasSentWhateverCameInLate() {
        List<Sent> rows = new ArrayList<>(List.of(sent("second", 20), sent("third", 30), sent("late", 10)));
        assertThat(LedgerDocument.take(rows, taken::add)).isTrue();
        assertThat(taken)
                .containsExactly(List.of(Cell.text("late")), List.of(Cell.text("second")), List.of(Cell.text("third")));
    }

    @Test
    void endsWhereNoMoreIsTaken() {
        List<Sent> rows = new ArrayList<>(List.of(sent("first", 1), sent("second", 2)));
        assertThat(LedgerDocument.take(rows, row -> {
                    taken.add(row);
                    return false;
                }))
                .isFalse();
        assertThat(taken).hasSize(1);
    }
}
