// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page that shows who was told what, when and why. */
@Component
@PageAt(path = "attention", permission = Permitted.EVERYBODY, rank = 11)
public final class AttentionPage implements Page {
    private static final LocalText TITLE = LocalText.of("重要提醒", "Attention");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(
                    AttentionResource.READ,
                    Permission.Kind.CONTENT,
                    LocalText.of("查看所有提醒和汇总记录", "See who was told what, and the rules of it")),
            Permission.of(
                    AttentionResource.WRITE, Permission.Kind.CONTENT, LocalText.of("修改提醒规则", "Change who is told")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "bell";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "attention.acknowledge", LocalText.of("确认提醒", "acknowledge a notice"),
                "attention.pace", LocalText.of("修改汇总频率", "change how often digests come"));
    }
}
