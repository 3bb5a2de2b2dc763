// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Jobs;
import org.huitong.api.text.LocalText;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.ApprovalKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Orders the destruction of a month that a second person has approved; whether it may go still is looked at by the job. */
@Component(service = Approvable.class)
@ApprovalKind(approval = DisposalRun.NAME)
public final class ApprovedDisposal implements Approvable {
    private static final LocalText OVER = LocalText.of("这项销毁已执行。", "It was carried out already.");

    private final DisposalShelf shelf;
    private final Jobs jobs;
    private final DecisionPoint decisions;

    @Activate
    public ApprovedDisposal(@Reference DisposalShelf shelf, @Reference Jobs jobs, @Reference DecisionPoint decisions) {
        this.shelf = shelf;
        this.jobs = jobs;
        this.decisions = decisions;
    }

    @Override
    public Outcome carryOut(Connection transaction, String argument, Asker by) throws SQLException {
        Optional<Disposal> found =
                shelf.find(transaction, argument).filter(one -> one.state() == Disposal.State.WAITING);
        if (found.isEmpty()) {
            return new Outcome.Overtaken(OVER);
        }
        if (decisions.decide(by, Act.of(KeepingPage.DISPOSE)) instanceof DecisionPoint.Decision.Denied) {
            return new Outcome.Overtaken(LocalText.of("申请人已没有销毁的权限。", "Who asked may not ask for this any more."));
        }
        String month = found.get().month();
        String job = jobs.start(
                transaction,
                new Jobs.Order(
                        DisposalRun.NAME,
                        LocalText.of("销毁 " + month, "Destroy " + month),
                        Doer.HUB.account(),
                        Optional.of(KeepingPage.READ),
                        argument));
        return shelf.begin(transaction, argument, job) ? new Outcome.Done() : new Outcome.Overtaken(OVER);
    }

    /** There is no emergency in which this is done first and looked at later, and nothing brings it back. */
    @Override
    public Outcome takeBack(Connection transaction, String argument, Asker by) {
        return new Outcome.Overtaken(OVER);
    }
}
