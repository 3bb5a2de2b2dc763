// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * The accounts, and who may change what of them. Two permissions are guarded, to administer and to read everything: only
 * who holds one may give it, take it, or set the password of somebody who holds it. So an administrator who may not read
 * messages cannot come to it by way of another's account. Nobody changes their own permissions, and the last
 * administrator stays one.
 */
final class Accounts {
    static final Set<String> GUARDED = Set.of(Permissions.ADMINISTER, Permissions.READ_ALL);
    private final AccessShelf shelf;
    private final Passwords passwords;
    private final InstantSource clock;
    private final Map<String, Account> all = new ConcurrentHashMap<>();

    Accounts(AccessShelf shelf, Passwords passwords, InstantSource clock) {
        this.shelf = shelf;
        this.passwords = passwords;
        this.clock = clock;
        shelf.accounts().forEach(account -> all.put(account.name(), account));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Optional<Account> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    List<Account> list() {
        return all.values().stream().sorted(Comparator.comparing(Account::name)).toList();
    }

    /** The very first one, which nobody grants. */
    synchronized void found(String name, String display, String password, boolean mustChange, Set<String> permissions) {
        keep(new Account(name, display, hash(password), mustChange, clock.instant(), new TreeSet<>(permissions)));
    }

    synchronized Account create(Asker by, String name, String display, String password, Set<String> permissions) {
        if (!Account.isName(name)) {
            throw Refused.badName();
        }
        if (all.containsKey(name)) {
            throw Refused.nameTaken();
        }
        checkWords(permissions);
        checkGuarded(by, permissions);
        PasswordRules.objection(name, password).ifPresent(why -> {
            throw Refused.weak(why);
        });
        Instant now = clock.instant();
        return keep(new Account(name, shown(display, name), hash(password), true, now, new TreeSet<>(permissions)));
    }

    /** Absent parts stay as they are. */
    synchronized Account change(
            Asker by,
            String name,
            Optional<String> display,
            Optional<Set<String>> permissions,
            Optional<String> password) {
        Account before = existing(name);
        Account after =
                display.map(text -> before.withDisplay(shown(text, name))).orElse(before);
        permissions.ifPresent(Accounts::checkWords);
        if (permissions.isPresent() && !permissions.get().equals(before.permissions())) {
            Set<String> wanted = permissions.get();
            if (by.account().equals(name)) {
                throw Refused.ownAccount(
                        "自己的权限要由另一位管理员修改。", "Nobody changes their own permissions; another administrator can.");
            }
            Set<String> changed = new TreeSet<>(wanted);
            changed.removeAll(before.permissions());
            before.permissions().stream().filter(word -> !wanted.contains(word)).forEach(changed::add);
            checkGuarded(by, changed);
            after = after.withPermissions(wanted);
            checkLast(before, after);
        }
        if (password.isPresent()) {
            if (by.account().equals(name)) {
                throw Refused.ownAccount(
                        "自己的密码要凭当前密码修改（session/password）。",
                        "Your own password is changed with the old one, at session/password.");
            }
            checkGuarded(by, before.permissions());
            PasswordRules.objection(name, password.get()).ifPresent(why -> {
                throw Refused.weak(why);
            });
            after = after.withPassword(hash(password.get()), true);
        }
        return after == before ? before : keep(after);
    }

    synchronized void remove(Asker by, String name) {
        Account account = existing(name);
        if (by.account().equals(name)) {
            throw Refused.ownAccount(
                    "自己的账号要由另一位管理员删除。", "Nobody removes their own account; another administrator can.");
        }
        checkGuarded(by, account.permissions());
        checkLast(account, account.withPermissions(Set.of()));
        shelf.removeAccount(name);
        all.remove(name);
    }

    /** By the person who has shown that they know the old one. */
    synchronized void changeOwn(String name, String old, String fresh) {
        Account account = existing(name);
        if (old.equals(fresh)) {
            throw Refused.weak(LocalText.of("新密码与当前密码相同。", "The new password is the old one."));
        }
        PasswordRules.objection(name, fresh).ifPresent(why -> {
            throw Refused.weak(why);
        });
        keep(account.withPassword(hash(fresh), false));
    }

    boolean matches(String name, String password) {
        return passwords
                .matches(password.toCharArray(), find(name).map(Account::password))
                .orElseThrow(Refused::busy);
    }

    private String hash(String password) {
        return passwords.hash(password.toCharArray()).orElseThrow(Refused::busy);
    }

    private Account existing(String name) {
        return find(name).orElseThrow(Refused::noSuchAccount);
    }

    private Account keep(Account account) {
        shelf.put(account);
        all.put(account.name(), account);
        return account;
    }

    private static String shown(String display, String name) {
        String text = display == null || display.isBlank() ? name : display.strip();
        if (text.length() > 100) {
            throw Problem.badRequest("姓名最多 100 个字符。", "A name has at most 100 characters.");
        }
        return text;
    }

    private static void checkWords(Set<String> words) {
        for (String word : words) {
            if (!Account.isPermission(word)) {
                throw Refused.badPermission();
            }
        }
    }

    private void checkGuarded(Asker by, Set<String> touched) {
        Set<String> own = find(by.account())
                .map(Account::permissions)
                .<Set<String>>map(TreeSet::new)
                .orElse(Set.of());
        for (String word : touched) {
            if (GUARDED.contains(word) && !own.contains(word)) {
                throw Refused.guarded(word);
            }
        }
    }

    private void checkLast(Account before, Account after) {
        boolean another = all.values().stream()
                .anyMatch(account -> account.administers() && !account.name().equals(before.name()));
        if (before.administers() && !after.administers() && !another) {
            throw Refused.lastAdministrator();
        }
    }
}
