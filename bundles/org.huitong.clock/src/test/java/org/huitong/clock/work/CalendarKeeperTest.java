// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.huitong.api.store.StoreException;
import org.huitong.api.text.LocalText;
import org.huitong.clock.TestTicks;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalendarKeeperTest {
    private static final LocalDate FOUNDING = LocalDate.parse("2026-08-18");
    private DerbyStore store;
    private CalendarKeeper keeper;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("clock");
        keeper = keeper();
    }

    private CalendarKeeper keeper() {
        return new CalendarKeeper(store, new TestClock(), TestTicks.real());
    }

    @AfterEach
    void close() {
        keeper.close();
        store.close();
    }

    @Test
    void whatPeopleChangeWinsAndStays() {
        assertThat(keeper.usual().worksOn(FOUNDING)).isTrue();
        Day day = new Day(FOUNDING, Day.Kind.REST, Optional.of(LocalText.of("厂庆", "Founding Day")));
        keeper.change((shelf, transaction) -> shelf.keep(transaction, day));
        assertThat(keeper.usual().worksOn(FOUNDING)).isFalse();
        keeper.close();
        keeper = keeper();
        assertThat(keeper.usual().worksOn(FOUNDING)).isFalse();
        assertThat(keeper.days(2026)).containsEntry(FOUNDING, day);
        keeper.change((shelf, transaction) -> shelf.clear(transaction, FOUNDING));
        assertThat(keeper.usual().worksOn(FOUNDING)).isTrue();
    }

    @Test
    void aPublishedDayCanBeTakenBackToTheWeek() {
        LocalDate saturday = LocalDate.parse("2026-10-10");
        assertThat(keeper.usual().worksOn(saturday)).isTrue();
        keeper.change(
                (shelf, transaction) -> shelf.keep(transaction, new Day(saturday, Day.Kind.WEEK, Optional.empty())));
        assertThat(keeper.usual().worksOn(saturday)).isFalse();
    }

    @Test
    void aDepartmentHasHoursOfItsOwn() {
        Shift line = new Shift(
                EnumSet.allOf(DayOfWeek.class),
                true,
                List.of(Shift.Span.read("08:00-08:00").orElseThrow()));
        keeper.change((shelf, transaction) -> shelf.keep(transaction, Optional.of("d7"), line));
        LocalDate holiday = LocalDate.parse("2026-10-01");
        assertThat(keeper.of(Optional.of("d7")).worksOn(holiday)).isTrue();
        assertThat(keeper.of(Optional.of("d8")).worksOn(holiday)).isFalse();
        assertThat(keeper.shifts()).containsEntry(Optional.of("d7"), line);
    }

    @Test
    void anEditThatFailsChangesNothing() {
        assertThatThrownBy(() -> keeper.change((shelf, transaction) -> {
                    shelf.keep(transaction, new Day(FOUNDING, Day.Kind.REST, Optional.empty()));
                    throw new StoreException("the deed could not be noted", null);
                }))
                .isInstanceOf(StoreException.class);
        assertThat(keeper.usual().worksOn(FOUNDING)).isTrue();
    }

    @Test
    void aYearThatIsNotPublishedIsProvisional() {
        assertThat(keeper.isPublished(2026)).isTrue();
        assertThat(keeper.isPublished(2027)).isFalse();
        assertThat(keeper.isPublished(2031)).isFalse();
    }
}
