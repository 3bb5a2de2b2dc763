// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.huitong.api.message.Message;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stage's seat at the bench: it stays when the stage goes, so that the hub knows what is owed. A stage that hangs or
 * is late again and again is passed over for a while; its findings are then made up by the clerk.
 */
public final class StageSeat {
    private static final Logger LOG = LoggerFactory.getLogger(StageSeat.class);
    private static final long BUDGET_NANOS = 2_000_000;
    private static final long PASSED_OVER_NANOS = 10_000_000_000L;
    private static final int TROUBLES_IN_A_ROW = 10;

    private final String name;
    private final int version;
    private final String bundle;
    private final List<String> after;
    /** Null while the stage is away. */
    private final Stage stage;

    private final AtomicLong late = new AtomicLong();
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile int troublesInARow;
    private volatile long passedOverSince;

    StageSeat(String name, int version, String bundle, List<String> after, Stage stage) {
        this.name = name;
        this.version = version;
        this.bundle = bundle;
        this.after = List.copyOf(after);
        this.stage = stage;
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    /** The symbolic name of the bundle that brought the stage. */
    public String bundle() {
        return bundle;
    }

    /** The stages whose findings it wants to see, by their names. */
    public List<String> after() {
        return after;
    }

    public boolean present() {
        return stage != null;
    }

    boolean holds(Stage other) {
        return stage == other;
    }

    StageSeat left() {
        return new StageSeat(name, version, bundle, after, null);
    }

    /** How often it did not judge within its budget. */
    public long late() {
        return late.get();
    }

    /** The snapshot that it would judge by now, or a dash. */
    public String snapshot() {
        try {
            return stage == null ? "-" : Tidy.snapshot(stage.judge().snapshot());
        } catch (Throwable e) {
            LOG.debug("A stage has no snapshot now stage={}", name, Unquoted.of(e));
            return "-";
        }
    }

    /** Before the commit: empty where the stage is away, is passed over or fails; the finding is then owed. */
    Optional<Finding> judge(Message message, List<Finding> before) {
        if (stage == null || passedOver()) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        try {
            Finding finding = find(judge(), message, before);
            if (System.nanoTime() - start <= BUDGET_NANOS) {
                troublesInARow = 0;
            } else {
                late.incrementAndGet();
                troubled("late");
            }
            return Optional.of(finding);
        } catch (Throwable e) {
            // An Error of a stage, as the stack overflow of a regular expression, is a stage's failure like any other.
            troubled("failing");
            LOG.warn("A stage failed; its finding is owed stage={} message={}", name, message.id(), Unquoted.of(e));
            return Optional.empty();
        }
    }

    /** How it judges by now; throws where it cannot judge anything, since it is just coming or going. */
    public Stage.Judge judge() {
        return stage.judge();
    }

    /** After the commit, without a budget. */
    public Finding find(Stage.Judge judge, Message message, List<Finding> before) {
        Set<Mark> marks = Tidy.marks(judge.judge(message, before));
        if (message.sender().isOurs()) {
            // What our own people write is no occasion for a rule, whoever makes rules.
            marks = marks.stream().filter(mark -> mark.kind() != Mark.Kind.RULE).collect(Collectors.toSet());
        }
        return new Finding(name, version, Tidy.snapshot(judge.snapshot()), marks);
    }

    /** A call of it did not come back; until it does, the stage is not asked again. */
    public void hangs() {
        late.incrementAndGet();
        if (hanging.getAndIncrement() == 0) {
            LOG.warn("A stage hangs; until it comes back its findings are owed stage={}", name);
        }
    }

    /** The call that hung has come back. */
    public void cameBack() {
        if (hanging.decrementAndGet() == 0) {
            LOG.info("A stage that hung has come back stage={}", name);
        }
    }

    /** Once is a message that it cannot judge; again and again is a stage in trouble. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // a lost count makes it a little more patient, no more
    private void troubled(String how) {
        if (++troublesInARow >= TROUBLES_IN_A_ROW) {
            passOver(how + " " + TROUBLES_IN_A_ROW + " times in a row");
        }
    }

    private boolean passedOver() {
        if (hanging.get() > 0) {
            return true;
        }
        long since = passedOverSince;
        return since != 0 && System.nanoTime() - since < PASSED_OVER_NANOS;
    }

    private void passOver(String why) {
        if (!passedOver()) {
            LOG.warn("A stage is passed over for a while; its findings are owed stage={} reason={}", name, why);
        }
        troublesInARow = 0;
        passedOverSince = System.nanoTime() | 1;
    }
}
