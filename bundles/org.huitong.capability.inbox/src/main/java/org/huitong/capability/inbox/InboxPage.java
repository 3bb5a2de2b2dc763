// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page on which people read. It asks for no permission: who may not read is told there which right is missing. */
@Component
@PageAt(path = "inbox", permission = Permitted.EVERYBODY, rank = 10)
public final class InboxPage implements Page {
    private static final LocalText TITLE = LocalText.of("收件箱", "Inbox");

    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            ViewsResource.SHARE,
            Permission.Kind.CONTENT,
            LocalText.of("把保存的视图共享给所有人", "Share saved views with everybody")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "inbox";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "messages.judge", LocalText.of("重新判断消息", "judge messages anew"),
                "messages.takeback", LocalText.of("撤回批量标注", "take back what was marked by a job"),
                "messages.reveal", LocalText.of("查看被隐去的号码", "see what is masked"),
                "messages.readers", LocalText.of("查看消息的可见人", "see who may read a message"));
    }
}
