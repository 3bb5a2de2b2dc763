// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page on which instructions are given, and seen who has confirmed them. */
@Component
@PageAt(path = "instructions", permission = InstructionsResource.SEND, rank = 13)
public final class InstructionsPage implements Page {
    private static final LocalText TITLE = LocalText.of("指令", "Instructions");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(InstructionsResource.SEND, Permission.Kind.CONTENT, LocalText.of("下达指令", "Give instructions"))
                    .narrowing());

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "megaphone";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of("instructions.send", LocalText.of("下发指令", "send an instruction"));
    }
}
