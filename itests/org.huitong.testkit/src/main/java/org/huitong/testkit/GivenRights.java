// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;

/**
 * A decision point that knows nothing but what it was told: each account holds the words it was given, and none by way of
 * another. Who holds {@code messages.read.all} may read everything, and nobody else anything.
 */
public final class GivenRights implements DecisionPoint {
    private final Map<String, Set<String>> words = new ConcurrentHashMap<>();

    /** From now on the account holds these, and these alone. */
    public GivenRights give(String account, String... held) {
        words.put(account, Set.copyOf(new TreeSet<>(Set.of(held))));
        return this;
    }

    public Set<String> of(String account) {
        return words.getOrDefault(account, Set.of());
    }

    @Override
    public Decision decide(Asker asker, Act act, On on) {
        // Here a token is always made for something: it may what it was given, and is not everybody.
        boolean everybody =
                act.word().equals(Permitted.EVERYBODY) && asker.token().isEmpty();
        return everybody || of(asker.account()).contains(act.word())
                ? new Decision.Allowed()
                : new Decision.Denied(lacks(act));
    }

    @Override
    public Scope scope(Asker asker, Act use) {
        return of(asker.account()).contains(Permissions.READ_ALL)
                ? new Scope.Within(Filter.everything())
                : new Scope.Nothing(lacks(use));
    }

    private static LocalText lacks(Act act) {
        return LocalText.of("这需要权限 " + act.word() + "。", "This needs the permission " + act.word() + ".");
    }
}
