// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.stream.Collectors;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.kit.edition.Minutes;

/** How the audit takes down what becomes of roles and of who holds them: ids and words, line by line. */
final class RightsMinutes {
    static final Minutes<Role> OF_ROLES =
            new Minutes<>(RolesResource.MANAGE, role -> Thing.of("role", role.id()), RightsMinutes::told);
    static final Minutes<Holding> OF_HOLDINGS =
            new Minutes<>(RolesResource.MANAGE, holding -> Thing.of("person", holding.person()), RightsMinutes::told);

    private RightsMinutes() {}

    private static String told(Role role) {
        return role.told() + "\n"
                + role.grants().stream().map(grant -> words(grant.line())).collect(Collectors.joining("\n"));
    }

    private static String told(Holding holding) {
        return holding.roles().stream().map(held -> words(held.line())).collect(Collectors.joining("\n"));
    }

    private static String words(String line) {
        return line.replace('\t', ' ').strip();
    }
}
