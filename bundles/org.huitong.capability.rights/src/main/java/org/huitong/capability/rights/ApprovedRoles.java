// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.ApprovalKind;
import org.huitong.kit.edition.Outcome.Done;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Changes a role as it was approved: what a role brings, its holders have at once, so that to widen it is to give
 * something to all of them.
 */
@Component(service = Approvable.class)
@ApprovalKind(approval = ApprovedRoles.KIND)
public final class ApprovedRoles implements Approvable {
    static final String KIND = "rights.role";
    private static final String LINE = "\n";
    /** The lines before the grants. */
    private static final int HEAD = 4;

    private static final LocalText CHANGED =
            LocalText.of("审批期间这个角色已被改过，请重新申请。", "This role was changed while it waited; ask anew.");

    private final RightsKeeper keeper;
    private final DecisionPoint decisions;

    @Activate
    public ApprovedRoles(@Reference RightsKeeper keeper, @Reference DecisionPoint decisions) {
        this.keeper = keeper;
        this.decisions = decisions;
    }

    /** As lines: id, the version that was seen, both names, and the grants that are wanted. */
    static String argument(Role seen, Role wanted) {
        return Stream.concat(
                        Stream.of(
                                wanted.id(),
                                String.valueOf(seen.version()),
                                wanted.name().zh(),
                                wanted.name().en()),
                        wanted.grants().stream().map(Grant::line))
                .collect(Collectors.joining(LINE));
    }

    private static Role read(String argument) {
        List<String> lines = List.of(argument.split(LINE, -1));
        return new Role(
                lines.get(0),
                Integer.parseInt(lines.get(1)),
                LocalText.of(lines.get(2), lines.get(3)),
                lines.stream().skip(HEAD).map(Grant::ofLine).toList());
    }

    @Override
    public Outcome carryOut(Connection transaction, String argument, Asker by) throws SQLException {
        Role wanted = read(argument);
        if (decisions.decide(by, Act.of(RolesResource.MANAGE)) instanceof DecisionPoint.Decision.Denied) {
            return new Outcome.Overtaken(LocalText.of("申请人已没有修改角色的权限。", "Who asked may not change roles any more."));
        }
        if (!keeper.isStill(transaction, wanted.id(), wanted.version())) {
            return new Outcome.Overtaken(CHANGED);
        }
        try {
            // Before it is changed: what is thrown in there would end the transaction, and the last verdict with it.
            keeper.requireTheirs(keeper.role(wanted.id()).orElseThrow(), wanted, by);
        } catch (Problem problem) {
            return new Outcome.Overtaken(problem.detail());
        }
        return keeper.replace(transaction, wanted, by) instanceof Done
                ? new Outcome.Done()
                : new Outcome.Overtaken(CHANGED);
    }

    /** Nobody is asked in an emergency for a role: there is none of these to take back. */
    @Override
    public Outcome takeBack(Connection transaction, String argument, Asker by) {
        return new Outcome.Overtaken(CHANGED);
    }
}
