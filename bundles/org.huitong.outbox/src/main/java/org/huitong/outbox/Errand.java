// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes from step to step until something is done. The connector is looked up anew at each step: one that was exchanged in
 * between goes on with the trail of the one before. No thread waits meanwhile.
 */
final class Errand<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);
    private static final Duration SWAP = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final int MOST_STEPS = 20;
    private static final int MOST_RENEWALS = 2;

    private static final LocalText BROKEN =
            LocalText.of("连接器出错，稍后再试；请联系它的开发者", "the connector is broken; it is tried again: tell its developer");

    private final Gear gear;
    private final AccountName account;
    private final Phase phase;
    private final BiFunction<Connector, Trail, Step<T>> asking;
    private final BooleanSupplier leaving;
    private final CompletableFuture<End<T>> end = new CompletableFuture<>();
    private Optional<Reply> last = Optional.empty();
    private boolean harmDone;
    private int steps;
    private int renewals;

    /** What every errand needs. */
    record Gear(Senders senders, Wire wire, Optional<Tokens> tokens, ScheduledExecutorService threads, Hands hands) {}

    /** What somebody goes for, as the log calls it. */
    enum Phase {
        SEND,
        RECEIPT,
        TOKEN,
        QUESTION
    }

    /** How it ended. */
    sealed interface End<T> {
        record Done<T>(T value) implements End<T> {}

        record Later<T>(Duration after, LocalText why, Step.Hold hold) implements End<T> {}

        record Failed<T>(Step.Failure failure, LocalText detail) implements End<T> {}

        /** Nothing left the hub, or nothing that matters. */
        record Unsent<T>(LocalText why) implements End<T> {}

        /** Somebody else sees to it. */
        record Overtaken<T>() implements End<T> {}
    }

    private Errand(
            Gear gear,
            AccountName account,
            Phase phase,
            BiFunction<Connector, Trail, Step<T>> asking,
            BooleanSupplier leaving) {
        this.gear = gear;
        this.account = account;
        this.phase = phase;
        this.asking = asking;
        this.leaving = leaving;
    }

    /**
     * @param leaving asked before each call that is not harmless: it writes down that nobody can tell any more, or says
     *     that the call must not be made
     */
    static <T> CompletableFuture<End<T>> run(
            Gear gear,
            AccountName account,
            Phase phase,
            BiFunction<Connector, Trail, Step<T>> asking,
            BooleanSupplier leaving) {
        Errand<T> errand = new Errand<>(gear, account, phase, asking, leaving);
        Trail beginning = Trail.beginning(gear.tokens().flatMap(t -> t.current(account)));
        errand.end.thenAccept(errand::tell);
        errand.soon(() -> errand.step(beginning, beginning, System.nanoTime()), 0);
        return errand.end;
    }

    /**
     * @param origin the trail from which the reply in {@code trail} was asked for
     * @param since when this step was first tried
     */
    private void step(Trail origin, Trail trail, long since) {
        Optional<Connector> there = gear.senders().asked(account);
        if (there.isEmpty()) {
            if (System.nanoTime() - since < SWAP.toNanos()) {
                soon(() -> step(origin, trail, since), LOOK_AGAIN_MILLIS);
            } else {
                broken(LocalText.of("此账号的连接器不在，等它回来", "the connector of this account is away; it is waited for"));
            }
            return;
        }
        Step<T> next;
        try {
            next = asking.apply(there.get(), trail);
        } catch (RuntimeException | LinkageError e) {
            // The exception may quote what was being sent.
            LOG.error(
                    "A connector threw as it was asked what to do next connector={} exception={}",
                    account,
                    e.getClass().getName());
            broken(BROKEN);
            return;
        }
        if (next instanceof Step.Done<T> done) {
            end.complete(new End.Done<>(done.value()));
        } else if (next instanceof Step.Later<T> later) {
            end.complete(new End.Later<>(later.after(), later.why(), later.hold()));
        } else if (next instanceof Step.Failed<T> failed) {
            failed(origin, trail, failed);
        } else if (next instanceof Step.Ask<T> ask) {
            call(trail, ask);
        } else if (next instanceof Step.ByHand<T> byHand) {
            doByHand(byHand.work());
        } else {
            broken(BROKEN);
        }
    }

    /**
     * What did not come through, by what its platform's support asks for. Where nobody was called, no call failed: why
     * nothing could be asked stands with what was wanted.
     */
    private void tell(End<T> came) {
        if (steps > 0 && !(came instanceof End.Done) && !(came instanceof End.Overtaken)) {
            Mishap mishap = Mishap.of(last);
            LOG.warn(
                    "A call did not come through connector={} phase={} status={} code={} request={}",
                    account,
                    phase.name().toLowerCase(Locale.ROOT),
                    mishap.status(),
                    mishap.code(),
                    mishap.request());
        }
    }

    private void failed(Trail origin, Trail trail, Step.Failed<T> failed) {
        if (failed.failure() != Step.Failure.TOKEN || gear.tokens().isEmpty()) {
            end.complete(new End.Failed<>(failed.failure(), failed.detail()));
            return;
        }
        // With a token refused nothing was done, so the step before is asked anew.
        harmDone = false;
        if (renewals++ >= MOST_RENEWALS) {
            end.complete(new End.Failed<>(
                    Step.Failure.ACCOUNT,
                    LocalText.of("平台不接受刚取得的访问令牌", "the platform does not take the token that it has just given")));
            return;
        }
        gear.tokens().get().renewed(account, trail.token().map(Token::value)).thenAccept(got -> {
            if (got instanceof End.Done<Token> fresh) {
                Trail again = origin.with(fresh.value());
                soon(() -> step(again, again, System.nanoTime()), 0);
            } else if (got instanceof End.Later<Token> later) {
                end.complete(new End.Later<>(later.after(), later.why(), later.hold()));
            } else if (got instanceof End.Failed<Token> refused) {
                end.complete(new End.Failed<>(
                        refused.failure() == Step.Failure.UNKNOWN ? Step.Failure.ACCOUNT : refused.failure(),
                        refused.detail()));
            } else {
                end.complete(new End.Unsent<>(((End.Unsent<Token>) got).why()));
            }
        });
    }

    private void call(Trail trail, Step.Ask<T> ask) {
        if (++steps > MOST_STEPS) {
            LOG.error("A connector asks for call after call and comes to no end connector={}", account);
            broken(BROKEN);
            return;
        }
        boolean before = harmDone;
        try {
            if (!ask.call().harmless()) {
                if (!leaving.getAsBoolean()) {
                    end.complete(new End.Overtaken<>());
                    return;
                }
                harmDone = true;
            }
            gear.wire().make(ask.call()).thenAccept(outcome -> guarded(() -> answered(trail, ask, before, outcome)));
        } catch (RuntimeException e) {
            LOG.error(
                    "A call could not be made connector={} exception={}",
                    account,
                    e.getClass().getName());
            harmDone = before;
            broken(BROKEN);
        }
    }

    /** @param before whether something may have been done by an earlier call */
    private void answered(Trail trail, Step.Ask<T> ask, boolean before, Wire.Outcome outcome) {
        if (outcome instanceof Wire.Outcome.Answered answered) {
            last = Optional.of(answered.reply());
            Trail next = trail.then(ask.note(), answered.reply());
            soon(() -> step(trail, next, System.nanoTime()), 0);
        } else if (outcome instanceof Wire.Outcome.NoFile && !before) {
            end.complete(new End.Failed<>(
                    Step.Failure.REFUSED,
                    LocalText.of("文件已不在汇通中，或已损坏", "the file is not in the hub any more, or damaged")));
        } else if (!before
                && (outcome instanceof Wire.Outcome.Unsent || ask.call().harmless())) {
            end.complete(
                    new End.Unsent<>(LocalText.of("平台连接不上，稍后再试", "the platform cannot be reached; it is tried again")));
        } else {
            end.complete(new End.Failed<>(
                    Step.Failure.UNKNOWN,
                    LocalText.of("请求已发出，平台没有应答", "the request has left and the platform did not answer")));
        }
    }

    /** Nothing follows it: what comes of it is how the errand ends. */
    private void doByHand(Step.Handwork<T> work) {
        if (!leaving.getAsBoolean()) {
            end.complete(new End.Overtaken<>());
            return;
        }
        harmDone = true;
        gear.hands()
                .take(work)
                .thenAccept(next -> {
                    if (next instanceof Step.Done<T> done) {
                        end.complete(new End.Done<>(done.value()));
                    } else if (next instanceof Step.Later<T> later) {
                        end.complete(new End.Later<>(later.after(), later.why(), later.hold()));
                    } else if (next instanceof Step.Failed<T> failed && failed.failure() != Step.Failure.TOKEN) {
                        end.complete(new End.Failed<>(failed.failure(), failed.detail()));
                    } else {
                        broken(BROKEN);
                    }
                })
                .exceptionally(e -> {
                    LOG.warn("What was done by hand came to no end connector={} exception={}", account, Hands.name(e));
                    end.complete(new End.Failed<>(
                            Step.Failure.UNKNOWN,
                            LocalText.of(
                                    "发送中断，对方是否收到无法得知", "sending broke off, and nobody can tell whether it arrived")));
                    return null;
                });
    }

    private void broken(LocalText why) {
        end.complete(harmDone ? new End.Failed<>(Step.Failure.UNKNOWN, why) : new End.Unsent<>(why));
    }

    /** An errand that came to no end would hold its lane for ever, so also what is no exception ends it. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            LOG.error(
                    "An errand came to an unforeseen end connector={} exception={}",
                    account,
                    e.getClass().getName());
            broken(BROKEN);
        }
    }

    private void soon(Runnable work, long millis) {
        try {
            gear.threads().schedule(() -> guarded(work), millis, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.RejectedExecutionException closed) {
            // The outbox is going; what was written down says how far this came.
            end.cancel(false);
        }
    }
}
