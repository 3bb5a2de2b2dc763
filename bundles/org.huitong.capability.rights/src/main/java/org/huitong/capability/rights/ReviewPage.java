// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which roles are found that nobody uses, to take them away. */
@Component
@PageAt(path = "review", permission = RolesResource.READ, rank = 86)
public final class ReviewPage implements Page {
    private static final LocalText TITLE = LocalText.of("权限复核", "Review of rights");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "clipboard-check";
    }
}
