// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page that shows what leaves, what waits and why, and what somebody has to decide. */
@Component
@PageAt(path = "outbox", permission = OutboxResource.READ, rank = 15)
public final class OutboxPage implements Page {
    private static final LocalText TITLE = LocalText.of("发件箱", "Outbox");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(
                    OutboxResource.SEND,
                    Permission.Kind.CONTENT,
                    LocalText.of("在能查看的会话里发言，给人发消息", "Write in rooms that one may read, and to people")),
            Permission.of(
                    OutboxResource.READ,
                    Permission.Kind.CONTENT,
                    LocalText.of(
                            "查看发件箱（不含别人写的内容），决定是否再发",
                            "See the outbox, without others' words, and decide what is sent again")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "send";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "outbox.decide", LocalText.of("处理待定的发送", "decide on a letter"),
                "outbox.resume", LocalText.of("恢复发送", "go on sending"));
    }
}
