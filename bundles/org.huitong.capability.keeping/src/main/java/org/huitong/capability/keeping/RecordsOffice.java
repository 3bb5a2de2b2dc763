// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Jobs;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Where it is known what is due today, and from where runs are ordered: by people, and each evening by the alarm. */
@Component(service = RecordsOffice.class, immediate = true, configurationPid = KeepingConfig.PID)
@Designate(ocd = KeepingConfig.class)
public final class RecordsOffice {
    static final String ALARM = "keeping.daily";
    private static final String KEY = "daily";
    private static final LocalTime USUAL_TIME = LocalTime.of(22, 0);
    private static final Duration USUAL_GRACE = Duration.ofDays(3);

    private final Transactions transactions;
    private final Statutes statutes;
    private final Register register;
    private final Claims claims;
    private final Keeping keeping;
    private final Alarms alarms;
    private final Jobs jobs;
    private final Clock clock;
    private final LocalTime time;
    private final Duration grace;

    @Activate
    public RecordsOffice(
            @Reference Transactions transactions,
            @Reference Statutes statutes,
            @Reference Register register,
            @Reference Claims claims,
            @Reference Keeping keeping,
            @Reference Alarms alarms,
            @Reference Jobs jobs,
            @Reference Clock clock,
            KeepingConfig config) {
        this.transactions = transactions;
        this.statutes = statutes;
        this.register = register;
        this.claims = claims;
        this.keeping = keeping;
        this.alarms = alarms;
        this.jobs = jobs;
        this.clock = clock;
        this.time = time(config.time());
        this.grace = grace(config.grace());
        transactions.write(connection -> {
            // An evening that passed while the hub was down stands there still, and is made up.
            Optional<Instant> due = alarms.due(connection, ALARM, KEY);
            if (due.filter(at -> at.atZone(clock.zone()).toLocalTime().equals(time))
                    .isEmpty()) {
                alarms.set(connection, ALARM, KEY, next(clock.instant()));
            }
            return null;
        });
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException unreadable) {
            return USUAL_TIME;
        }
    }

    /** Never less than nothing; what cannot be read is the usual. */
    private static Duration grace(String text) {
        try {
            Duration read = Duration.parse(text.strip());
            return read.isNegative() ? USUAL_GRACE : read;
        } catch (DateTimeException unreadable) {
            return USUAL_GRACE;
        }
    }

    /** The next evening after this moment. */
    Instant next(Instant after) {
        ZonedDateTime today = after.atZone(clock.zone()).with(time);
        return (today.toInstant().isAfter(after) ? today : today.plusDays(1)).toInstant();
    }

    /** When the next run begins by itself. */
    Optional<Instant> due() {
        return transactions.read(connection -> alarms.due(connection, ALARM, KEY));
    }

    /** What is due by the rules and holds of now, on that day. */
    Plan plan(Instant at) {
        return Plan.of(statutes.rules().newest(), statutes.holds().newest(), at, clock.zone());
    }

    /** The holds in force then. */
    List<Hold> holds(Instant at) {
        return statutes.holds().newest().items().stream()
                .filter(hold -> hold.isInForce(at))
                .toList();
    }

    Sorting sorting() {
        return new Sorting(keeping, claims, register, transactions, grace);
    }

    Duration grace() {
        return grace;
    }

    /**
     * The run that was ordered last.
     *
     * @param job its id; empty where there was none
     */
    record Latest(String job, boolean over) {}

    /** @param fresh false where it is one that was under way already */
    record Ordered(String job, boolean fresh) {}

    /** To be asked before the transaction in which another is ordered: it asks for connections of its own. */
    Latest latest() {
        String job = transactions.read(register::ordered);
        return new Latest(job, jobs.find(job).map(one -> one.state().isOver()).orElse(true));
    }

    /** Orders a run, unless one is under way: of two who order one at once the second gets the first's. */
    Ordered run(Connection transaction, Latest seen, String by) throws SQLException {
        register.lockOrders(transaction);
        String job = register.ordered(transaction);
        if (!seen.over() || !seen.job().equals(job)) {
            return new Ordered(job, false);
        }
        String fresh = order(transaction, by, false);
        register.order(transaction, fresh);
        return new Ordered(fresh, true);
    }

    /** Orders a run, or a look at what one would do. @return the job's id */
    String order(Connection transaction, String by, boolean dry) throws SQLException {
        LocalText title = dry
                ? LocalText.of("预览保管期满的消息", "Look at messages whose time is over")
                : LocalText.of("归档和销毁保管期满的消息", "Archive and destroy messages whose time is over");
        return jobs.start(
                transaction,
                new Jobs.Order(KeepingRun.NAME, title, by, Optional.of(KeepingPage.READ), dry ? KeepingRun.DRY : ""));
    }

    /**
     * What a run would do.
     *
     * @param complete false where the time was over first, and there is more
     */
    record Preview(List<OfRule> rules, Counts counts, boolean complete) {}

    record OfRule(Rule rule, Counts counts, long waiting) {}

    /** Looks how much is due, for as long as a caller waits. */
    Preview preview(Instant at, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        Plan plan = plan(at);
        List<OfRule> rules = new ArrayList<>();
        Counts all = Counts.NONE;
        boolean[] cut = {false};
        for (Plan.Part part : plan.parts()) {
            Tally tally = new Tally();
            sorting().each(plan, part, at, page -> {
                tally.count(page);
                cut[0] = System.nanoTime() > end;
                return !cut[0];
            });
            rules.add(new OfRule(part.rule(), tally.counts(), tally.waiting()));
            all = all.and(tally.counts());
            if (cut[0]) {
                break;
            }
        }
        return new Preview(rules, all, !cut[0]);
    }
}
