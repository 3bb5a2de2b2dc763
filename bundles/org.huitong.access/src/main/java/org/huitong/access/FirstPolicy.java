// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The first policy: it knows who may administer and, apart from it, who may read everything, and denies everybody else.
 * It decides by the account as it stands now.
 */
@Component
public final class FirstPolicy implements DecisionPoint {
    private final Desk desk;

    @Activate
    public FirstPolicy(@Reference Desk desk) {
        this.desk = desk;
    }

    @Override
    public Decision decide(Asker asker, String permission) {
        return desk.holds(asker, permission)
                ? new Decision.Allowed()
                : new Decision.Denied(
                        LocalText.of("这需要权限 " + permission + "。", "This needs the permission " + permission + "."));
    }

    @Override
    public Scope scope(Asker asker) {
        return desk.holds(asker, Permissions.READ_ALL)
                ? new Scope.Within(Filter.everything())
                : new Scope.Nothing(LocalText.of(
                        "查看消息需要权限 " + Permissions.READ_ALL + "。",
                        "Reading messages needs the permission " + Permissions.READ_ALL + "."));
    }
}
