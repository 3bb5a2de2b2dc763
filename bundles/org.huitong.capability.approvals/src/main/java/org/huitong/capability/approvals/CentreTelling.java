// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.huitong.api.connector.ApprovalCentre;
import org.huitong.api.connector.ApprovalCentre.Matter;
import org.huitong.api.connector.ApprovalCentre.Shown;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.capability.approvals.CentreShelf.Entry;
import org.huitong.capability.approvals.CentreShelf.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One centre is told how one approval stands, thing by thing until it knows all of it.
 *
 * <p>What cannot be made twice is made at most once: before such a call leaves, the entry says <em>doubtful</em> in a commit
 * of its own, and only who changed the edition that the telling began with may make it. What came of it takes the place of
 * the doubt. So after a crash anywhere between, the entry is either as it was (nothing has left) or in doubt (it may have),
 * and of two who tell the same at once the second one makes nothing.
 */
final class CentreTelling {
    private static final Logger LOG = LoggerFactory.getLogger(CentreTelling.class);
    private static final LocalText AWAY = LocalText.of("这个账号现在不提供审批中心", "the account offers no approval centre now");
    /** An instance, a hundred tasks in groups, each ended again; a connector that wants more comes to no end. */
    private static final int MOST = 30;

    private final Transactions transactions;
    private final Errands errands;
    private final InstantSource clock;
    private final Centres.Account account;
    private final Matter matter;

    CentreTelling(
            Transactions transactions, Errands errands, InstantSource clock, Centres.Account account, Matter matter) {
        this.transactions = transactions;
        this.errands = errands;
        this.clock = clock;
        this.account = account;
        this.matter = matter;
    }

    /** When it is to be told again. */
    enum Again {
        NEVER,
        SOON,
        /** Time alone does not mend it. */
        RARELY
    }

    Centres.Account account() {
        return account;
    }

    CompletionStage<Again> tell() {
        return tell(MOST);
    }

    private CompletionStage<Again> tell(int left) {
        Turn turn = new Turn(transactions.write(c -> CentreShelf.begun(c, matter.id(), account, clock.instant())));
        return errands.run(account.platform(), account.name(), turn::show, turn::leaves)
                .thenCompose(ending -> turn.came(ending, left))
                .exceptionally(outboxIsGone -> Again.SOON);
    }

    /** One thing that it is told. */
    private final class Turn {
        private final Entry before;
        private volatile Entry now;
        private volatile boolean overtaken;

        Turn(Entry before) {
            this.before = before;
            this.now = before;
        }

        Step<Shown> show(Connector there, Trail trail) {
            return there instanceof ApprovalCentre centre && centre.isCentre()
                    ? centre.show(matter, before.standing(), trail)
                    : Step.failed(Step.Failure.ACCOUNT, AWAY);
        }

        boolean leaves() {
            overtaken = !keep(now.become(State.DOUBTFUL, clock.instant()));
            return !overtaken;
        }

        CompletionStage<Again> came(Ending<Shown> ending, int left) {
            if (ending instanceof Ending.Done<Shown> done) {
                boolean more = done.value().more();
                Instant at = clock.instant();
                boolean kept = keep(
                        now.become(more ? State.OPEN : State.SHOWN, done.value().note(), Optional.empty(), at));
                return kept && more && left > 1
                        ? tell(left - 1)
                        : CompletableFuture.completedFuture(kept && !more ? Again.NEVER : Again.SOON);
            }
            return CompletableFuture.completedFuture(
                    ending instanceof Ending.Failed<Shown> failed ? failed(failed) : settled());
        }

        private Again failed(Ending.Failed<Shown> failed) {
            if (overtaken) {
                return Again.SOON;
            }
            LOG.warn(
                    "An approval centre does not take what it is told account={}/{} approval={} reason={}",
                    account.platform(),
                    account.name(),
                    matter.id(),
                    failed.why().en());
            boolean known = failed.failure() != Step.Failure.UNKNOWN;
            boolean wasInDoubt = before.state() == State.DOUBTFUL;
            if (now.state() == State.DOUBTFUL && (wasInDoubt || !known)) {
                keep(now.become(State.DOUBTFUL, before.note(), Optional.of(failed.why()), clock.instant()));
                return wasInDoubt ? Again.RARELY : Again.SOON;
            }
            if (failed.failure() == Step.Failure.REFUSED) {
                keep(now.become(State.REFUSED, before.note(), Optional.of(failed.why()), clock.instant()));
                return Again.RARELY;
            }
            return settled();
        }

        /** Nothing was made: what was in doubt before is so still, and nothing else is. */
        private Again settled() {
            if (now.state() != before.state()) {
                keep(now.become(before.state(), before.note(), before.reason(), clock.instant()));
            }
            return Again.SOON;
        }

        private boolean keep(Entry next) {
            boolean kept = transactions.write(c -> CentreShelf.keep(c, next));
            if (kept) {
                now = next;
            }
            return kept;
        }
    }
}
