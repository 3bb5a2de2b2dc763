// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.time.Instant;
import java.util.List;
import org.huitong.kit.stage.Edition;

/** All rules as they stood in one version. */
record RuleSet(int version, List<Rule> rules) implements Edition<RuleBook> {
    RuleSet {
        rules = List.copyOf(rules);
    }

    String snapshot() {
        return snapshot(version);
    }

    /** The word under which findings remember the version. */
    static String snapshot(int version) {
        return "rules-" + version;
    }

    @Override
    public RuleBook judge() {
        return RuleBook.of(snapshot(), rules);
    }

    /** Who changed what. */
    record Change(int version, Instant at, String by, String what) {}
}
