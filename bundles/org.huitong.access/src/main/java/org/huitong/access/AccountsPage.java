// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which administrators say who may come in, and what for. */
@Component
@PageAt(path = "accounts", permission = Permissions.ACCOUNTS, rank = 85)
public final class AccountsPage implements Page {
    private static final LocalText TITLE = LocalText.of("登录账号", "Logins");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "key";
    }
}
