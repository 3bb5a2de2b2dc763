// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.Granting;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * Watches over what changes hands with roles: nobody widens a role of their own, and what is guarded goes into a role, out
 * of one, and to a person with one, by its holders alone. Where a grant is to reach less than everything, somebody must
 * look at how far: what nobody judges one by one would be told as given and open nothing.
 */
final class Handing {
    private final Granting granting;

    Handing(Granting granting) {
        this.granting = granting;
    }

    /** @param own the editor holds this role */
    void edit(Asker by, Optional<Role> before, Role after, boolean own) {
        Stream<Grant> had = before.stream().flatMap(role -> role.grants().stream());
        after.grants().stream().filter(grant -> !has(before, grant)).forEach(grant -> {
            if (own && before.stream().flatMap(role -> role.grants().stream()).noneMatch(one -> one.covers(grant))) {
                throw new Problem(
                        403,
                        "own-role",
                        LocalText.of("自己持有的角色只能由他人放宽。", "Nobody widens a role that they hold; somebody else can."));
            }
            judged(grant);
            check(by, grant);
        });
        had.filter(grant -> !has(Optional.of(after), grant)).forEach(grant -> check(by, grant));
    }

    /** @param touched those that somebody is to get, or to lose */
    void give(Asker by, Stream<Role> touched) {
        touched.flatMap(role -> role.grants().stream()).forEach(grant -> check(by, grant));
    }

    private static boolean has(Optional<Role> role, Grant grant) {
        return role.filter(one -> one.grants().contains(grant)).isPresent();
    }

    private void judged(Grant grant) {
        if (grant.where() != Where.ALL && !granting.narrows(grant.permission())) {
            throw new Problem(
                    400,
                    "not-narrower",
                    LocalText.of(
                            "权限 " + grant.permission() + " 没有更小的范围，where 只能是 all。",
                            grant.permission() + " is judged for everything alone: where must be all."));
        }
    }

    private void check(Asker by, Grant grant) {
        if (granting.mayHand(by, grant.permission(), grant.where() == Where.ALL) instanceof Decision.Denied denied) {
            throw new Problem(403, "guarded-permission", denied.reason());
        }
    }
}
