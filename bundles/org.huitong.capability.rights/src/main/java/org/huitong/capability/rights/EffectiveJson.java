// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.huitong.capability.rights.RoleJson.GrantJson;

/**
 * Something that somebody may, and by what.
 *
 * @param departments,companies those that it reaches, by the hub's own ids
 * @param until when it ends by itself
 */
public record EffectiveJson(
        String role,
        String permission,
        String where,
        Optional<List<String>> platforms,
        Optional<List<String>> types,
        Optional<String> secrecy,
        List<String> departments,
        List<String> companies,
        Optional<Instant> until) {
    static EffectiveJson of(Reach.Effective effective) {
        GrantJson grant = GrantJson.of(effective.grant());
        return new EffectiveJson(
                effective.held().role(),
                grant.permission(),
                grant.where(),
                grant.platforms(),
                grant.types(),
                grant.secrecy(),
                List.copyOf(new TreeSet<>(effective.right().departments())),
                List.copyOf(new TreeSet<>(effective.right().companies())),
                effective.right().until());
    }
}
