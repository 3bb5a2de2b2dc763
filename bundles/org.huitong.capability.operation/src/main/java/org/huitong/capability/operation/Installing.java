// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import java.util.List;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.operation.Installer.Step;
import org.huitong.api.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the two doors to the installer have in common: carrying out a plan that somebody has read. */
public final class Installing {
    private static final Logger LOG = LoggerFactory.getLogger(Installing.class);

    private Installing() {}

    /** Who has which plan before them: the installer tells of its steps by the same name. */
    static void planned(Plan plan, String what, Asker by) {
        LOG.info(
                "A plan was made, plan={} what={} possible={} by={}",
                plan.id(),
                what,
                plan.refusal().isEmpty(),
                by.account());
    }

    static Done apply(Installer installer, Audit audit, PlanName plan, Asker by) {
        if (plan == null || plan.plan() == null || plan.plan().isBlank()) {
            throw Problem.badRequest("请用 plan 给出要执行的计划。", "Name the plan that is to be carried out as plan.");
        }
        Outcome outcome = installer.apply(plan.plan());
        audit.note(deed(outcome, plan.plan(), Deed.Doer.of(by)));
        if (!(outcome instanceof Outcome.Refused)) {
            LOG.info(
                    "A plan was carried out, plan={} done={} by={}",
                    plan.plan(),
                    outcome instanceof Outcome.Done,
                    by.account());
        }
        if (outcome instanceof Outcome.Done done) {
            return new Done(done.steps());
        }
        if (outcome instanceof Outcome.RolledBack back) {
            throw new Problem(409, "rolled-back", back.reason());
        }
        throw new Problem(409, "refused", ((Outcome.Refused) outcome).reason());
    }

    /** What is done here is done to the framework, not in a transaction: it is noted as soon as it is done. */
    private static Deed deed(Outcome outcome, String id, Deed.Doer by) {
        if (outcome instanceof Outcome.Refused) {
            // What is no plan has no name but the one that the caller made up.
            return Deed.refused(by, Permissions.EXTENSIONS, Deed.Thing.of("plan"));
        }
        Deed.Thing plan = Deed.Thing.of("plan", id);
        if (outcome instanceof Outcome.Done done) {
            String steps =
                    done.steps().stream().map(step -> step.sentence().en()).collect(Collectors.joining("\n"));
            return Deed.done(by, Permissions.EXTENSIONS, plan).changing("", steps);
        }
        return Deed.failed(by, Permissions.EXTENSIONS, plan)
                .changing("", ((Outcome.RolledBack) outcome).reason().en());
    }

    /** @param plan its id, as planning gave it */
    public record PlanName(String plan) {}

    public record Done(List<Step> steps) {}
}
