// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import java.util.Map;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page of the rooms that the hub keeps. */
@Component
@PageAt(path = "managed-rooms", permission = ManagedRoomsResource.READ, rank = 36)
public final class ManagedRoomsPage implements Page {
    private static final LocalText TITLE = LocalText.of("托管群", "Managed rooms");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "people";
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "rooms.manage", LocalText.of("托管群", "manage a room"),
                "rooms.unmanage", LocalText.of("停止托管群", "manage a room no more"));
    }
}
