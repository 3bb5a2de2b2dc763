// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which it is said what becomes of letters while a platform cannot send, and on which that is drilled. */
@Component
@PageAt(path = "fallback", permission = FallbackPage.READ, rank = 56)
public final class FallbackPage implements Page {
    static final String READ = "fallback.read";
    static final String CHANGE = "fallback.change";
    private static final LocalText TITLE = LocalText.of("应急", "Fallback");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(
                    READ,
                    Permission.Kind.MANAGE,
                    LocalText.of("查看应急链和演练", "See by which ways people are told while a platform is down, and drills")),
            Permission.of(
                    CHANGE,
                    Permission.Kind.MANAGE,
                    LocalText.of(
                            "修改应急链，停用账号的发送，演练", "Change these ways, switch accounts off for sending, hold drills")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "signpost-split";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of("fallback.drill", LocalText.of("应急演练", "hold a drill"));
    }
}
