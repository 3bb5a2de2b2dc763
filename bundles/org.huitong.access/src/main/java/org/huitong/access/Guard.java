// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.Collection;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.Granting;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Watches over what goes from hand to hand: nobody gives, takes or lends what they do not have themselves. What manages,
 * secures or audits is guarded, and what opens every message; and of a person whose account somebody could come in by,
 * the charge that a role brought: reading a department, a company, a project, or approving what others ask for. It judges by the account, its roles and the
 * token together, so that a token made for one thing hands on no other.
 */
@Component(service = {Granting.class, Guard.class})
public final class Guard implements Granting {
    private final Policy policy;
    private final PermissionBook book;

    @Activate
    public Guard(@Reference Policy policy, @Reference PermissionBook book, @Reference Desk desk) {
        this.policy = policy;
        this.book = book;
        desk.accounts().guardedBy(this);
    }

    @Override
    public Decision mayHand(Asker by, String permission, boolean everything) {
        // To read everything by a role is to read every message.
        String word = permission.equals(Permissions.READ) && everything ? Permissions.READ_ALL : permission;
        boolean may = !book.guarded(word) || policy.holdsWhole(by, word);
        return may ? new Decision.Allowed() : new Decision.Denied(Refused.handing(book.named(word)));
    }

    @Override
    public boolean narrows(String permission) {
        return book.narrows(permission);
    }

    @Override
    public Optional<Permission> described(String permission) {
        return book.find(permission);
    }

    /** Refuses to give or take words, or to decide on an account that holds them. */
    void checkWords(Asker by, Collection<String> words) {
        words.stream()
                .filter(word -> book.guarded(word) && !policy.holdsWhole(by, word))
                .findFirst()
                .ifPresent(word -> {
                    throw Refused.guarded(book.named(word));
                });
    }

    /** Refuses to let somebody come in as a person who may more. */
    void checkLends(Asker by, Optional<String> person) {
        // Whoever comes in as themselves is lent nothing.
        person.filter(whose -> !by.person().equals(person)).stream()
                .flatMap(whose -> policy.rights(whose).stream())
                .filter(right -> !mayLend(by, right))
                .findFirst()
                .ifPresent(right -> {
                    throw Refused.guarded(book.named(right.permission()));
                });
    }

    /** Who approves is no measure for coming in as another who does: two of them must be two people. */
    private boolean mayLend(Asker by, Right right) {
        return policy.holdsWhole(by, right.permission())
                || !right.permission().equals(Permissions.DECIDE) && (!isGuarded(right) || policy.has(by, right));
    }

    private boolean isGuarded(Right right) {
        return book.guarded(right.permission())
                || right.charge() && right.permission().startsWith("messages.");
    }
}
