// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.operation;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Step;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** What the two doors to the installer have in common: carrying out a plan that somebody has read. */
public final class Installing {
    private Installing() {}

    static Done apply(Installer installer, PlanName plan, HttpHeaders headers) {
        if (plan == null || plan.plan() == null || plan.plan().isBlank()) {
            throw Problem.badRequest("Name the plan that is to be carried out as plan.");
        }
        Outcome outcome = installer.apply(plan.plan());
        if (outcome instanceof Outcome.Done done) {
            return new Done(done.steps());
        }
        if (outcome instanceof Outcome.RolledBack back) {
            throw new Problem(409, "rolled-back", said(back.reason(), headers));
        }
        throw new Problem(409, "refused", said(((Outcome.Refused) outcome).reason(), headers));
    }

    private static String said(LocalText text, HttpHeaders headers) {
        List<Locale> wanted = headers.getAcceptableLanguages();
        return text.in(wanted.isEmpty() ? Locale.ENGLISH : wanted.get(0));
    }

    /** @param plan its id, as planning gave it */
    public record PlanName(String plan) {}

    public record Done(List<Step> steps) {}
}
