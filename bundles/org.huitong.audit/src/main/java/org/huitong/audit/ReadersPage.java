// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page on which everybody sees who read their messages, and who looked through their eyes. */
@Component
@PageAt(path = "readers-of-mine", permission = Permitted.EVERYBODY, rank = 47)
public final class ReadersPage implements Page {
    private static final LocalText TITLE = LocalText.of("谁看过我的消息", "Who read mine");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "eye";
    }
}
