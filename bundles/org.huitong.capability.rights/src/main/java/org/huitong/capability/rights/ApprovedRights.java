// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
 * Gives somebody the roles that were approved: as long as nobody has given them others meanwhile, the roles are what
 * they were, and who asked may still give them.
 */
@Component(service = Approvable.class)
@ApprovalKind(approval = ApprovedRights.KIND)
public final class ApprovedRights implements Approvable {
    static final String KIND = "rights.change";
    private static final String LINE = "\n";
    private static final String TAB = "\t";
    /** The lines before the roles. */
    private static final int HEAD = 4;

    private static final LocalText CHANGED =
            LocalText.of("审批期间这个人员的角色已被改过，请重新申请。", "This person's roles were changed while it waited; ask anew.");

    private static final LocalText ANOTHER_ROLE =
            LocalText.of("审批期间其中一个角色的权限已被改过，请重新申请。", "One of these roles was changed while it waited; ask anew.");
    private static final LocalText NOTHING_LEFT =
            LocalText.of("它授予的角色已不在这个人员名下。", "The person has none of the roles any more that it brought.");

    private final RightsKeeper keeper;
    private final DecisionPoint decisions;

    @Activate
    public ApprovedRights(@Reference RightsKeeper keeper, @Reference DecisionPoint decisions) {
        this.keeper = keeper;
        this.decisions = decisions;
    }

    /**
     * As lines: the person, the version that was seen, how many roles there were and how many are wanted, these, those, and
     * what each of the wanted was when it was asked: who approves has read what that brings, and nothing else.
     */
    static String argument(Holding before, Holding wanted, List<Role> roles) {
        return Stream.of(
                        Stream.of(
                                wanted.person(),
                                String.valueOf(wanted.version()),
                                String.valueOf(before.roles().size()),
                                String.valueOf(wanted.roles().size())),
                        before.roles().stream().map(Held::line),
                        wanted.roles().stream().map(Held::line),
                        roles.stream().map(role -> role.id() + TAB + role.version()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(LINE));
    }

    private record Read(Holding before, Holding wanted, Map<String, Integer> roles) {
        static Read of(String argument) {
            List<String> lines = List.of(argument.split(LINE, -1));
            int version = Integer.parseInt(lines.get(1));
            int before = HEAD + Integer.parseInt(lines.get(2));
            int wanted = before + Integer.parseInt(lines.get(3));
            return new Read(
                    new Holding(lines.get(0), version, held(lines.subList(HEAD, before))),
                    new Holding(lines.get(0), version, held(lines.subList(before, wanted))),
                    lines.subList(wanted, lines.size()).stream()
                            .map(line -> line.split(TAB))
                            .collect(Collectors.toMap(line -> line[0], line -> Integer.valueOf(line[1]))));
        }

        private static List<Held> held(List<String> lines) {
            return lines.stream().map(Held::ofLine).toList();
        }

        List<Held> added() {
            return wanted.roles().stream()
                    .filter(held -> !before.roles().contains(held))
                    .toList();
        }
    }

    @Override
    public Outcome carryOut(Connection transaction, String argument, Asker by) throws SQLException {
        Read read = Read.of(argument);
        for (Map.Entry<String, Integer> seen : read.roles().entrySet()) {
            if (!keeper.isStill(transaction, seen.getKey(), seen.getValue())) {
                return new Outcome.Overtaken(ANOTHER_ROLE);
            }
        }
        Optional<LocalText> objection = objection(read.wanted(), by);
        if (objection.isPresent()) {
            return new Outcome.Overtaken(objection.get());
        }
        return keeper.give(transaction, read.wanted(), by) instanceof Done
                ? new Outcome.Done()
                : new Outcome.Overtaken(CHANGED);
    }

    /**
     * Takes what it brought from whatever the person holds now: others may have been asked for since, and one refusal must
     * not hide behind another. What it took away is not given again in nobody's name. Whoever asked may have lost the
     * right since: it goes back all the same.
     */
    @Override
    public Outcome takeBack(Connection transaction, String argument, Asker by) throws SQLException {
        Read read = Read.of(argument);
        Optional<Holding> now = keeper.holding(transaction, read.wanted().person());
        List<Held> left = now.stream()
                .flatMap(holding -> holding.roles().stream())
                .filter(held -> !read.added().contains(held))
                .toList();
        if (now.isEmpty() || left.size() == now.get().roles().size()) {
            return new Outcome.Overtaken(NOTHING_LEFT);
        }
        Holding back = new Holding(now.get().person(), now.get().version(), left);
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
