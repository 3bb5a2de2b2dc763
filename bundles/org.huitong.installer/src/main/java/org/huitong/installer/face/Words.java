// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.face;

import java.util.stream.Collectors;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.text.LocalText;
import org.huitong.kit.shell.NotDone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a plan and its outcome say in the shell, in both languages. */
final class Words {
    private static final Logger LOG = LoggerFactory.getLogger(Words.class);

    private Words() {}

    static String of(Plan plan) {
        return plan.refusal().map(Words::refused).orElseGet(() -> steps(plan));
    }

    /** The steps of a plan that can be carried out. */
    static String steps(Plan plan) {
        plan.refusal().ifPresent(reason -> {
            throw new NotDone(refused(reason));
        });
        return plan.steps().isEmpty()
                ? "Nothing changes / 没有变化"
                : plan.steps().stream()
                        .map(step -> "  " + both(step.sentence()))
                        .collect(Collectors.joining("\n"));
    }

    static String carryOut(Installer installer, Plan plan) {
        String steps = steps(plan);
        Outcome outcome = installer.apply(plan.id());
        if (outcome instanceof Outcome.Refused no) {
            throw new NotDone(refused(no.reason()));
        }
        LOG.info("A plan was carried out, plan={} done={} by=shell", plan.id(), outcome instanceof Outcome.Done);
        if (outcome instanceof Outcome.RolledBack no) {
            throw new NotDone("Taken back / 已恢复原状: " + both(no.reason()));
        }
        return steps + reservations(plan, outcome) + "\nDone / 完成";
    }

    /** What came of it beside what was planned. */
    private static String reservations(Plan plan, Outcome outcome) {
        return outcome instanceof Outcome.Done done
                ? done.steps().stream()
                        .skip(plan.steps().size())
                        .map(step -> "\n  " + both(step.sentence()))
                        .collect(Collectors.joining())
                : "";
    }

    private static String refused(LocalText reason) {
        return "Refused / 不能执行: " + both(reason);
    }

    private static String both(LocalText text) {
        return text.en() + " / " + text.zh();
    }
}
