// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.capability.monitor.MonitorPage;
import org.osgi.service.component.annotations.Component;

/** The page on which incidents are worked on. */
@Component
@PageAt(path = "incidents", permission = MonitorPage.READ, rank = 56)
public final class IncidentsPage implements Page {
    private static final LocalText TITLE = LocalText.of("问题处理", "Incidents");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "exclamation-octagon";
    }
}
