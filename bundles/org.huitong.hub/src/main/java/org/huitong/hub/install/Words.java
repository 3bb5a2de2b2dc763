// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.install;

import java.util.stream.Collectors;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.text.LocalText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a plan and its outcome say in the shell, in both languages. */
final class Words {
    private static final Logger LOG = LoggerFactory.getLogger(Words.class);

    private Words() {}

    static String of(Plan plan) {
        return plan.refusal()
                .map(reason -> "Refused / 不能执行: " + both(reason))
                .orElseGet(() -> plan.steps().isEmpty()
                        ? "Nothing changes / 没有变化"
                        : plan.steps().stream()
                                .map(step -> "  " + both(step.sentence()))
                                .collect(Collectors.joining("\n")));
    }

    static String carryOut(Installer installer, Plan plan) {
        if (plan.refusal().isPresent()) {
            return of(plan);
        }
        Outcome outcome = installer.apply(plan.id());
        if (outcome instanceof Outcome.Refused no) {
            return "Refused / 不能执行: " + both(no.reason());
        }
        LOG.info("A plan was carried out, plan={} done={} by=shell", plan.id(), outcome instanceof Outcome.Done);
        return outcome instanceof Outcome.RolledBack no
                ? "Taken back / 已恢复原状: " + both(no.reason())
                : of(plan) + "\nDone / 完成";
    }

    private static String both(LocalText text) {
        return text.en() + " / " + text.zh();
    }
}
