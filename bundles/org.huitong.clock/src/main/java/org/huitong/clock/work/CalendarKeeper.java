// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.clock.WorkCalendar;
import org.huitong.api.clock.WorkTime;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.clock.work.CalendarShelf.Changed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the calendar in force: what was published, and what people changed of it. */
@Component(service = {WorkCalendar.class, CalendarKeeper.class})
public final class CalendarKeeper implements WorkCalendar {
    /** Within which a change is in force on another node. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final PublishedDays published = PublishedDays.delivered();
    private final CalendarShelf shelf;
    private final Clock clock;
    private final Ticks.Tick look;
    private volatile Changed changed;

    @Activate
    public CalendarKeeper(
            @Reference Transactions transactions,
            @Reference(target = "(schema=clock)") Schema tables,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        this(transactions, clock, ticks);
    }

    CalendarKeeper(Transactions transactions, Clock clock, Ticks ticks) {
        this.shelf = new CalendarShelf(transactions);
        this.clock = clock;
        this.changed = shelf.read();
        this.look = ticks.every(LOOK, this::renew);
    }

    @Deactivate
    void close() {
        look.close();
    }

    private void renew() {
        changed = shelf.read();
    }

    @Override
    public WorkTime of(Optional<String> department) {
        Changed now = changed;
        return new Hours(shift(now, department), date -> kind(now, date), clock.zone());
    }

    private static Shift shift(Changed now, Optional<String> department) {
        return department
                .map(id -> now.shifts().get(Optional.of(id)))
                .or(() -> Optional.ofNullable(now.shifts().get(Optional.<String>empty())))
                .orElse(Shift.USUAL);
    }

    private Day.Kind kind(Changed now, LocalDate date) {
        Day day = now.days().getOrDefault(date, published.days().get(date));
        return day == null ? Day.Kind.WEEK : day.kind();
    }

    /** The days of a year of which something is written down, by people or as published. */
    Map<LocalDate, Day> days(int year) {
        Map<LocalDate, Day> days = new TreeMap<>(published.of(year));
        changed.days().values().stream()
                .filter(day -> day.date().getYear() == year)
                .forEach(day -> days.put(day.date(), day));
        return days;
    }

    boolean isChanged(LocalDate date) {
        return changed.days().containsKey(date);
    }

    /** Whether it is known which days are worked in the place of others: as published, or as somebody wrote it down. */
    boolean isPublished(int year) {
        return published.isPublished(year)
                || changed.days().values().stream()
                        .anyMatch(day -> day.date().getYear() == year && day.kind() == Day.Kind.WORK);
    }

    /** Hours that are written down; those of everybody are always among them. */
    Map<Optional<String>, Shift> shifts() {
        Map<Optional<String>, Shift> shifts = new HashMap<>(changed.shifts());
        shifts.putIfAbsent(Optional.empty(), Shift.USUAL);
        return shifts;
    }

    /** Changes it, in one transaction with whatever else the edit does; it is in force when this returns. */
    void change(Edit edit) {
        shelf.transactions().write(connection -> {
            edit.on(shelf, connection);
            return null;
        });
        renew();
    }

    /** What is done to the calendar. */
    interface Edit {
        void on(CalendarShelf shelf, Connection transaction) throws SQLException;
    }
}
