// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.capability.approvals.Approval.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks each hour at what waits: whoever has come into the chain since is told, all are reminded once when half of their
 * time is over, and what nobody has decided in time is over. Nobody gets two letters at once.
 */
@Component
@AlarmName(alarm = ApprovalDesk.WAIT)
public final class WaitAlarm implements Alarm {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ApprovalDesk desk;
    private final Bench bench;
    private final ApprovalShelf shelf;

    @Activate
    public WaitAlarm(@Reference ApprovalDesk desk, @Reference Bench bench, @Reference ApprovalShelf shelf) {
        this.desk = desk;
        this.bench = bench;
        this.shelf = shelf;
    }

    /** When it is looked at next. */
    static Instant next(Approval approval, Instant now) {
        Instant hour = now.plus(HOUR);
        return hour.isBefore(approval.expiresAt()) ? hour : approval.expiresAt();
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Optional<Approval> waiting =
                shelf.locked(transaction, ring.key()).filter(approval -> approval.state() == State.WAITING);
        if (waiting.isEmpty()) {
            return new After.Over();
        }
        Approval approval = waiting.get();
        if (!ring.now().isBefore(approval.expiresAt())) {
            bench.expire(transaction, approval);
            return new After.Over();
        }
        Instant begun = approval.turnSince();
        Instant half = begun.plus(Duration.between(begun, approval.expiresAt()).dividedBy(2));
        desk.tellTurn(transaction, approval, !ring.now().isBefore(half));
        return new After.Again(next(approval, ring.now()));
    }
}
