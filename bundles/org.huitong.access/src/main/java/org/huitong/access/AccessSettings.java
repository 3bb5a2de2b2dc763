// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.net.URI;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of access as they stand; a change counts from the next login on and disturbs nobody. */
@Component(service = AccessSettings.class, configurationPid = "org.huitong.access")
@Designate(ocd = AccessConfig.class)
public final class AccessSettings {
    private static final Logger LOG = LoggerFactory.getLogger(AccessSettings.class);

    private volatile AccessConfig now;

    @Activate
    public AccessSettings(AccessConfig config) {
        change(config);
    }

    @Modified
    void change(AccessConfig config) {
        now = config;
        if (!config.publicUrl().isBlank() && home().isEmpty()) {
            LOG.warn("publicUrl is no address such as https://hub.example.com and counts as not set");
        }
    }

    /** Where people reach this hub; empty: where each asks for it. */
    Optional<URI> home() {
        return Home.known(now.publicUrl());
    }

    /** Whether this one has to have a second factor. */
    boolean asksFactorOf(Account account) {
        return switch (now.secondFactor()) {
            case "all" -> account.isPersons();
            case "administrators" -> account.isPersons() && account.isPowerful();
            default -> false;
        };
    }

    /** How long passwords live, and what wrong tries do. */
    PasswordAge age() {
        AccessConfig is = now;
        return new PasswordAge(is.passwordDays(), is.passwordHistory(), is.lockAttempts(), is.lockMinutes());
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
