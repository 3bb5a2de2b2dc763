// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.util.Map;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which recurring tasks are laid down, and seen who has reported. */
@Component
@PageAt(path = "routines", permission = RoutinesResource.MANAGE, rank = 14)
public final class RoutinesPage implements Page {
    private static final LocalText TITLE = LocalText.of("例行任务", "Recurring tasks");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "arrow-repeat";
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "routines.change", LocalText.of("修改例行任务", "change a recurring task"),
                "routines.open", LocalText.of("新建例行任务", "make a recurring task"),
                "routines.round", LocalText.of("例行任务一轮", "go round a recurring task"));
    }
}
