// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.EvidenceReader;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Reception;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.intake.Brought;
import org.huitong.hub.intake.Call;
import org.huitong.hub.intake.Evidences;
import org.huitong.hub.intake.IntakeClerk;
import org.huitong.hub.intake.Judged;
import org.huitong.hub.intake.Judging;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.stage.StageBench;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line's way into the log. Nothing is lost: a bookmark is written in the transaction of what stands before it, or after
 * it, and a line that was refused something ends and begins again at its bookmark. Nothing is doubled: what comes again has
 * the same names, and the log knows them.
 */
final class LineTray implements Intray {
    private static final Logger LOG = LoggerFactory.getLogger(LineTray.class);
    private static final Duration STAGES = Duration.ofMillis(100);
    private static final Duration QUEUE = Duration.ofMillis(50);
    private static final int MOST_WAITS = 400;
    private static final Duration DISK = Duration.ofSeconds(30);

    private final ConnectedAccount account;
    private final EvidenceReader reader;
    private final Gear gear;
    private final IntConsumer bringing;
    private final Runnable standing;
    private volatile boolean dead;

    /** What every line needs. */
    record Gear(
            IntakeClerk clerk,
            StageBench bench,
            Bookmarks bookmarks,
            Executor judges,
            InstantSource clock,
            Sifting sifting) {}

    /**
     * @param bringing told how many messages nobody had
     * @param standing told each time that it is in order
     */
    LineTray(ConnectedAccount account, EvidenceReader reader, Gear gear, IntConsumer bringing, Runnable standing) {
        this.account = account;
        this.reader = reader;
        this.gear = gear;
        this.bringing = bringing;
        this.standing = standing;
    }

    /** The line has ended, or is given up: whatever it still brings is refused. */
    void die() {
        dead = true;
    }

    @Override
    public Optional<String> bookmark() {
        return gear.bookmarks().of(account.name());
    }

    @Override
    public void heard() {
        if (!dead) {
            account.lineHeard(gear.clock().instant());
        }
    }

    @Override
    public void stands() {
        if (!dead) {
            standing.run();
        }
    }

    @Override
    public void take(List<Evidence> came, String bookmark) throws IOException, InterruptedException {
        Sifting.Left left = gear.sifting().of(account.name(), reader, came);
        List<Parcel> parcels = new ArrayList<>();
        for (Evidence evidence : came) {
            refuseTheDead();
            parcels.add(read(evidence, left));
        }
        boolean receipts = parcels.stream().anyMatch(Parcel::hasReceipts);
        if (receipts || !keepTogether(parcels, left, bookmark)) {
            keepOneByOne(parcels);
            refuseTheDead();
            gear.bookmarks().put(account.name(), bookmark, left::note);
        }
    }

    /** All of it and the place behind it in one transaction; false where the database does not take it as a whole. */
    private boolean keepTogether(List<Parcel> parcels, Sifting.Left left, String bookmark)
            throws IOException, InterruptedException {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        List<Intake> all = parcels.stream().map(Parcel::intake).toList();
        submit(new Intake(
                all.stream().flatMap(i -> i.drafts().stream()).toList(),
                all.stream().flatMap(i -> i.letters().stream()).toList(),
                Optional.empty(),
                Optional.empty(),
                all.stream().mapToInt(Intake::bytes).sum(),
                (connection, fresh) -> {
                    Bookmarks.put(connection, account.name(), bookmark);
                    left.note(connection);
                },
                outcome::complete));
        if (!(await(outcome) instanceof Intake.Outcome.Stored stored)) {
            return false;
        }
        if (!parcels.isEmpty()) {
            int size = parcels.stream().mapToInt(Parcel::size).sum();
            account.tally()
                    .stored(
                            stored.fresh(),
                            size,
                            parcels.get(0).at(),
                            gear.clock().instant());
            bringing.accept(stored.fresh());
        }
        return true;
    }

