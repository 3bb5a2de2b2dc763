// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Period;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Asker CLERK = new Asker("wang", "王建国", Optional.of("p2"));
    private final Office office = new Office(new DerbyStore());

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void theTableHasWhatItsReaderMaySeeWithWhatIsLateInTimeOfWork() {
        Task late = office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        Task mine = office.open("验收", "p2", "d2", "2026-03-20T16:00");
        // Wednesday at four until Thursday at ten: two hours, and an hour and a half.
        office.clock.set(Office.at("2026-03-12T10:00"));
        GivenRights rights = new GivenRights();
        assertThat(codes(rights)).containsExactly(mine.code());
        List<List<Cell>> all = rows(rights.give("wang", "tasks.read"), Period.open());
        assertThat(all).hasSize(2);
        assertThat(all.get(0))
                .contains(
                        Cell.text(late.code()), Cell.text("生产部"), Cell.text("赵大伟"), Cell.span(Duration.ofMinutes(210)));
        assertThat(rows(rights, Period.of(LocalDate.parse("2026-03-12"), LocalDate.parse("2026-03-12"))))
                .isEmpty();
        assertThat(rows(rights, Period.of(LocalDate.parse("2026-03-11"), LocalDate.parse("2026-03-11"))))
                .hasSize(2);
    }

    private List<String> codes(GivenRights rights) {
        return rows(rights, Period.open()).stream()
                .map(row -> ((Cell.Text) row.get(0)).text())
                .toList();
    }

    private List<List<Cell>> rows(GivenRights rights, Period period) {
        List<List<Cell>> rows = new ArrayList<>();
        new TaskTableDocument(office.desk, office.shelf, rights, office.clock)
                .report(CLERK, period)
                .rows()
                .pour(rows::add);
        return rows;
    }
}
