// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.Map;
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

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "accounts.shut", LocalText.of("停用账号", "shut an account"),
                "accounts.factor-off", LocalText.of("重置第二因素", "reset a second factor"),
                "accounts.lock", LocalText.of("锁定账号", "lock an account"),
                "accounts.addresses", LocalText.of("设置管理员登录地址", "set from where administrators come"),
                "session.factor-off", LocalText.of("停用第二因素", "take off a second factor"));
    }
}
