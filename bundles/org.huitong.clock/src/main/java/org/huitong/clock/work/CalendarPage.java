// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page on which days and hours of work are seen, and changed. */
@Component
@PageAt(path = "calendar", permission = Permitted.EVERYBODY, rank = 67)
public final class CalendarPage implements Page {
    private static final LocalText TITLE = LocalText.of("工作日历", "Work calendar");
    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            CalendarResource.WRITE,
            Permission.Kind.CONTENT,
            LocalText.of("修改工作日历和工作时间", "Change the work calendar and working hours")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "calendar3";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
