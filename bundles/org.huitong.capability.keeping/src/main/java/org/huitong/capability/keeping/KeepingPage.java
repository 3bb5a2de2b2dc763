// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which it is written down how long messages are kept, and what became of them. */
@Component
@PageAt(path = "keeping", permission = KeepingPage.READ, rank = 60)
public final class KeepingPage implements Page {
    static final String READ = "keeping.read";
    static final String WRITE = "keeping.write";
    static final String HOLD = "keeping.hold";
    static final String DISPOSE = "keeping.dispose";
    static final String RECIPIENT = "keeping.recipient";

    private static final List<Permission> PERMISSIONS = List.of(
            permission(READ, "查看保管规则、保全和执行记录", "See rules of retention, holds and runs"),
            permission(WRITE, "修改保管规则，执行归档和销毁", "Change rules of retention, archive and destroy"),
            permission(HOLD, "设置和解除保全", "Put messages on hold and lift it"),
            permission(DISPOSE, "申请销毁整月的消息和密钥", "Ask for the destruction of a month"));

    private static Permission permission(String word, String zh, String en) {
        return Permission.of(word, Permission.Kind.SECURITY, LocalText.of(zh, en));
    }

    @Override
    public LocalText title() {
        return LocalText.of("保管与归档", "Keeping");
    }

    @Override
    public String icon() {
        return "archive";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "keeping.certify",
                LocalText.of("出具销毁证明", "certify a destruction"),
                "keeping.destroy",
                LocalText.of("销毁消息", "destroy messages"),
                "keeping.key",
                LocalText.of("销毁整月的密钥", "destroy the key of a month"),
                DISPOSE,
                LocalText.of("申请销毁整月", "ask for the destruction of a month"),
                "keeping.thin",
                LocalText.of("从归档中移除销毁的消息", "take destroyed messages out of archives"),
                RECIPIENT,
                LocalText.of("设定备份的收件人证书", "set for whom copies are locked"));
    }
}
