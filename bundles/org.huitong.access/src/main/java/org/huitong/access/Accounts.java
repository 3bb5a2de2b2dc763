// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.huitong.access.AccessShelf.Ending;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;

/**
 * The accounts, and who may change what of them, which {@link Guard} judges: nobody gives what they do not have, or comes
 * to it by way of another's account. Nobody changes their own permissions, and the last who administers, and the last who
 * can give permissions, stay so.
 *
 * <p>One lock for all of them: a password is hashed before it is taken, and what a hash allowed is done under it, after a
 * look at whether the hash still stands.
 */
final class Accounts {
    private static final int LONGEST_NAME = 100;
    private static final Ending NONE = new Ending.None();
    private static final Ending ALL = new Ending.AllBut(Optional.empty());
    private final AccessShelf shelf;
    private final Passwords passwords;
    private final Expulsion expulsion;
    private final InstantSource clock;
    private final Map<String, Account> all = new ConcurrentHashMap<>();
    /** Names of accounts that were removed: what is theirs goes by the name, and must not fall to somebody else. */
    private final Set<String> retired = ConcurrentHashMap.newKeySet();

    private volatile Guard guard;

    /** @param expulsion done under the lock of the accounts, so that nobody comes in by what was true before */
    Accounts(AccessShelf shelf, Passwords passwords, Expulsion expulsion, InstantSource clock) {
        this.shelf = shelf;
        this.passwords = passwords;
        this.expulsion = expulsion;
        this.clock = clock;
        shelf.accounts().forEach(account -> all.put(account.name(), account));
        retired.addAll(shelf.retired());
    }

    /** It judges by roles, and so comes after the accounts; without it nothing is given. */
    void guardedBy(Guard watching) {
        guard = watching;
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
        Account first = new Account(
                name,
                display,
                hash(password),
                mustChange,
                clock.instant(),
                new TreeSet<>(permissions),
                Optional.empty(),
                Account.Kind.PERSON,
                Optional.empty(),
                clock.instant());
        keep(first, NONE, Deeds.founded(first));
    }

    Account create(Asker by, String name, String display, String password, Set<String> permissions) {
        return create(by, name, display, Optional.of(password), permissions, Optional.empty());
    }

    /**
     * @param password empty: it is a program's, which comes with tokens alone
     * @param person the hub's own id of whose it is
     */
    Account create(
            Asker by,
            String name,
            String display,
            Optional<String> password,
            Set<String> permissions,
            Optional<String> person) {
        if (!Account.isName(name)) {
            throw Refused.badName();
        }
        checkWords(permissions);
        String shown = shown(display, name);
        person.ifPresent(Accounts::checkPerson);
        Optional<String> hash = password.map(text -> hashed(name, text));
        return locked(() -> {
            if (all.containsKey(name)) {
                throw Refused.nameTaken();
            }
            if (retired.contains(name)) {
                throw Refused.nameRetired();
            }
            guard().checkGives(by, permissions);
            guard().checkLends(by, person);
            Account fresh = new Account(
                    name,
                    shown,
                    hash.orElse(""),
                    hash.isPresent(),
                    clock.instant(),
                    new TreeSet<>(permissions),
                    person,
                    hash.isPresent() ? Account.Kind.PERSON : Account.Kind.SERVICE,
                    Optional.empty(),
                    clock.instant());
            return keep(fresh, NONE, Deeds.created(by, fresh), KeyGiven.of(by, fresh, clock.instant(), true));
        });
    }

    /**
     * The account of somebody who was recognised elsewhere; the one that bears a fitting name before others.
     *
     * @param make whether it is made where there is none; it has no password and no permissions of its own
     * @return empty where there is none
     */
    Optional<Account> ofPerson(Person person, List<String> names, boolean make) {
        return locked(() -> of(Set.of(person.id())).stream()
                .filter(Account::isPersons)
                .min(Comparator.<Account>comparingInt(account -> account.isOpen() ? 0 : 1)
                        .thenComparingInt(account -> names.indexOf(account.name()) >>> 1)
                        .thenComparing(Account::name))
                .or(() -> make ? Optional.of(made(person, names)) : Optional.empty()));
    }

    /** The open account of a person by which they come in. */
    Optional<Account> openOf(String person) {
        return locked(() -> of(Set.of(person)).stream()
                .filter(account -> account.isPersons() && account.isOpen())
                .min(Comparator.comparing(Account::name)));
    }

