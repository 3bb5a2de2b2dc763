// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Check;
import org.huitong.api.store.Transactions;
import org.huitong.capability.monitor.Address;
import org.huitong.capability.monitor.MonitorConfig;
import org.huitong.capability.monitor.MonitorLetters;
import org.huitong.capability.monitor.gauge.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Writes the report of the day before, each day at its time.
 *
 * <p>Why each day has one and only one: the alarm goes on from the moment that was due, so a day that was missed rings,
 * too; report, letters and that it has rung are one transaction; and a day that is written down is not written again,
 * whatever becomes of the time at which it rings.
 */
@Component(
        service = {Alarm.class, Check.class},
        immediate = true,
        configurationPid = DailyReport.PID)
@Designate(ocd = MonitorConfig.class)
@AlarmName(alarm = DailyReport.NAME)
public final class DailyReport implements Alarm, Check {
    static final String PID = "org.huitong.capability.monitor";
    static final String NAME = "monitor.daily";
    static final String KEY = "day";
    private static final LocalTime USUAL = LocalTime.of(8, 0);
    private static final int LONGEST_SHOWN = 60;

    private final DayBook book;
    private final MonitorLetters letters;
    private final Alarms alarms;
    private final Clock clock;
    private volatile Order order;

    /**
     * What was set.
     *
     * @param faults what of it cannot be followed, in words; the rest is
     */
    private record Order(LocalTime at, List<String> to, List<String> faults) {
        static Order of(MonitorConfig config) {
            Map<Boolean, List<String>> named = Stream.of(config.reportTo())
                    .map(String::strip)
                    .filter(to -> !to.isEmpty())
                    .collect(Collectors.partitioningBy(Address::fits));
            List<String> faults = new ArrayList<>();
            Stream.of(config.briefTo())
                    .map(String::strip)
                    .filter(to -> !to.isEmpty() && !Address.fits(to))
                    .forEach(to -> faults.add("briefTo has '" + shown(to) + "', which nobody is told by"));
            named.get(false).forEach(to -> faults.add("reportTo has '" + shown(to) + "', which nobody is told by"));
            Optional<LocalTime> at = time(config.reportAt());
            if (at.isEmpty()) {
                faults.add("reportAt is '" + shown(config.reportAt()) + "', and " + USUAL + " is taken for it");
            }
            return new Order(at.orElse(USUAL), named.get(true), List.copyOf(faults));
        }

        private static Optional<LocalTime> time(String text) {
            try {
                return Optional.of(LocalTime.parse(text.strip()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private static String shown(String set) {
            return Brief.of(set.replaceAll("\\p{Cntrl}", " "), LONGEST_SHOWN);
        }
    }

    @Activate
    public DailyReport(
            @Reference DayBook book,
            @Reference MonitorLetters letters,
            @Reference Alarms alarms,
            @Reference Clock clock,
            MonitorConfig config) {
        this.book = book;
        this.letters = letters;
        this.alarms = alarms;
        this.clock = clock;
        this.order = Order.of(config);
        begin();
    }

    @Modified
    void set(MonitorConfig config) {
        order = Order.of(config);
        begin();
    }

    /** Of a day whose alarm is set already only the time changes: a moment that is past then rings at once. */
    private void begin() {
        Transactions transactions = book.transactions();
        transactions.write(connection -> {
            Optional<Instant> due = alarms.due(connection, NAME, KEY);
            Instant at =
                    due.map(set -> on(LocalDate.ofInstant(set, clock.zone()))).orElseGet(this::first);
            if (due.isEmpty() || !due.get().equals(at)) {
                alarms.set(connection, NAME, KEY, at);
            }
            return null;
        });
    }

    private Instant first() {
        Instant today = on(clock.today());
        return today.isAfter(clock.instant()) ? today : on(clock.today().plusDays(1));
    }

    private Instant on(LocalDate day) {
        return day.atTime(order.at()).atZone(clock.zone()).toInstant();
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        ZoneId zone = clock.zone();
        LocalDate today = LocalDate.ofInstant(ring.due(), zone);
        LocalDate day = today.minusDays(1);
        Optional<List<DailyLine>> written = book.write(transaction, day, ring.now());
        if (written.isPresent()) {
            letters.daily(transaction, day, told(day, written.get()), order.to());
        }
        return new After.Again(on(today.plusDays(1)));
    }

    @Override
    public String name() {
        return "daily-report";
    }

    /** What was mistyped is said here, since nobody misses a letter that never came. */
    @Override
    public Result result() {
        Order now = order;
        return now.faults().isEmpty()
                ? Result.up("At " + now.at() + " for "
                        + (now.to().isEmpty() ? "nobody; it is only kept" : String.join(", ", now.to())))
                : Result.degraded("In conf/" + PID + ".cfg " + String.join("; ", now.faults())
                        + ". A time is such as 08:00, who is told is role:<id> or person:<id>.");
    }

    private static String told(LocalDate day, List<DailyLine> lines) {
        StringBuilder text = new StringBuilder("【平台运行日报】" + day);
        lines.stream().filter(line -> line.normal().isEmpty()).forEach(line -> text.append('\n')
                .append(line.section().zh())
                .append(' ')
                .append(line.item().zh())
                .append(line.subject().isEmpty() ? "" : " " + line.subject())
                .append('：')
                .append(line.value().toPlainString())
                .append(
                        line.state().filter(s -> s != State.GOOD).isPresent()
                                ? line.note().map(n -> "（" + n.zh() + "）").orElse("")
                                : ""));
        List<String> beyond = lines.stream()
                .filter(line -> !line.normal().isEmpty()
                        && line.state().filter(State.BAD::equals).isPresent())
                .map(line -> line.item().zh() + (line.subject().isEmpty() ? "" : " " + line.subject()))
                .toList();
        text.append(beyond.isEmpty() ? "\n各项指标当日均在正常值内。" : "\n当日曾超出正常值：" + String.join("、", beyond) + "。");
        return text.append("\n完整日报见“文档”页的《平台运行日报》。").toString();
    }
}
