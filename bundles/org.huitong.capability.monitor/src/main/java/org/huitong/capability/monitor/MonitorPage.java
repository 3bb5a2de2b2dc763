// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which the hub tells how it and the platforms are. */
@Component
@PageAt(path = "monitor", permission = MonitorPage.READ, rank = 55)
public final class MonitorPage implements Page {
    public static final String READ = "monitor.read";
    public static final String CHANGE = "monitor.change";
    private static final LocalText TITLE = LocalText.of("运行监控", "Monitor");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(
                    READ, Permission.Kind.MANAGE, LocalText.of("查看运行监控和问题处理", "See how the hub runs, and incidents")),
            Permission.of(
                    CHANGE,
                    Permission.Kind.MANAGE,
                    LocalText.of("修改监控的正常值和通知对象，处理问题", "Change what is normal and who is told, handle incidents")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "activity";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
