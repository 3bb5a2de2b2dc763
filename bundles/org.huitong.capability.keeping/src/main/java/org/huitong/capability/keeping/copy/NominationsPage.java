// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.util.Map;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page of whoever says which messages are important enough to be copied. */
@Component
@PageAt(path = "nominations", permission = Permissions.NOMINATE, rank = 34)
public final class NominationsPage implements Page {
    @Override
    public LocalText title() {
        return LocalText.of("重要消息提名", "Nominations");
    }

    @Override
    public String icon() {
        return "bookmark-star";
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                Permissions.NOMINATE,
                LocalText.of("提名重要消息", "nominate important messages"),
                NominationsResource.WITHDRAW,
                LocalText.of("撤回提名", "withdraw a nomination"));
    }
}
