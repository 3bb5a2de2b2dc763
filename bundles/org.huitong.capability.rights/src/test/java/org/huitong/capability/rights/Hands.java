// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.Granting;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;

/** Who may hand on what, as access would say it: {@code admin} everything, others what they are said to hold. */
final class Hands implements Granting {
    private static final Set<String> GUARDED = Set.of(
            Permissions.ADMINISTER,
            Permissions.ALL_SECURITY,
            Permissions.ALL_AUDIT,
            Permissions.ALL_CONTENT,
            Permissions.READ_ALL,
            "roles.manage",
            "audit.read");
    final Map<String, Set<String>> held = new HashMap<>();

    @Override
    public Decision mayHand(Asker by, String permission, boolean everything) {
        String word = everything && permission.equals(Permissions.READ) ? Permissions.READ_ALL : permission;
        boolean may = by.account().equals("admin")
                || !GUARDED.contains(word)
                || held.getOrDefault(by.account(), Set.of()).contains(word);
        return may ? new Decision.Allowed() : new Decision.Denied(LocalText.of(word, word));
    }

    @Override
    public boolean narrows(String permission) {
        return permission.startsWith("messages.") && !permission.equals(Permissions.READ_ALL);
    }

    @Override
    public Optional<Permission> described(String permission) {
        return permission.equals(Permissions.READ)
                ? Optional.of(Permission.of(permission, Permission.Kind.CONTENT, LocalText.of("阅读消息", "Read messages")))
                : Optional.empty();
    }
}
