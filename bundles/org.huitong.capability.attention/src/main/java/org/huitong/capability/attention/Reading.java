// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import org.huitong.api.access.Act;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;

/** What a person may read of a message by their roles, wherever they are told of it. */
record Reading(DecisionPoint decisions) {
    private static final Act READ = Act.of(Permissions.READ);

    boolean may(String person, Item item) {
        return may(decisions.scopeOfPerson(person, READ), item);
    }

    Scope scope(String person) {
        return decisions.scopeOfPerson(person, READ);
    }

    static boolean may(Scope scope, Item item) {
        return scope instanceof Scope.Within within && within.filter().admits(item.facts());
    }

    /** Whether its words may be sent to the person: what is secret is told of without them, whoever may read it. */
    boolean mayHaveWords(String person, Item item) {
        return !item.isSecret() && may(person, item);
    }
}
