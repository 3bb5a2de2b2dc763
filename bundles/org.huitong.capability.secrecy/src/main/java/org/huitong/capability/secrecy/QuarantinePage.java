// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which whoever is in charge of secrets sees what is in quarantine. */
@Component
@PageAt(path = "quarantine", permission = QuarantineDesk.MANAGE, rank = 66)
public final class QuarantinePage implements Page {
    private static final LocalText TITLE = LocalText.of("隔离", "Quarantine");
    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            QuarantineDesk.MANAGE,
            Permission.Kind.SECURITY,
            LocalText.of("处置含国家秘密标志的消息", "See to messages in quarantine")));

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

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "quarantine.acknowledge", LocalText.of("确认隔离", "acknowledge a quarantine"),
                "quarantine.add", LocalText.of("隔离消息", "quarantine a message"));
    }
}
