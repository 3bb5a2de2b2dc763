// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Presence.Kind;

/** What each account brought in a minute: into the ledger of its day, as a figure, and held against its habit. */
public final class Intake {
    private static final Duration HABIT = Duration.ofDays(28);
    /** Who has said nothing for so long is not missed more by every further hour. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final History history;
    private final ZoneId zone;
    private final Predicate<LocalDate> works;
    private final Duration others;

    /** @param others within which another node looks where there is one; nothing where there can be none */
    public Intake(History history, ZoneId zone, Predicate<LocalDate> works, Duration others) {
        this.history = history;
        this.zone = zone;
        this.works = works;
        this.others = others;
    }

    public List<Reading> read(Connection connection, Picture picture, Map<String, Standing> before, Instant now)
            throws SQLException {
        // Of several connectors that want one account the first line is the account's own.
        Map<String, ConnectorBoard.Standing> accounts = new LinkedHashMap<>();
        picture.accounts().forEach(account -> accounts.putIfAbsent(Ledger.name(account), account));
        Ledger.Minute minute = new Ledger.Minute(now, LocalDate.ofInstant(now, zone));
        List<Reading> readings = new ArrayList<>();
        Optional<Instant> seen =
                before.values().stream().map(Standing::measuredAt).max(Comparator.naturalOrder());
        GapKeeper gaps = new GapKeeper(connection, zone, seen, back(seen, picture.process()), now);
        for (Map.Entry<String, ConnectorBoard.Standing> one : accounts.entrySet()) {
            String name = one.getKey();
            ConnectorBoard.Standing account = one.getValue();
            Presence presence = Presence.of(account);
            gaps.look(account, presence);
            boolean away = presence.is(Kind.AWAY);
            Standing known = before.get(Gauge.CONNECTION.word() + ":" + name);
            boolean fell = away && (known == null || known.state() != State.BAD);
            long fresh = Ledger.add(connection, minute, picture.process(), account, away, fell)
                    .taken();
            Reading brought = Reading.of(Gauge.INTAKE, fresh).of(name);
            // That nothing comes from whoever is away is told by the connection, and who was paused is to say nothing:
            // neither is its habit.
            if (!away && !presence.is(Kind.PAUSED)) {
                readings.add(brought);
                OptionalDouble missing = fresh > 0 ? OptionalDouble.of(0) : missing(connection, brought, now);
                missing.ifPresent(count -> readings.add(silence(name, count)));
            }
        }
        gaps.settle();
        return readings;
    }

    /** Since the last look this run of the hub has begun, and no other node has looked meanwhile, as it would have. */
    private Optional<Instant> back(Optional<Instant> seen, Instant process) {
        return seen.filter(before -> process.isAfter(before.plus(others))).map(before -> process);
    }

    private OptionalDouble missing(Connection connection, Reading brought, Instant now) throws SQLException {
        List<History.Stretch> hours = history.of(connection, brought.name(), Grain.HOUR, now.minus(HABIT));
        List<History.Stretch> minutes =
                new ArrayList<>(history.of(connection, brought.name(), Grain.MINUTE, now.minus(LONGEST)));
        // This minute itself, which is kept with all the others.
        minutes.add(new History.Stretch(Grain.MINUTE.begin(now, zone), 0, 0, 0, 1));
        return new Habit(hours, works, zone).missing(minutes);
    }

    private static Reading silence(String name, double missing) {
        Reading reading =
                Reading.of(Gauge.SILENCE, Math.round(missing * 10) / 10.0).of(name);
        String count = String.format(Locale.ROOT, "%.0f", missing);
        return missing < 1
                ? reading
                : reading.because(LocalText.of(
                        "按往常这段时间应有约 " + count + " 条，一条也没有",
                        "by its habit about " + count + " should have come, and none has"));
    }
}
