// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.capability.approvals.Approval.Said;
import org.huitong.capability.approvals.Approval.Step;

/**
 * An approval as callers read it.
 *
 * @param difference what would be another
 * @param emergency why it could not wait; it is done since {@code inForce}, and waits for who looks at it
 * @param mine whether it is the caller's turn
 * @param centres how it stands in the platforms' own approval centres, where any is told
 */
public record ApprovalJson(
        String id,
        String kind,
        String state,
        LocalText title,
        LocalText difference,
        String by,
        String byName,
        String concerned,
        Optional<String> concernedName,
        Instant at,
        Instant expiresAt,
        Optional<Instant> inForce,
        Optional<Instant> endedAt,
        Optional<LocalText> reason,
        Optional<String> emergency,
        boolean mine,
        List<StepJson> steps,
        List<CentreJson> centres) {
    static ApprovalJson of(Approval approval, Chain chain, boolean mine, List<CentreShelf.Entry> centres) {
        Roster roster = chain.duty().roster();
        return new ApprovalJson(
                approval.id(),
                approval.request().kind(),
                approval.state().word(),
                approval.request().title(),
                approval.request().difference(),
                approval.request().by().account(),
                approval.request().by().name(),
                approval.request().concerned(),
                roster.name(approval.request().concerned()),
                approval.madeAt(),
                approval.expiresAt(),
                approval.inForce(),
                approval.endedAt(),
                approval.reason(),
                approval.request().emergency(),
                mine,
                approval.steps().stream()
                        .map(step -> StepJson.of(step, approval, chain))
                        .toList(),
                centres.stream().map(CentreJson::of).toList());
    }

    /**
     * A platform's own approval centre.
     *
     * @param state {@code open} where not all of it is told, {@code shown}, {@code doubtful} where nobody can tell whether it
     *     stands there, {@code refused}
     * @param reason why it is in doubt or refused
     */
    public record CentreJson(String platform, String account, String state, Optional<LocalText> reason, Instant at) {
        static CentreJson of(CentreShelf.Entry entry) {
            return new CentreJson(
                    entry.platform(), entry.account(), entry.state().word(), entry.reason(), entry.at());
        }
    }

    /**
     * One who approves.
     *
     * @param insteadName for whom that person stood in
     * @param approvers who may decide it, by name, as long as nobody has; where there is nobody it waits
     */
    public record StepJson(
            String role,
            LocalText roleName,
            Optional<String> person,
            Optional<String> personName,
            Optional<String> insteadName,
            Optional<String> verdict,
            Optional<Instant> at,
            List<String> approvers) {
        static StepJson of(Step step, Approval approval, Chain chain) {
            Roster roster = chain.duty().roster();
            Optional<String> person = step.said().map(Said::person);
            boolean open = step.said().isEmpty() && approval.state() == Approval.State.WAITING;
            return new StepJson(
                    step.role(),
                    chain.holders().name(step.role()),
                    person,
                    person.flatMap(roster::name),
                    step.said().flatMap(Said::instead).flatMap(roster::name),
                    step.said().map(said -> said.verdict().word()),
                    step.said().map(Said::at),
                    open
                            ? chain.of(approval, step).stream()
                                    .map(one -> one.person().name())
                                    .toList()
                            : List.of());
        }
    }

    /** @param setting whether anything is asked here at all */
    public record ApprovalList(List<ApprovalJson> items, Optional<String> next, Setting setting) {}

    /** @param reason why nothing is asked */
    public record Setting(boolean on, Optional<LocalText> reason) {}
}
