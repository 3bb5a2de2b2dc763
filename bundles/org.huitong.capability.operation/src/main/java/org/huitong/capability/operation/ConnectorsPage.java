// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** How every account stands, what could not be processed, how far the readers are. */
@Component(service = Page.class)
@PageAt(path = "connectors", permission = Permissions.READ_CONNECTORS, rank = 60)
public final class ConnectorsPage implements Page {
    @Override
    public LocalText title() {
        return LocalText.of("连接", "Connectors");
    }

    @Override
    public String icon() {
        return "plugin";
    }
}
