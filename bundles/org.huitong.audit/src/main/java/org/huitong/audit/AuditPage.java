// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which what was done is looked through. */
@Component
@PageAt(path = "audit", permission = AuditResource.READ, rank = 88)
public final class AuditPage implements Page {
    private static final LocalText TITLE = LocalText.of("审计", "Audit");
    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            AuditResource.READ, Permission.Kind.AUDIT, LocalText.of("查看和导出审计记录", "See and export the audit")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "journal-check";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
