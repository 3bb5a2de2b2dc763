// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;

/**
 * The accounts, and who may change what of them. Two permissions are guarded, to administer and to read everything: only
 * who holds one may give it, take it, or set the password of somebody who holds it. So an administrator who may not read
 * messages cannot come to it by way of another's account. Nobody changes their own permissions, and the last
 * administrator stays one.
 *
 * <p>One lock for all of them: a password is hashed before it is taken, and what a hash allowed is done under it, after a
 * look at whether the hash still stands.
 */
final class Accounts {
    static final Set<String> GUARDED = Set.of(Permissions.ADMINISTER, Permissions.READ_ALL);
    private static final int LONGEST_NAME = 100;
    private final AccessShelf shelf;
    private final Passwords passwords;
    private final Expulsion expulsion;
    private final InstantSource clock;
    private final Map<String, Account> all = new ConcurrentHashMap<>();

    /** @param expulsion done under the lock of the accounts, so that nobody comes in by what was true before */
    Accounts(AccessShelf shelf, Passwords passwords, Expulsion expulsion, InstantSource clock) {
        this.shelf = shelf;
        this.passwords = passwords;
        this.expulsion = expulsion;
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

    Account create(Asker by, String name, String display, String password, Set<String> permissions) {
        if (!Account.isName(name)) {
            throw Refused.badName();
        }
        checkWords(permissions);
        String shown = shown(display, name);
        String hash = hashed(name, password);
        return locked(() -> {
            if (all.containsKey(name)) {
                throw Refused.nameTaken();
            }
            checkGuarded(by, permissions);
            return keep(new Account(name, shown, hash, true, clock.instant(), new TreeSet<>(permissions)));
        });
    }

    /** Absent parts stay as they are; with a new password everything ends by which somebody came in. */
    Account change(
            Asker by,
            String name,
            Optional<String> display,
            Optional<Set<String>> permissions,
            Optional<String> password) {
        Optional<String> shown = display.map(text -> shown(text, name));
        permissions.ifPresent(Accounts::checkWords);
        if (password.isPresent() && by.account().equals(name)) {
            throw Refused.ownAccount(
                    "自己的密码要凭当前密码修改（session/password）。",
                    "Your own password is changed with the old one, at session/password.");
        }
        Optional<String> hash = password.map(text -> hashed(existing(name).name(), text));
        return locked(() -> {
            Account before = existing(name);
            Account after = shown.map(before::withDisplay).orElse(before);
            if (permissions.isPresent() && !permissions.get().equals(before.permissions())) {
                checkChange(by, before, permissions.get());
                after = after.withPermissions(permissions.get());
                checkLast(before, after);
            }
            if (hash.isPresent()) {
                checkGuarded(by, before.permissions());
                after = after.withPassword(hash.get(), true);
            }
            if (after != before) {
                keep(after);
            }
            if (hash.isPresent()) {
                expulsion.endAll(name, Optional.empty());
            }
            return after;
        });
    }

    private void checkChange(Asker by, Account before, Set<String> wanted) {
        if (by.account().equals(before.name())) {
            throw Refused.ownAccount(
                    "自己的权限要由另一位管理员修改。", "Nobody changes their own permissions; another administrator can.");
        }
        Set<String> changed = new TreeSet<>(wanted);
        changed.removeAll(before.permissions());
        before.permissions().stream().filter(word -> !wanted.contains(word)).forEach(changed::add);
        checkGuarded(by, changed);
    }

    /** Whoever came in as this one is out. */
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
        expulsion.endAll(name, Optional.empty());
    }

    /**
     * By the person who has shown that they know the old one; everything ends by which somebody came in but the session
     * of this cookie.
     *
     * @param seen the account whose password they knew
     */
    void changeOwn(Account seen, String old, String fresh, Optional<String> cookie) {
        if (old.equals(fresh)) {
            throw Refused.weak(LocalText.of("新密码与当前密码相同。", "The new password is the old one."));
        }
        String hash = hashed(seen.name(), fresh);
        asLongAs(seen, now -> {
                    keep(now.withPassword(hash, false));
                    expulsion.endAll(now.name(), cookie);
                    return now;
                })
                .orElseThrow(Refused::wrongPassword);
    }

    /**
     * Does something that a password allowed, as long as it still is the password.
     *
     * @param work is handed the account as it stands, under the lock of all
     * @return empty where the account has another password by now, or is gone
     */
    synchronized <T> Optional<T> asLongAs(Account seen, Function<Account, T> work) {
        return find(seen.name())
                .filter(now -> now.password().equals(seen.password()))
                .map(work);
    }

    /** Does something while nobody is changed, removed or expelled. */
    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    /** The account whose password this is. */
    Optional<Account> matching(String name, String password) {
        Optional<Account> seen = find(name);
        boolean matches = passwords
                .matches(password.toCharArray(), seen.map(Account::password))
                .orElseThrow(Refused::busy);
        return seen.filter(account -> matches);
    }

    /** Not under the lock: it takes its time, and waits for others who hash. */
    private String hashed(String name, String password) {
        PasswordRules.objection(name, password).ifPresent(why -> {
            throw Refused.weak(why);
        });
        return hash(password);
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
        return OneLine.of(display == null || display.isBlank() ? name : display, LONGEST_NAME)
                .orElseThrow(() -> Problem.badRequest(
                        "姓名是一行文字，最多 " + LONGEST_NAME + " 个字符，不能含有控制字符。",
                        "A name is one line of at most " + LONGEST_NAME + " characters, without control characters."));
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

    /** Ends everything by which somebody came in as an account. */
    interface Expulsion {
        /** @param exceptCookie the session that stays */
        void endAll(String account, Optional<String> exceptCookie);
    }
}
