// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.text.LocalText;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.ApprovalKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands a file on as it was approved, where that still holds. */
@Component(service = Approvable.class)
@ApprovalKind(approval = ApprovedTransfers.KIND)
public final class ApprovedTransfers implements Approvable {
    static final String KIND = "files.transfer";

    private static final LocalText CHANGED = LocalText.of(
            "审批期间这次传送已被撤回，或文件已销毁，或消息的密级已提高。",
            "It was withdrawn while it waited, or its file is gone, or its message is more secret by now.");

    private final TransferShelf shelf;
    private final TransferDesk desk;
    private final DecisionPoint decisions;

    @Activate
    public ApprovedTransfers(
            @Reference TransferShelf shelf, @Reference TransferDesk desk, @Reference DecisionPoint decisions) {
        this.shelf = shelf;
        this.desk = desk;
        this.decisions = decisions;
    }

    @Override
    public Outcome carryOut(Connection transaction, String argument, Asker by) throws SQLException {
        Optional<Transfer> found = shelf.find(transaction, argument).filter(t -> t.state() == Transfer.State.WAITING);
        if (found.isEmpty()) {
            return new Outcome.Overtaken(CHANGED);
        }
        Transfer transfer = found.get();
        if (decisions.decide(by, Act.of(TransfersResource.TRANSFER)) instanceof DecisionPoint.Decision.Denied) {
            return overtaken(
                    transaction, transfer, LocalText.of("申请人已没有传送文件的权限。", "Who asked may not hand on files any more."));
        }
        Tier tier = desk.tier(transaction, transfer.file().secrecy());
        if (desk.rule().judge(tier, by.person(), transfer.recipients())
                instanceof TransferRule.Verdict.Refused refused) {
            return overtaken(transaction, transfer, refused.why());
        }
        return desk.send(transaction, transfer, tier) ? new Outcome.Done() : new Outcome.Overtaken(CHANGED);
    }

    private Outcome overtaken(Connection transaction, Transfer transfer, LocalText why) throws SQLException {
        desk.end(transaction, transfer, Transfer.State.OVERTAKEN);
        return new Outcome.Overtaken(why);
    }

    /** Nobody hands on a file in an emergency without asking: there is none of these to take back. */
    @Override
    public Outcome takeBack(Connection transaction, String argument, Asker by) {
        return new Outcome.Overtaken(CHANGED);
    }
}
