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
import org.huitong.api.web.Problem;
import org.huitong.clock.TestTicks;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aYearIsTakenInAsItWasPublished() {
        assertThat(keeper.isPublished(2028)).isFalse();
        List<Day> days =
                DayList.read("# 2028\n2028-01-24 2028-01-26 休 春节\n\n2028-01-22，班\n2028-02-19 work for Spring Festival");
        keeper.change((shelf, transaction) -> {
            for (Day day : days) {
                shelf.keep(transaction, day);
            }
        });
        assertThat(keeper.days(2028).keySet().stream().map(LocalDate::toString))
                .containsExactly("2028-01-22", "2028-01-24", "2028-01-25", "2028-01-26", "2028-02-19");
        assertThat(keeper.usual().worksOn(LocalDate.parse("2028-01-22"))).isTrue();
        assertThat(keeper.usual().worksOn(LocalDate.parse("2028-01-25"))).isFalse();
        assertThat(keeper.isPublished(2028)).isTrue();
        assertThat(days.get(4).name()).contains(LocalText.of("for Spring Festival", "for Spring Festival"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "2028-13-01 rest",
                "2028-01-24 2028-01-20 rest",
                "2028-01-24 maybe",
                "2028-01-01 2028-12-31 rest",
                "2028-01-01 2028-02-10 rest",
                "+12028-01-01 rest",
                "1999-12-31 rest"
            })
    void whatCannotBeReadIsNamed(String text) {
        assertThatThrownBy(() -> DayList.read(text)).isInstanceOf(Problem.class);
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
