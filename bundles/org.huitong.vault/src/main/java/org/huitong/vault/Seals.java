// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.operation.Check;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By which suite is sealed, as the configuration has it, and how it stands with the keys. */
final class Seals {
    private static final Logger LOG = LoggerFactory.getLogger(Seals.class);

    private final KeyRing ring;
    private final KeyRingVault vault;
    private volatile Optional<String> unknown = Optional.empty();

    Seals(KeyRing ring, KeyRingVault vault) {
        this.ring = ring;
        this.vault = vault;
    }

    KeyRingVault vault() {
        return vault;
    }

    /** Where it names none that there is, the one before goes on. */
    void choose(VaultConfig config) {
        Optional<Suite> suite = Suite.called(config.suite());
        suite.filter(chosen -> chosen != vault.suite()).ifPresent(chosen -> {
            vault.use(chosen);
            LOG.info("What is sealed from now on is sealed by another suite suite={}", chosen.title());
        });
        unknown = suite.isPresent() ? Optional.empty() : Optional.of(config.suite());
    }

    Check.Result state() {
        Optional<String> trouble = ring.trouble().or(() -> unknown.map(this::unknown));
        return trouble.map(Check.Result::degraded)
                .orElseGet(() -> Check.Result.up("The keys are open; what is sealed is sealed by "
                        + vault.suite().title() + "."));
    }

    private String unknown(String title) {
        return "conf/org.huitong.vault.cfg names a suite that is not known: " + title + ". There are "
                + Arrays.stream(Suite.values()).map(Suite::title).collect(Collectors.joining(", "))
                + "; meanwhile it is " + vault.suite().title() + ".";
    }
}
