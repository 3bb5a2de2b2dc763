// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which nominated messages are copied, by somebody who sees how many there are and none of their words. */
@Component
@PageAt(path = "copies", permission = CopiesPage.MAKE, rank = 62)
public final class CopiesPage implements Page {
    static final String MAKE = "copies.make";
    static final String ORDER = "copies.order";

    @Override
    public LocalText title() {
        return LocalText.of("重要消息备份", "Copies");
    }

    @Override
    public String icon() {
        return "safe";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.of(
                MAKE,
                Permission.Kind.MANAGE,
                LocalText.of("备份被提名的重要消息（看不到内容）", "Copy nominated messages, without their words")));
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                MAKE, LocalText.of("备份重要消息", "copy important messages"),
                ORDER, LocalText.of("下达重要消息的备份", "order copies of important messages"));
    }
}
