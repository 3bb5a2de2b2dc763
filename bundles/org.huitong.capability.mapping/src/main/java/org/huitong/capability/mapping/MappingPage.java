// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.mapping;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which conversations get their departments, project and company. */
@Component
@PageAt(path = "mapping", permission = MappingResource.READ, rank = 35)
public final class MappingPage implements Page {
    private static final LocalText TITLE = LocalText.of("归属", "Mapping");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "diagram-3";
    }
}
