// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The settings of access as they stand; a change counts from the next login on and disturbs nobody. */
@Component(service = AccessSettings.class, configurationPid = "org.huitong.access")
@Designate(ocd = AccessConfig.class)
public final class AccessSettings {
    private volatile AccessConfig now;

    @Activate
    public AccessSettings(AccessConfig config) {
        this.now = config;
    }

    @Modified
    void change(AccessConfig config) {
        now = config;
    }

    /** Whether this one has to have a second factor. */
    boolean asksFactorOf(Account account) {
        return switch (now.secondFactor()) {
            case "all" -> account.isPersons();
            case "administrators" -> account.isPersons() && account.isPowerful();
            default -> false;
        };
    }

    /** Whether anybody has to. */
    boolean asksFactor() {
        return !now.secondFactor().equals("nobody");
    }

    /** Whether who is recognised elsewhere and has no account gets one. */
    boolean makesAccounts() {
        return now.makeAccounts();
    }
}
