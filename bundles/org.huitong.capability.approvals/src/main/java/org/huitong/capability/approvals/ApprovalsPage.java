// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page on which is decided what waits for somebody. */
@Component
@PageAt(path = "approvals", permission = Permitted.EVERYBODY, rank = 14)
public final class ApprovalsPage implements Page {
    private static final LocalText TITLE = LocalText.of("审批", "Approvals");
    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            ApprovalsResource.READ, Permission.Kind.SECURITY, LocalText.of("查看所有审批", "See all approvals")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "patch-check";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
