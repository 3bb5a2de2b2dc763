// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.intake.Brought;
import org.huitong.hub.intake.Call;
import org.huitong.hub.intake.IntakeClerk;
import org.huitong.hub.intake.Judged;
import org.huitong.hub.intake.Judging;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.stage.StageBench;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a platform on its way through the hub: held while its connector is away, read by it, judged, written,
 * answered. Plugs run on the call's own thread; {@link #look} is how the watcher takes the call out of the hands of one
 * that does not come back.
 *
 * <p>Why it is answered exactly once: each step is entered by a compare-and-set, so of two threads that want to go on
 * only one does.
 */
final class Visit implements ConnectedAccount.Held {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);
    /** Well above a stage's budget: a pause of the machine is no stage that hangs. */
    private static final long STAGE_NANOS = Duration.ofMillis(100).toNanos();
    /** A connector that takes so long waits for something: others must not wait for its thread. */
    private static final long SLOW_NANOS = Duration.ofMillis(50).toNanos();

    private static final LocalText OVERDUE = LocalText.of("连接器没有及时处理完。", "The connector did not come back in time.");

    private final IntakeClerk clerk;
    private final StageBench bench;
    private final InstantSource clock;
    private final Threads threads;
    private final ConnectedAccount account;
    private final Callback callback;
    private final Reply reply;
    private final Runnable held;
    private final Threads.Loan loan;
    private final AtomicReference<Step> step = new AtomicReference<>(Step.ARRIVED);
    private volatile long stepSince = System.nanoTime();
    private volatile Thread reading;
    private volatile Judging judging;
    private volatile Brought brought;

    private enum Step {
        ARRIVED,
        HELD,
        READING,
        JUDGING,
        WRITING,
        ENDED
    }

    /** @param held told where the call has to wait for its connector */
    Visit(
            IntakeClerk clerk,
            StageBench bench,
            InstantSource clock,
            Threads threads,
            ConnectedAccount account,
            Callback callback,
            Reply reply,
            Runnable held) {
        this.clerk = clerk;
        this.bench = bench;
        this.clock = clock;
        this.threads = threads;
        this.account = account;
        this.callback = callback;
        this.reply = reply;
        this.held = held;
        this.loan = threads.lend();
    }

    void begin() {
        step.compareAndSet(Step.ARRIVED, Step.HELD);
        ConnectedAccount.Admission admission = account.enter(this);
        if (admission instanceof ConnectedAccount.Admission.Now now) {
            read(now.connector());
        } else if (admission instanceof ConnectedAccount.Admission.Full) {
            comeAgain(Step.HELD, "Too many calls wait for this connector, which is away.");
        } else {
            held.run();
        }
    }

    @Override
    public void admit() {
        threads.admitting().execute(() -> account.connector().ifPresentOrElse(this::read, this::begin));
    }

    boolean ended() {
        return step.get() == Step.ENDED;
    }

    /** Ends what has taken too long; called by the watcher again and again. */
    void look(long now) {
        switch (step.get()) {
            case HELD -> {
                if (now - stepSince > account.patience().toNanos()) {
                    account.leave(this);
                    comeAgain(Step.HELD, "This connector is away; it may be just being updated.");
                }
            }
            case READING -> {
                if (now - stepSince > SLOW_NANOS) {
                    loan.isMissed();
                }
                if (now - stepSince > account.deadline().dividedBy(2).toNanos()) {
                    hangs();
                }
            }
            case JUDGING -> judging.endIfStuckSince(now - STAGE_NANOS, bench).ifPresent(judged -> {
                loan.isMissed();
                write(brought, judged);
            });
            default -> {
                // Arriving, in the writer's hands, or done: nothing that could hang.
            }
        }
    }

    /** The hub goes down: who still waits is asked to come again. */
    void abandon() {
        comeAgain(step.get(), "The hub is going down.");
    }

    private void read(Connector connector) {
        if (!(connector instanceof CallbackReceiver receiver)) {
            refuse(
                    Step.HELD,
                    new Reception.Refused(
                            Refusal.NOT_CONFIGURED, LocalText.of("此账号不接收回调。", "This account takes no callbacks.")));
            return;
        }
        if (!account.takeDoor()) {
            comeAgain(Step.HELD, "This connector is busy with too many calls.");
            return;
        }
        try {
            reading = Thread.currentThread();
            if (!move(Step.HELD, Step.READING)) {
                return;
            }
            Reception reception = receive(receiver);
            if (reception != null) {
                carryOn(reception);
            }
        } finally {
            account.giveDoor();
            loan.isBack();
        }
    }

    /** Null where the connector broke or was given up: the call is then in other hands. */
    private Reception receive(CallbackReceiver receiver) {
        long since = System.nanoTime();
        try {
            Reception reception = receiver.receive(callback);
            if (reception == null) {
                throw new IllegalStateException("a connector must not answer null");
            }
            // Strangers are sent away at once, and who was given up has been counted.
            if (!(reception instanceof Reception.Refused) && step.get() == Step.READING) {
                account.tally().read(clock.instant(), Duration.ofNanos(System.nanoTime() - since));
            }
            return reception;
        } catch (RuntimeException | Error e) {
            // Errors too: a plug that recurses without end is no reason to lose what its platform said.
            LOG.error(
                    "A connector broke on a call, which is a dead letter now connector={}",
                    account.name(),
                    Unquoted.of(e));
            bury(named("连接器出错：", "The connector broke: ", e));
            return null;
        } finally {
            reading = null;
            // The watcher may have interrupted this thread, which belongs to the server.
            if (Thread.interrupted()) {
                LOG.debug("A call came back after it was given up connector={}", account.name());
            }
        }
    }

    /** Whatever breaks on the way to the log, the call is kept or asked for again, and never left without an answer. */
    private void carryOn(Reception reception) {
        try {
            go(reception);
        } catch (RuntimeException | Error e) {
            LOG.error("A call broke on its way to the log connector={}", account.name(), Unquoted.of(e));
            if (move(Step.READING, Step.WRITING) || move(Step.JUDGING, Step.WRITING)) {
                keep(named("汇通处理时出错：", "The hub broke on it: ", e));
            }
        }
    }

    private void hangs() {
        Thread hanging = reading;
        long since = stepSince;
        if (bury(OVERDUE) && hanging != null) {
            // It may never come back to be counted.
            account.tally().read(clock.instant(), Duration.ofNanos(System.nanoTime() - since));
            LOG.error("A connector hangs; the call is a dead letter now connector={}", account.name());
            hanging.interrupt();
        }
    }

    private void go(Reception reception) {
        Instant now = callback.receivedAt();
        if (reception instanceof Reception.Refused refused) {
            if (isStray(refused)) {
                account.tally().strayed();
            } else {
                account.tally().refused(now, refused);
            }
            refuse(Step.READING, refused);
        } else if (reception instanceof Reception.Replied replied) {
            account.tally().called(now);
            if (move(Step.READING, Step.ENDED)) {
                reply.answer(replied.answer());
            }
        } else if (reception instanceof Reception.Taken taken) {
            account.tally().called(now);
            judge(Brought.by(account.name(), taken));
        }
    }

    /**
     * Nothing of a platform was in it: somebody opened the address in a browser, or something looks what answers here.
     * That says nothing about how the account stands. A GET with what a platform checks an address by does.
     */
    private boolean isStray(Reception.Refused refused) {
        boolean pushed = "POST".equals(callback.method());
        return refused.refusal() == Refusal.METHOD
                || !pushed
                        && (refused.refusal() == Refusal.MALFORMED
                                || callback.query().isEmpty());
    }

    private void judge(Brought sorted) {
        brought = sorted;
        judging = new Judging(sorted.said());
        if (move(Step.READING, Step.JUDGING)) {
            if (sorted.objections() > 0) {
                LOG.warn(
                        "A connector brought what cannot be stored as its account's; dead letters say why connector={}"
                                + " rows={}",
                        account.name(),
                        sorted.objections());
            }
            judging.run(bench).ifPresent(judged -> write(sorted, judged));
        }
    }

    private void write(Brought brought, List<Judged> judged) {
        if (!move(Step.JUDGING, Step.WRITING)) {
            return;
        }
        Intake intake;
        try {
            judged.forEach(
                    j -> account.tally().cameFromPlatform(j.said().message().sentAt(), callback.receivedAt()));
            intake = clerk.intake(call(), brought, judged, outcome -> written(brought, outcome));
        } catch (RuntimeException | Error e) {
            LOG.error("What a call said cannot be made ready for the log connector={}", account.name(), Unquoted.of(e));
            keep(named("无法写入日志：", "It cannot be made ready for the log: ", e));
            return;
        }
        if (intake.drafts().isEmpty() && intake.letters().isEmpty()) {
            thank(brought);
        } else if (!clerk.submit(intake)) {
            comeAgain(Step.WRITING, "The queue is full.");
        }
    }

    /** On the writer's thread. */
    private void written(Brought brought, Intake.Outcome outcome) {
        if (outcome instanceof Intake.Outcome.Stored stored) {
            account.tally().stored(stored.fresh(), brought.size(), callback.receivedAt(), clock.instant());
            threads.answering().execute(() -> thank(brought));
        } else if (outcome instanceof Intake.Outcome.Buried) {
            // Kept as safely as a line of the log; pushing it again would not make it fit.
            threads.answering().execute(() -> thank(brought));
        } else {
            threads.answering().execute(() -> comeAgain(Step.WRITING, "The hub cannot store anything now."));
        }
    }

    /** What it brought is on disk; so are its receipts before it is answered. */
    private void thank(Brought brought) {
        if (clerk.enterReceipts(account.name(), brought)) {
            end(() -> reply.answer(brought.answer()));
        } else {
            comeAgain(Step.WRITING, "The hub cannot write down receipts now.");
        }
    }

    /** Keeps the raw call; false where somebody else has it in hand already. */
    private boolean bury(LocalText reason) {
        if (!move(Step.READING, Step.WRITING)) {
            return false;
        }
        keep(reason);
        return true;
    }

    private void keep(LocalText reason) {
        try {
            Intake letter = clerk.letter(call(), reason, outcome -> threads.answering()
                    .execute(() -> comeAgain(Step.WRITING, "This connector is in trouble; its operator can see why.")));
            if (!clerk.submit(letter)) {
                comeAgain(Step.WRITING, "The queue is full.");
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A call can be neither processed nor kept connector={}", account.name(), Unquoted.of(e));
            comeAgain(Step.WRITING, "The hub cannot keep anything now.");
        }
    }

    private Call call() {
        return new Call(account.name(), account.secrets(), account.hearing(), callback);
    }

    private static LocalText named(String zh, String en, Throwable why) {
        String name = why.getClass().getSimpleName();
        return LocalText.of(zh + name, en + name);
    }

    private void refuse(Step from, Reception.Refused refused) {
        if (move(from, Step.ENDED)) {
            reply.refuse(refused);
        }
    }

    private void comeAgain(Step from, String reason) {
        if (from != Step.ENDED && move(from, Step.ENDED)) {
            account.tally().sentAway();
            reply.comeAgain(reason);
        }
    }

    private void end(Runnable answer) {
        if (move(Step.WRITING, Step.ENDED)) {
            answer.run();
        }
    }

    private boolean move(Step from, Step to) {
        if (!step.compareAndSet(from, to)) {
            return false;
        }
        stepSince = System.nanoTime();
        return true;
    }
}
