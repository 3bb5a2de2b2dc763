// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which rules are written and tried. */
@Component
@PageAt(path = "rules", permission = RulesResource.READ, rank = 30)
public final class RulesPage implements Page {
    private static final LocalText TITLE = LocalText.of("规则", "Rules");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(RulesResource.READ, Permission.Kind.CONTENT, LocalText.of("查看规则", "See the rules")),
            Permission.of(RulesResource.WRITE, Permission.Kind.CONTENT, LocalText.of("修改规则", "Change the rules")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "funnel";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "rules.right", LocalText.of("标为判断正确", "call a finding right"),
                "rules.wrong", LocalText.of("标为误判", "call a finding wrong"));
    }
}
