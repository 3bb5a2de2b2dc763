// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.RosterPicture;

/** Which tenants each platform has here: those that spoke, in that order, then those that are written down. */
public final class KnownTenants {
    private KnownTenants() {}

    public static Map<String, List<String>> of(Roster roster, SeenAccounts seen) {
        Map<String, List<String>> tenants = new LinkedHashMap<>();
        seen.tenants().forEach((platform, of) -> tenants.put(platform, new ArrayList<>(of)));
        roster.persons().stream()
                .flatMap(person -> person.accounts().stream())
                .filter(account -> !account.tenant().equals(RosterPicture.FIRST_SEEN))
                .forEach(account -> add(tenants, account));
        return tenants;
    }

    private static void add(Map<String, List<String>> tenants, PlatformAccount account) {
        List<String> of = tenants.computeIfAbsent(account.platform(), x -> new ArrayList<>());
        if (!of.contains(account.tenant())) {
            of.add(account.tenant());
        }
    }
}
