// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.binding;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page on which everybody sees their own accounts on platforms, and adds one. */
@Component(service = Page.class)
@PageAt(path = "binding", permission = Permitted.EVERYBODY, rank = 48)
public final class BindingPage implements Page {
    private static final LocalText TITLE = LocalText.of("我的聊天账号", "My chat accounts");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "person-badge";
    }
}
