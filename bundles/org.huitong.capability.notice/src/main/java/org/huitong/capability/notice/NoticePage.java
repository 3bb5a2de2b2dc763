// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page on which everybody reads what they are told, and whoever is in charge writes it. */
@Component(service = Page.class)
@PageAt(path = "notice", permission = Permitted.EVERYBODY, rank = 49)
public final class NoticePage implements Page {
    static final String MANAGE = "notice.manage";
    private static final LocalText TITLE = LocalText.of("告知书", "Notice");
    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            MANAGE,
            Permission.Kind.SECURITY,
            LocalText.of("发布告知书，查看谁没有确认", "Publish the notice, see who has not acknowledged")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "file-earmark-text";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "notice.acknowledge", LocalText.of("确认告知书", "acknowledge the notice"),
                "notice.publish", LocalText.of("发布告知书", "publish the notice"));
    }
}
