// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which rules are written and tried. */
@Component
@PageAt(path = "rules", permission = RulesResource.READ, rank = 30)
public final class RulesPage implements Page {
    private static final LocalText TITLE = LocalText.of("规则", "Rules");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "funnel";
    }
}
