// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page for a screen on the wall: figures and lights, and nobody's name or words. */
@Component
@PageAt(path = "wall", permission = MonitorPage.READ, rank = 57)
public final class WallPage implements Page {
    private static final LocalText TITLE = LocalText.of("大屏", "Wall");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "easel";
    }
}
