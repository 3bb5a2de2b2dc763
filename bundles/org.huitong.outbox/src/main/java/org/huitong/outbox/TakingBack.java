// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.MessageRecaller;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;

/**
 * Has a platform take back what was sent there. What the platform answers is what is told: nothing counts as taken back
 * that it did not say so of.
 */
final class TakingBack {
    private static final Set<State> SENT = Set.of(State.ACCEPTED, State.DELIVERED, State.READ);
    private static final long PATIENCE_SECONDS = 20;
    private static final LocalText AWAY = LocalText.of("连接器不在", "the connector is away");
    private static final LocalText SILENT =
            LocalText.of("平台没有应答，是否已撤回无法得知，请稍后再试", "the platform did not answer, and nobody can tell; try again later");

    private final Dispatcher dispatcher;

    TakingBack(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Whether it can be asked for at all: of what went in several pieces only one is known by name, a card's new face is
     * no message of its own, and what has no name cannot be named.
     */
    boolean isOpen(ShelfRow row, Instant now) {
        return SENT.contains(row.state())
                && row.takenBackAt().isEmpty()
                && row.ofPieces() <= 1
                && !row.nativeId().isEmpty()
                && row.sheet().isReadable()
                && row.sheet().replaces().isEmpty()
                && dispatcher
                        .gear()
                        .senders()
                        .of(row.account())
                        .filter(there -> there instanceof MessageRecaller recaller
                                && row.sentAt().plus(recaller.recallable()).isAfter(now))
                        .isPresent();
    }

    /** @return why it was not taken back; empty where it was */
    Optional<LocalText> ask(ShelfRow row) {
        Optional<Outgoing.Target> where = dispatcher.target(row);
        if (where.isEmpty()) {
            return Optional.of(LocalText.of("收件人已不在此平台", "whom it went to is not there any more"));
        }
        try {
            return why(Errand.<Boolean>run(
                            dispatcher.gear(),
                            row.account(),
                            Errand.Phase.QUESTION,
                            (there, trail) -> next(there, row, where.get(), trail),
                            () -> false)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(SILENT);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of(SILENT);
        }
    }

    private static Step<Boolean> next(Connector there, ShelfRow row, Outgoing.Target where, Trail trail) {
        return there instanceof MessageRecaller recaller
                ? recaller.recall(row.nativeId(), where, trail)
                : Step.failed(Step.Failure.REFUSED, AWAY);
    }

    private static Optional<LocalText> why(Errand.End<Boolean> end) {
        if (end instanceof Errand.End.Done<Boolean>) {
            return Optional.empty();
        }
        if (end instanceof Errand.End.Failed<Boolean> failed) {
            return Optional.of(failed.detail());
        }
        if (end instanceof Errand.End.Later<Boolean> later) {
            return Optional.of(later.why());
        }
        return Optional.of(end instanceof Errand.End.Unsent<Boolean> unsent ? unsent.why() : SILENT);
    }
}
