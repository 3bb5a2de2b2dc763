// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.ApprovalKind;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.kit.edition.Outcome.Done;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives somebody the roles that were approved: as long as nobody has given them others meanwhile, and who asked may still
 * give them.
 */
@Component(service = Approvable.class)
@ApprovalKind(approval = ApprovedRights.KIND)
public final class ApprovedRights implements Approvable {
    static final String KIND = "rights.change";
    private static final String LINE = "\n";
    private static final LocalText CHANGED =
            LocalText.of("审批期间这个人员的角色已被改过，请重新申请。", "This person's roles were changed while it waited; ask anew.");

    private final RightsKeeper keeper;
    private final DecisionPoint decisions;

    @Activate
    public ApprovedRights(@Reference RightsKeeper keeper, @Reference DecisionPoint decisions) {
        this.keeper = keeper;
        this.decisions = decisions;
    }

    /** As lines: the person, the version that was seen, how many roles there were, these, and those that are wanted. */
    static String argument(Holding before, Holding wanted) {
        return Stream.of(
                        Stream.of(
                                wanted.person(),
                                String.valueOf(wanted.version()),
                                String.valueOf(before.roles().size())),
                        before.roles().stream().map(Held::line),
                        wanted.roles().stream().map(Held::line))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(LINE));
    }

    private record Read(Holding before, Holding wanted) {
        static Read of(String argument) {
            List<String> lines = List.of(argument.split(LINE, -1));
            int version = Integer.parseInt(lines.get(1));
            List<Held> roles = lines.stream().skip(3).map(Held::ofLine).toList();
            int before = Integer.parseInt(lines.get(2));
            return new Read(
                    new Holding(lines.get(0), version, roles.subList(0, before)),
                    new Holding(lines.get(0), version, roles.subList(before, roles.size())));
        }
    }

    @Override
    public Outcome carryOut(Connection transaction, String argument, Asker by) throws SQLException {
        Holding wanted = Read.of(argument).wanted();
        Optional<LocalText> objection = objection(wanted, by);
        if (objection.isPresent()) {
            return new Outcome.Overtaken(objection.get());
        }
        return keeper.give(transaction, wanted, by) instanceof Done
                ? new Outcome.Done()
                : new Outcome.Overtaken(CHANGED);
    }

    /** Whoever asked may have lost the right since: what was given in their name goes back all the same. */
    @Override
    public Outcome takeBack(Connection transaction, String argument, Asker by) throws SQLException {
        Read read = Read.of(argument);
        Optional<Holding> now = keeper.holding(read.wanted().person())
                .filter(holding -> holding.roles().equals(read.wanted().roles()));
        if (now.isEmpty()) {
            return new Outcome.Overtaken(CHANGED);
        }
        Holding back = new Holding(
                now.get().person(), now.get().version(), read.before().roles());
        return keeper.giveBack(transaction, back) instanceof Done ? new Outcome.Done() : new Outcome.Overtaken(CHANGED);
    }

    private Optional<LocalText> objection(Holding wanted, Asker by) {
        if (decisions.decide(by, Act.of(RolesResource.MANAGE)) instanceof DecisionPoint.Decision.Denied) {
            return Optional.of(LocalText.of("申请人已没有授予角色的权限。", "Who asked may not give roles any more."));
        }
        if (keeper.holding(wanted.person()).isEmpty()) {
            return Optional.of(LocalText.of("已没有这个人员。", "There is nobody of this id any more."));
        }
        try {
            keeper.requireTheirs(wanted, by);
            return Optional.empty();
        } catch (Problem problem) {
            return Optional.of(problem.detail());
        }
    }
}
