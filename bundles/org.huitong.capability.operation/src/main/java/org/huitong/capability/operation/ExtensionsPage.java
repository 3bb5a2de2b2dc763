// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import java.util.Map;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** Features on and off, bundles in and out. */
@Component(service = Page.class)
@PageAt(path = "extensions", permission = Permissions.EXTENSIONS, rank = 80)
public final class ExtensionsPage implements Page {
    @Override
    public LocalText title() {
        return LocalText.of("扩展", "Extensions");
    }

    @Override
    public String icon() {
        return "puzzle";
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of("readers.replay", LocalText.of("重放读取", "replay a reader"));
    }
}
