// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which conversations get their departments, project and company. */
@Component
@PageAt(path = "rooms", permission = RoomsResource.READ, rank = 35)
public final class RoomsPage implements Page {
    private static final LocalText TITLE = LocalText.of("归属", "Rooms");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(RoomsResource.READ, Permission.Kind.SECURITY, LocalText.of("查看归属", "See whose rooms are")),
            Permission.of(
                    RoomsResource.WRITE, Permission.Kind.SECURITY, LocalText.of("修改归属", "Change whose rooms are")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "diagram-3";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
