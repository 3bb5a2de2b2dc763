// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** What each account sees, what it does not, and what would change that. */
@Component(service = Page.class)
@PageAt(path = "coverage", permission = Permissions.READ_CONNECTORS, rank = 61)
public final class CoveragePage implements Page {
    static final LocalText TITLE = LocalText.of("覆盖范围", "Coverage");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "eye";
    }
}
