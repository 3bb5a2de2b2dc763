// SPDX-License-Identifier: Apache-2.0
package com.example.capability.thanks;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** Says in words what its permission allows, so that administrators can give it. */
@Component(service = Page.class)
@PageAt(path = "thanks", permission = Thanks.READ, rank = 90)
public final class ThanksPage implements Page {
    @Override
    public LocalText title() {
        return LocalText.of("致谢", "Thanks");
    }

    @Override
    public String icon() {
        return "heart";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.of(
                Thanks.READ, Permission.Kind.CONTENT, LocalText.of("查看谁向谁致谢", "See who thanked whom")));
    }
}
