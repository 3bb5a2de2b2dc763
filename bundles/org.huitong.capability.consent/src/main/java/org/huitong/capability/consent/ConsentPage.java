// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.consent;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which whoever answers for it sees who agreed to being kept, and what was not kept. */
@Component(service = Page.class)
@PageAt(path = "consent", permission = ConsentPage.READ, rank = 50)
public final class ConsentPage implements Page {
    static final String READ = "consent.read";
    private static final LocalText TITLE = LocalText.of("客户同意", "Consent");
    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            READ,
            Permission.Kind.SECURITY,
            LocalText.of(
                    "查看客户是否同意存档、拒收了多少、谁在存档范围内",
                    "See who agreed to being kept, what was left out, and whom the archive covers")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "person-check";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
