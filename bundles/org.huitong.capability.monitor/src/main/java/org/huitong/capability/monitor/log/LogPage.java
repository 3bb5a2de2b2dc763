// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.log;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page of the log's last lines. */
@Component
@PageAt(path = "log", permission = LogPage.READ, rank = 58)
public final class LogPage implements Page {
    public static final String READ = "logs.read";
    private static final LocalText TITLE = LocalText.of("运行日志", "Log");
    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            READ,
            Permission.Kind.MANAGE,
            LocalText.of("查看运行日志（不含消息内容）", "Read the log, which has no words of messages")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "terminal";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