    private Account made(Person person, List<String> names) {
        String free = names.stream()
                .filter(name -> !all.containsKey(name) && !retired.contains(name))
                .findFirst()
                .orElseThrow(Refused::nameRetired);
        Account account = new Account(
                free,
                shown(person.name(), free),
                "",
                false,
                clock.instant(),
                new TreeSet<>(),
                Optional.of(person.id()),
                Account.Kind.PERSON,
                Optional.empty(),
                clock.instant());
        return keep(account, NONE, Deeds.founded(account));
    }

    Account change(
            Asker by,
            String name,
            Optional<String> display,
            Optional<Set<String>> permissions,
            Optional<String> password) {
        return change(by, name, display, permissions, password, Optional.empty(), Optional.empty());
    }

    /**
     * Absent parts stay as they are; with a new password everything ends by which somebody came in.
     *
     * @param person the hub's own id of whose it is; blank: nobody's
     * @param open whether somebody may come in as this one
     */
    Account change(
            Asker by,
            String name,
            Optional<String> display,
            Optional<Set<String>> permissions,
            Optional<String> password,
            Optional<String> person,
            Optional<Boolean> open) {
        Optional<Optional<String>> whose = person.map(id -> id.isBlank() ? Optional.empty() : Optional.of(id));
        whose.flatMap(id -> id).ifPresent(Accounts::checkPerson);
        Optional<String> shown = display.map(text -> shown(text, name));
        permissions.ifPresent(Accounts::checkWords);
        if (password.isPresent() && by.account().equals(name)) {
            throw Refused.ownAccount(
                    "自己的密码要凭当前密码修改（session/password）。",
                    "Your own password is changed with the old one, at session/password.");
        }
        if (password.isPresent() && !existing(name).isPersons()) {
            throw Refused.noPassword();
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
            if (whose.isPresent() && !whose.get().equals(before.person())) {
                checkNotOwn(by, before);
                guard().checkDecides(by, before);
                guard().checkLends(by, whose.get());
                after = after.withPerson(whose.get());
            }
            if (hash.isPresent()) {
                guard().checkLends(by, before);
                after = after.withPassword(hash.get(), true, clock.instant());
            }
            if (open.isPresent() && open.get() != before.isOpen()) {
                checkNotOwn(by, before);
                guard().checkDecides(by, before);
                after = after.withShutAt(open.get() ? Optional.empty() : Optional.of(clock.instant()));
                checkLast(before, after);
            }
            boolean expels = hash.isPresent() || !after.isOpen();
            boolean theirs = !after.person().equals(before.person());
            Optional<KeyGiven> key =
                    hash.isPresent() || theirs ? KeyGiven.of(by, after, clock.instant(), theirs) : Optional.empty();
            return after == before ? before : keep(after, expels ? ALL : NONE, Deeds.changed(by, before, after), key);
        });
    }

    /** An account whose way in this one may make anew, which is never their own. */
    Account mayBeReset(Asker by, String name) {
        Account account = existing(name);
        checkNotOwn(by, account);
        guard().checkLends(by, account);
        return account;
    }

    private static void checkNotOwn(Asker by, Account before) {
        if (by.account().equals(before.name())) {
            throw Refused.ownAccount(
                    "自己的权限要由另一位管理员修改。", "Nobody changes their own permissions; another administrator can.");
        }
    }

    private void checkChange(Asker by, Account before, Set<String> wanted) {
        checkNotOwn(by, before);
        guard().checkGives(by, without(wanted, before.permissions()));
        guard().checkTakes(by, without(before.permissions(), wanted));
    }

    private static Set<String> without(Set<String> words, Set<String> others) {
        Set<String> left = new TreeSet<>(words);
        left.removeAll(others);
        return left;
    }

    /** Whoever came in as this one is out, and nobody is ever called so again. */
    synchronized void remove(Asker by, String name) {
        Account account = existing(name);
        if (by.account().equals(name)) {
            throw Refused.ownAccount(
                    "自己的账号要由另一位管理员删除。", "Nobody removes their own account; another administrator can.");
        }
        guard().checkDecides(by, account);
        checkLast(account, account.withPermissions(Set.of()));
        shelf.removeAccount(name, clock.instant(), Deeds.removed(by, account));
        retired.add(name);
        all.remove(name);
        expulsion.endAll(name, Optional.empty());
    }

    /**
     * By the person who has shown that they know the old one; everything ends by which somebody came in but the session
     * of this cookie.
     *
     * @param seen the account whose password they knew
     * @param history how many passwords before the present one are refused
     */
    void changeOwn(Account seen, String old, String fresh, int history, Optional<String> cookie) {
        if (old.equals(fresh)) {
            throw Refused.weak(LocalText.of("新密码与当前密码相同。", "The new password is the old one."));
        }
        checkNotOld(seen, fresh, history);
        String hash = hashed(seen.name(), fresh);
        asLongAs(seen, now -> {
                    Account changed = now.withPassword(hash, false, clock.instant());
                    shelf.put(changed, new Ending.AllBut(cookie.map(Sessions::hash)), Deeds.ownPassword(now));
                    all.put(now.name(), changed);
                    expulsion.endAll(now.name(), cookie);
                    return now;
                })
                .orElseThrow(Refused::wrongPassword);
    }

    private void checkNotOld(Account account, String fresh, int history) {
        for (String hash : shelf.oldPasswords(account.name(), history)) {
            if (passwords.matches(fresh.toCharArray(), Optional.of(hash)).orElseThrow(Refused::busy)) {
                throw Refused.weak(LocalText.of(
                        "最近 " + history + " 次用过的密码不能再用。",
                        "It is one of your last " + history + " passwords; take another."));
            }
        }
    }

    /**
     * Does something that a password allowed, as long as it still is the password.
     *
     * @param work is handed the account as it stands, under the lock of all
     * @return empty where the account has another password by now, or is gone
     */
    synchronized <T> Optional<T> asLongAs(Account seen, Function<Account, T> work) {
        return find(seen.name())
                .filter(Account::isOpen)
                .filter(now -> now.password().equals(seen.password()))
                .map(work);
    }

    /** Does something while nobody is changed, removed or expelled. */
    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    /** The account whose password this is. */
    Optional<Account> matching(String name, String password) {
        Optional<Account> seen = find(name).filter(Account::hasPassword);
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

    private Account keep(Account account, Ending ending, Deed deed) {
        return keep(account, ending, deed, Optional.empty());
    }

    private Account keep(Account account, Ending ending, Deed deed, Optional<KeyGiven> key) {
        shelf.put(account, ending, deed, key);
        all.put(account.name(), account);
        if (ending != NONE) {
            expulsion.endAll(account.name(), Optional.empty());
        }
        return account;
    }

    /** Those of these persons, by name. */
    List<Account> of(Collection<String> persons) {
        return list().stream()
                .filter(account -> account.person().filter(persons::contains).isPresent())
                .toList();
    }

    /** The tables have it shut already. */
    synchronized void shut(Account account, Instant at) {
        find(account.name()).ifPresent(now -> all.put(now.name(), now.withShutAt(Optional.of(at))));
        expulsion.endAll(account.name(), Optional.empty());
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

    private Guard guard() {
        return Optional.ofNullable(guard).orElseThrow(Refused::starting);
    }

    /** Who makes a token for an account can do what it can. */
    void checkProgram(Asker by, String name) {
        guard().checkLends(by, program(name));
    }

    /** Who ends a token of a program can do nothing more by it. */
    void checkEndsToken(Asker by, String name) {
        guard().checkDecides(by, program(name));
    }

    private Account program(String name) {
        Account account = existing(name);
        if (account.isPersons()) {
            throw Refused.notAProgram();
        }
        return account;
    }

    private static void checkPerson(String id) {
        if (id.isBlank() || id.length() > 64 || id.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw Problem.badRequest("person 是人员在汇通中的编号。", "person is the hub's own id of a person.");
        }
    }

    private void checkLast(Account before, Account after) {
        Set<String> one = Set.of(before.name());
        if (before.administers()
                && !(after.administers() && after.isOpen())
                && !anybodyBut(one, Account::administers)) {
            throw Refused.lastAdministrator();
        }
        if (before.secures() && !(after.secures() && after.isOpen()) && !anybodyBut(one, Account::secures)) {
            throw Refused.lastWhoSecures();
        }
    }

    /** Whether an account that is open, and none of these, is such. */
    boolean anybodyBut(Set<String> names, Predicate<Account> such) {
        return all.values().stream()
                .anyMatch(account -> account.isOpen() && such.test(account) && !names.contains(account.name()));
    }

    /** Forgets everything by which somebody came in as an account; the tables have forgotten it. */
    interface Expulsion {
        /** @param exceptCookie the session that stays */
        void endAll(String account, Optional<String> exceptCookie);
    }
}
