// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page with the charts, for whoever may read what is counted. */
@Component
@PageAt(path = "statistics", permission = Permissions.READ, rank = 40)
public final class StatisticsPage implements Page {
    private static final LocalText TITLE = LocalText.of("统计", "Statistics");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "bar-chart";
    }
}
