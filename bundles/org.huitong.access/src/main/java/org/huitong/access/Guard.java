// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
 * Watches over what goes from hand to hand: nobody gives or lends what they do not have themselves. Three measures, each
 * by the account, its roles and the token together, so that a token made for one thing hands on no other:
 *
 * <ul>
 *   <li><b>give</b> a word to an account: who holds it whole, of whatever kind it is; by a role, content goes with approvals
 *       instead. To approve is nobody's to give.
 *   <li><b>lend</b>, which is to make anew the way in of an account: who holds all of its words, and every charge that a
 *       role brought to its person.
 *   <li><b>decide</b> on an account (take words, shut, part it from its person, remove): who holds what of it manages, secures,
 *       audits or opens every message, be it by the account or by a role of its person. Ordinary content may be taken.
 * </ul>
 *
 * <p>Of those who approve, only who looks after all of the content lends an account, or decides on it: two of them must be
 * two people.
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

    /** Refuses to put words into an account that are not theirs to give. */
    void checkGives(Asker by, Collection<String> words) {
        if (words.contains(Permissions.DECIDE)) {
            throw Refused.nobodysToGive(book.named(Permissions.DECIDE));
        }
        words.stream().filter(word -> !policy.holdsWhole(by, word)).findFirst().ifPresent(word -> {
            throw Refused.guarded(book.named(word));
        });
    }

    /** Refuses to take words that are not theirs to take. */
    void checkTakes(Asker by, Collection<String> words) {
        words.stream()
                .filter(word -> book.guarded(word) && !policy.holdsWhole(by, word))
                .findFirst()
                .ifPresent(word -> {
                    throw Refused.guarded(book.named(word));
                });
    }

    /** Refuses to let somebody come in as an account that may more, by itself or by its person. */
    void checkLends(Asker by, Account account) {
        account.permissions().stream()
                .filter(word -> !policy.holdsWhole(by, measure(word)))
                .findFirst()
                .ifPresent(word -> {
                    throw Refused.guarded(book.named(word));
                });
        checkLends(by, account.person());
    }

    /** Refuses to let somebody come in as a person who may more. */
    void checkLends(Asker by, Optional<String> person) {
        check(
                by,
                person,
                right -> holdsWhole(by, right) || !isCharge(right) || policy.has(by, right) && !isVoice(right));
    }

    /** Refuses to shut, part from its person, or remove an account whose owner may more of what is guarded. */
    void checkDecides(Asker by, Account account) {
        checkTakes(by, account.permissions());
        check(by, account.person(), right -> holdsWhole(by, right) || !isGuarded(right));
    }

    /**
     * Refuses to let somebody look through the eyes of an account that may what they could not give. Who approves is no
     * measure: by looking nothing is approved.
     */
    void checkLooks(Asker by, Account account) {
        Stream.concat(
                        account.permissions().stream(),
                        account.person().stream()
                                .flatMap(whose -> policy.rights(whose).stream())
                                .filter(right -> isGuarded(right) && !isVoice(right))
                                .map(right -> right.permission().equals(Permissions.READ)
                                        ? Permissions.READ_ALL
                                        : right.permission()))
                .filter(word -> book.guarded(word) && !policy.holdsWhole(by, word))
                .findFirst()
                .ifPresent(word -> {
                    throw Refused.seesMore(account.display(), book.named(word));
                });
    }

    private void check(Asker by, Optional<String> person, Predicate<Right> may) {
        // Whoever decides on themselves is lent nothing.
        person.filter(whose -> !by.person().equals(person)).stream()
                .flatMap(whose -> policy.rights(whose).stream())
                .filter(may.negate())
                .findFirst()
                .ifPresent(right -> {
                    throw Refused.guarded(book.named(right.permission()));
                });
    }

    private boolean holdsWhole(Asker by, Right right) {
        return policy.holdsWhole(by, measure(right.permission()));
    }

    /** Who approves is no measure for coming in as another who does. */
    private static String measure(String word) {
        return word.equals(Permissions.DECIDE) ? Permissions.ALL_CONTENT : word;
    }

    /** More than what everybody has who works here, or nobody's password could ever be reset. */
    private boolean isCharge(Right right) {
        return isGuarded(right) || right.charge();
    }

    private boolean isGuarded(Right right) {
        boolean everyMessage = right.permission().equals(Permissions.READ) && right.everywhere();
        return book.guarded(right.permission()) || everyMessage || isVoice(right);
    }

    private static boolean isVoice(Right right) {
        return right.permission().equals(Permissions.DECIDE);
    }
}