    /** Where one of them does not fit the database, it alone becomes a dead letter. */
    private void keepOneByOne(List<Parcel> parcels) throws IOException, InterruptedException {
        for (Parcel parcel : parcels) {
            if (!parcel.isEmpty()) {
                submit(parcel.intake());
            }
        }
        for (Parcel parcel : parcels) {
            if (!parcel.isEmpty() && await(parcel.outcome()) instanceof Intake.Outcome.Failed) {
                throw new IOException("the database takes nothing now");
            }
        }
        for (Parcel parcel : parcels) {
            if (parcel.hasReceipts()
                    && !gear.clerk()
                            .enterReceipts(account.name(), parcel.brought().orElseThrow())) {
                throw new IOException("receipts cannot be written down now");
            }
        }
    }

    /**
     * What one piece of evidence came to.
     *
     * @param brought empty where its reader broke
     */
    private record Parcel(
            Instant at, Optional<Brought> brought, Intake intake, CompletableFuture<Intake.Outcome> outcome) {
        boolean isEmpty() {
            return intake.drafts().isEmpty() && intake.letters().isEmpty();
        }

        boolean hasReceipts() {
            return brought.filter(Brought::hasReceipts).isPresent();
        }

        int size() {
            return brought.map(Brought::size).orElse(0);
        }
    }

    private Parcel read(Evidence evidence, Sifting.Left left) throws InterruptedException {
        Call call = new Call(account.name(), account.secrets(), account.hearing(), Evidences.kept(evidence));
        account.tally().called(evidence.at());
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        try {
            Reading reading = reader.read(evidence);
            Brought brought = Brought.by(
                    account.name(),
                    new Reception.Taken(
                            reading.deliveries().stream().map(left::of).toList(), reading.receipts(), Answer.empty()));
            List<Judged> judged = judge(brought);
            judged.forEach(
                    j -> account.tally().cameFromPlatform(j.said().message().sentAt(), evidence.at()));
            Intake intake = gear.clerk().intake(call, brought, judged, kept -> {
                if (kept instanceof Intake.Outcome.Stored stored) {
                    account.tally()
                            .stored(
                                    stored.fresh(),
                                    brought.size(),
                                    evidence.at(),
                                    gear.clock().instant());
                    bringing.accept(stored.fresh());
                }
                outcome.complete(kept);
            });
            return new Parcel(evidence.at(), Optional.of(brought), intake, outcome);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.error(
                    "A connector broke on what came in, which is a dead letter now connector={}",
                    account.name(),
                    Unquoted.of(e));
            String name = e.getClass().getSimpleName();
            Intake intake = gear.clerk()
                    .letter(call, LocalText.of("连接器出错：" + name, "The connector broke: " + name), outcome::complete);
            return new Parcel(evidence.at(), Optional.empty(), intake, outcome);
        }
    }

    /** A stage that does not come back owes its finding and holds up no line. */
    private List<Judged> judge(Brought brought) throws InterruptedException {
        Judging judging = new Judging(brought.said());
        CompletableFuture<List<Judged>> judged = new CompletableFuture<>();
        gear.judges().execute(() -> {
            try {
                judging.run(gear.bench()).ifPresent(judged::complete);
            } catch (RuntimeException | Error e) {
                judged.completeExceptionally(e);
            }
        });
        while (true) {
            try {
                return judged.get(STAGES.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException slow) {
                judging.endIfStuckSince(System.nanoTime() - STAGES.toNanos(), gear.bench())
                        .ifPresent(judged::complete);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a stage broke the judging", e.getCause());
            }
        }
    }

    /** A line can wait, which a call cannot. */
    private void submit(Intake intake) throws IOException, InterruptedException {
        for (int waits = 0; !gear.clerk().submit(intake); waits++) {
            refuseTheDead();
            if (waits == MOST_WAITS) {
                throw new IOException("the log's queue is full");
            }
            TimeUnit.MILLISECONDS.sleep(QUEUE.toMillis());
        }
    }

    private static Intake.Outcome await(CompletableFuture<Intake.Outcome> outcome)
            throws IOException, InterruptedException {
        try {
            return outcome.get(DISK.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IOException("the database does not answer", late);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the writer tells what came of it and fails nobody", e);
        }
    }

    private void refuseTheDead() throws IOException {
        if (dead) {
            throw new IOException("this line is over");
        }
    }
}
