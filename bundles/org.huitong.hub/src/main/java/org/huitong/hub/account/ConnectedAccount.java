// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Hearing;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Secret;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account that the hub answers for. While its connector is being swapped, its calls wait here for the new one; one
 * account's calls can neither wait nor hang so many that another account notices.
 */
public final class ConnectedAccount {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectedAccount.class);
    /** Calls of one account that may be in its connector at the same time. */
    private static final int AT_ONCE = 48;

    private static final int MOST_HELD = 2_000;

    private final AccountName name;
    private final Tally tally = new Tally();
    private final Semaphore doors = new Semaphore(AT_ONCE);
    private final Queue<Held> held = new ArrayDeque<>();
    private final List<Ready> rivals = new ArrayList<>();
    private Connector connector;
    private volatile Duration deadline;
    private volatile List<Secret> secrets = List.of();
    private volatile Hearing hearing = Hearing.ALONE;
    private volatile Optional<LocalText> lineTrouble = Optional.empty();
    private volatile Optional<ConnectorBoard.Held> line = Optional.empty();

    private volatile Optional<LocalText> askingTrouble = Optional.empty();
    private volatile OptionalLong askedBack = OptionalLong.empty();

    ConnectedAccount(AccountName name, Duration deadline) {
        this.name = name;
        this.deadline = deadline;
    }

    /** A call that waits for its connector. */
    public interface Held {
        /** The connector is there; called on the thread that brought it and must not work there. */
        void admit();
    }

    public AccountName name() {
        return name;
    }

    public Tally tally() {
        return tally;
    }

    public Duration deadline() {
        return deadline;
    }

    /** What must not be kept of its calls, as the connector said that came last. */
    public List<Secret> secrets() {
        return secrets;
    }

    /** Whether what comes here may come by another account, too, as the connector said that came last. */
    public Hearing hearing() {
        return hearing;
    }

    /** Why its line is down; empty where it stands, or where it has none. */
    public Optional<LocalText> lineTrouble() {
        return lineTrouble;
    }

    /** The connection that is held to its platform; empty where nobody wants one. */
    public Optional<ConnectorBoard.Held> line() {
        return line;
    }

    public void lineStands() {
        lineTrouble = Optional.empty();
        line = Optional.of(new ConnectorBoard.Held(true, lineHeardAt()));
    }

    public void lineHeard(Instant at) {
        line = line.map(held -> new ConnectorBoard.Held(held.stands(), Optional.of(at)));
    }

    /** It is being opened, and does not stand yet. */
    public void lineOpens() {
        line = Optional.of(new ConnectorBoard.Held(false, lineHeardAt()));
    }

    /** @param why empty where nobody wants it to stand */
    public void lineLost(Optional<LocalText> why) {
        lineTrouble = why;
        line = why.map(reason -> new ConnectorBoard.Held(false, lineHeardAt()));
    }

    /**
     * Why those calls that failed cannot be asked back any more; they may be missing, and all others come in. A hub that has
     * never reached its platform is set up so.
     */
    public Optional<LocalText> askingTrouble() {
        return askedBack.isPresent() ? askingTrouble : Optional.empty();
    }

    public void askingFails(Optional<LocalText> why) {
        askingTrouble = why;
    }

    /** How many messages were asked back; empty where nobody asks. */
    public OptionalLong askedBack() {
        return askedBack;
    }

    /** Its platform has handed out what it kept of calls that failed. By one thread at a time. */
    public void askedBack(int fresh) {
        askedBack = OptionalLong.of(askedBack.orElse(0) + fresh);
    }

    private Optional<Instant> lineHeardAt() {
        return line.flatMap(ConnectorBoard.Held::heard);
    }

    /** What stands in the way of everything that could come in: what its connector misses, or a line that is down. */
    public Optional<LocalText> problem() {
        return connector().flatMap(Connector::problem).or(this::lineTrouble);
    }

    /** How long a call may be held: half a second, or half of what the platform waits if that is less. */
    public Duration patience() {
        Duration half = deadline.dividedBy(2);
        Duration most = Duration.ofMillis(500);
        return half.compareTo(most) < 0 ? half : most;
    }

    public synchronized Optional<Connector> connector() {
        return Optional.ofNullable(connector);
    }

    /** The connector where it is there; otherwise the call waits, unless too many wait already. */
    public synchronized Admission enter(Held call) {
        if (connector != null) {
            return new Admission.Now(connector);
        }
        if (held.size() >= MOST_HELD) {
            return new Admission.Full();
        }
        held.add(call);
        return new Admission.Waits();
    }

    public synchronized void leave(Held call) {
        held.remove(call);
    }

    /** Whether a call may go in, has to wait, or has to come again. */
    public sealed interface Admission {
        record Now(Connector connector) implements Admission {}

        record Waits() implements Admission {}

        record Full() implements Admission {}
    }

    public boolean takeDoor() {
        return doors.tryAcquire();
    }

    public void giveDoor() {
        doors.release();
    }

    /** A connector with what was asked of it when it came, so that nothing is asked under the lock. */
    private record Ready(Connector connector, Duration deadline, Hearing hearing, List<Secret> secrets) {}

    private Ready ready(Connector arrived) {
        Profile profile = arrived.profile();
        return new Ready(arrived, profile.deadline(), profile.hearing(), secrets(arrived));
    }

    private List<Secret> secrets(Connector arrived) {
        try {
            return arrived instanceof CallbackReceiver receiver ? List.copyOf(receiver.secrets()) : List.of();
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "A connector cannot say what must not be kept of its calls; they are kept whole, under seal"
                            + " connector={}",
                    name,
                    Unquoted.of(e));
            return List.of();
        }
    }

    /** Connectors of other bundles that want this account too; the next one takes over when the one in charge leaves. */
    public synchronized List<Connector> rivals() {
        return rivals.stream().map(Ready::connector).toList();
    }

    /** @return whether it is in charge now; where another one is, that one stays */
    boolean arrives(Connector arrived) {
        Ready ready = ready(arrived);
        List<Held> waiting;
        synchronized (this) {
            if (connector != null && connector != arrived) {
                rivals.add(ready);
                return false;
            }
            waiting = takeCharge(ready);
        }
        waiting.forEach(Held::admit);
        return true;
    }

    /** @return what became of the account */
    Leaving leaves(Connector left) {
        List<Held> waiting;
        Connector next;
        synchronized (this) {
            if (connector != left) {
                rivals.removeIf(rival -> rival.connector() == left);
                return new Leaving.Unnoticed();
            }
            if (rivals.isEmpty()) {
                connector = null;
                return new Leaving.Away();
            }
            Ready ready = rivals.remove(0);
            next = ready.connector();
            waiting = takeCharge(ready);
        }
        waiting.forEach(Held::admit);
        return new Leaving.Succeeded(next);
    }

    private List<Held> takeCharge(Ready next) {
        connector = next.connector();
        deadline = next.deadline();
        // Before any call goes in: of one that breaks no secret may be kept.
        secrets = next.secrets();
        hearing = next.hearing();
        List<Held> waiting = new ArrayList<>(held);
        held.clear();
        return waiting;
    }

    /** What became of the account when a connector left. */
    sealed interface Leaving {
        /** Another one was in charge. */
        record Unnoticed() implements Leaving {}

        record Away() implements Leaving {}

        record Succeeded(Connector by) implements Leaving {}
    }
}
