// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which auditors look at what was given while approvals were off. */
@Component
@PageAt(path = "unasked", permission = Assent.REVIEW, rank = 85)
public final class UnaskedPage implements Page {
    private static final LocalText TITLE = LocalText.of("未经审批的授权", "Given unasked");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "shield-exclamation";
    }
}
