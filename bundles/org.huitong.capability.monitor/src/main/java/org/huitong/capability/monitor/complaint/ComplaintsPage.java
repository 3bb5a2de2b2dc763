// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.complaint;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page on which everybody may complain, and see what became of it. */
@Component
@PageAt(path = "complaints", permission = Permitted.EVERYBODY, rank = 18)
public final class ComplaintsPage implements Page {
    private static final LocalText TITLE = LocalText.of("意见与投诉", "Complaints");
    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            ComplaintsResource.READ,
            Permission.Kind.CONTENT,
            LocalText.of("查看和答复所有人的投诉", "See and answer everybody’s complaints")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "chat-square-text";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
