// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.clock.Jobs;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.move.MoveShelf.Planned;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.huitong.kit.job.Owner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Moves departments: at once, or at the beginning of a day to come. What does not fit the roster any more when its day
 * comes is not done, and stands with the reason until somebody plans it anew or takes it away.
 */
@Component(service = {Moves.class, Alarm.class, JobKind.class})
@AlarmName(alarm = Moves.NAME)
@JobName(job = Moves.NAME)
public final class Moves implements Alarm, JobKind {
    static final String NAME = "people.moves";
    static final String WRITE = "people.write";

    private final MoveShelf shelf;
    private final RosterKeeper keeper;
    private final Transactions transactions;
    private final Alarms alarms;
    private final Jobs jobs;
    private final Clock clock;
    private final Owner owner;

    @Activate
    public Moves(
            @Reference MoveShelf shelf,
            @Reference RosterKeeper keeper,
            @Reference Transactions transactions,
            @Reference Alarms alarms,
            @Reference Jobs jobs,
            @Reference Clock clock,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions) {
        this.shelf = shelf;
        this.keeper = keeper;
        this.transactions = transactions;
        this.alarms = alarms;
        this.jobs = jobs;
        this.clock = clock;
        this.owner = new Owner(entrance, decisions);
    }

    List<Planned> planned() {
        return shelf.all();
    }

    /**
     * Does it, or plans it where its day is to come.
     *
     * @return whether it is done
     * @throws Problem it does not fit the roster
     */
    boolean move(Move move, Optional<LocalDate> on, String by) {
        LocalDate today = clock.today();
        if (on.filter(today::isBefore).isEmpty()) {
            carryOut(move, by, today);
            forget(move.department());
            return true;
        }
        move.check(keeper.roster());
        ZoneId zone = clock.zone();
        transactions.write(connection -> {
            shelf.put(connection, new Planned(move, on.get(), by, Optional.empty()));
            alarms.set(
                    connection,
                    NAME,
                    move.department(),
                    on.get().atStartOfDay(zone).toInstant());
            return null;
        });
        return false;
    }

    private void carryOut(Move move, String by, LocalDate today) {
        String what = (move.merged() ? "merge " : "move ") + move.department() + " → "
                + move.parent().orElse("top");
        keeper.change(new Origin(by, "edit", what), draft -> move.carryOut(draft, today));
    }

    /** Takes back what was planned. @return false: nothing was */
    boolean forget(String department) {
        return transactions.write(connection -> {
            alarms.cancel(connection, NAME, department);
            return shelf.remove(connection, department);
        });
    }

    /** The roster has a transaction of its own, and a job tells what came of it. */
    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Optional<Planned> planned = shelf.of(ring.key());
        if (planned.isPresent()) {
            jobs.start(
                    transaction,
                    new Jobs.Order(
                            NAME, order(planned.get().move()), planned.get().by(), Optional.of(WRITE), ring.key()));
        }
        return new After.Over();
    }

    private LocalText order(Move move) {
        String name = keeper.roster().name(move.department()).orElse(move.department());
        return LocalText.of("按计划调整部门“" + name + "”", "Move the department “" + name + "”");
    }

    /** What was done before a crash is not done again. */
    @Override
    public boolean resumes() {
        return true;
    }

    /** By the rights that whoever planned it has on the day, not by those of the plan. */
    @Override
    public LocalText run(JobRun run) throws JobFailure {
        Optional<Planned> planned = shelf.of(run.argument());
        if (planned.isEmpty()) {
            return LocalText.of("计划已被取消。", "It was taken back.");
        }
        Move move = planned.get().move();
        try {
            owner.who(run, Act.of(WRITE));
            if (!move.isDone(keeper.roster(), clock.today())) {
                carryOut(move, run.owner(), clock.today());
            }
        } catch (JobFailure forbidden) {
            shelf.failed(move.department(), forbidden.words());
            throw forbidden;
        } catch (Problem problem) {
            shelf.failed(move.department(), problem.detail());
            throw new JobFailure(problem.detail());
        }
        transactions.write(connection -> shelf.remove(connection, move.department()));
        return LocalText.of("部门已调整。", "The department has been moved.");
    }
}
