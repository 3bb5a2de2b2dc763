// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which roles are looked at and given. */
@Component
@PageAt(path = "rights", permission = RolesResource.READ, rank = 84)
public final class RightsPage implements Page {
    private static final LocalText TITLE = LocalText.of("角色与权限", "Rights");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(RolesResource.READ, Permission.Kind.SECURITY, LocalText.of("查看角色与权限", "See the roles")),
            Permission.of(RolesResource.MANAGE, Permission.Kind.SECURITY, LocalText.of("修改和授予角色", "Give roles")),
            // Whoever gives roles does not switch off what looks at it.
            Permission.of(
                    Assent.SWITCH,
                    Permission.Kind.MANAGE,
                    LocalText.of("关闭或重新启用权限审批", "Switch approvals of rights off and on")),
            Permission.of(
                    Assent.REVIEW,
                    Permission.Kind.AUDIT,
                    LocalText.of("核查审批关闭期间的授权", "Look at what was given while approvals were off")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "shield-lock";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
