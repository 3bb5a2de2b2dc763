// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page with one's own tasks, and those that one's rights reach. */
@Component
@PageAt(path = "tasks", permission = Permitted.EVERYBODY, rank = 12)
public final class TasksPage implements Page {
    private static final LocalText TITLE = LocalText.of("任务", "Tasks");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(Sight.READ, Permission.Kind.CONTENT, LocalText.of("查看部门的任务", "See a department’s tasks"))
                    .narrowing(),
            Permission.of(
                            Sight.MANAGE,
                            Permission.Kind.CONTENT,
                            LocalText.of("修改、分派和督办部门的任务", "Change, assign and supervise a department’s tasks"))
                    .narrowing());

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "check2-square";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "tasks.open", LocalText.of("新建任务", "open a task"),
                "tasks.change", LocalText.of("修改任务", "change a task"),
                "tasks.supervise", LocalText.of("督办任务", "supervise a task"));
    }
}
