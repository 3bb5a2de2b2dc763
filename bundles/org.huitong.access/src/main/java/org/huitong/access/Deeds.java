// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;

/** What is done to accounts, sessions and tokens, as the audit takes it down. No secret is in it. */
final class Deeds {
    private Deeds() {}

    static Deed founded(Account account) {
        return Deed.done(Doer.HUB, "accounts.create", thing(account)).changing("", told(account));
    }

    static Deed created(Asker by, Account account) {
        return Deed.done(Doer.of(by), "accounts.create", thing(account)).changing("", told(account));
    }

    static Deed changed(Asker by, Account before, Account after) {
        boolean password = !before.password().equals(after.password());
        return Deed.done(Doer.of(by), "accounts.change", thing(after))
                .changing(told(before), told(after) + (password ? "\n+ password" : ""));
    }

    static Deed removed(Asker by, Account account) {
        return Deed.done(Doer.of(by), "accounts.remove", thing(account)).changing(told(account), "");
    }

    static Deed shut(Doer by, Account account) {
        return Deed.done(by, "accounts.shut", thing(account));
    }

    /** It was to be shut and is the last that administers, or the first of all. */
    static Deed spared(Doer by, Account account) {
        return Deed.failed(by, "accounts.shut", thing(account));
    }

    static Deed loggedIn(Account account) {
        return Deed.done(doer(account), "session.open", thing(account));
    }

    /** @param way the name of the way that led elsewhere and back */
    static Deed cameBy(String way, Account account) {
        return loggedIn(account).changing("", "by " + way);
    }

    /** By a wrong password, or a right one that opens nothing. */
    static Deed refused(Account account) {
        return Deed.refused(Doer.NOBODY, "session.open", thing(account));
    }

    /** By wrong tries, for a while. */
    static Deed locked(Account account, PasswordAge age) {
        return Deed.done(Doer.HUB, "accounts.lock", thing(account)).changing("", age.minutes() + " min");
    }

    /** Who administers came from where none of them comes. */
    static Deed fromElsewhere(Account account, String remote) {
        return Deed.refused(doer(account), "session.open", thing(account)).changing("", "from " + remote);
    }

    static Deed loggedOut(Account account) {
        return Deed.done(doer(account), "session.close", thing(account));
    }

    /** @param session the id that its owner knows it by; absent: all others */
    static Deed ended(Account account, Optional<String> session) {
        return Deed.done(doer(account), "session.close", Thing.of("session", session.orElse("")));
    }

    static Deed ownPassword(Account account) {
        return Deed.done(doer(account), "session.password", thing(account));
    }

    /** @param verb {@code session.factor}: it is there; {@code session.factor-off}: it is gone */
    static Deed factor(String verb, Account account) {
        return Deed.done(doer(account), verb, thing(account));
    }

    /** Somebody begins to look through the eyes of another, who is told. */
    static Deed looks(Asker by, Account other, Instant until) {
        return Deed.done(Doer.of(by), "accounts.view-as", thing(other))
                .changing("", "until " + until)
                .concerning(other.person());
    }

    static Deed mayNotLook(Asker by, Account other) {
        return Deed.refused(Doer.of(by), "accounts.view-as", thing(other));
    }

    /** @param why {@code ended}: by who looked; {@code over}: its time was; {@code with its session}: before that */
    static Deed looksNoMore(Account by, Account other, String why) {
        return Deed.done(doer(by), "accounts.view-as-end", thing(other))
                .changing("", why)
                .concerning(other.person());
    }

    /** By an administrator, for somebody who has lost what they had. */
    static Deed factorReset(Asker by, Account account) {
        return Deed.done(Doer.of(by), "accounts.factor-off", thing(account));
    }

    static Deed tokenMade(Doer by, Tokens.Row token) {
        return Deed.done(by, "tokens.make", new Thing("token", token.id(), token.account() + " " + token.name()));
    }

    static Deed tokenRemoved(Doer by, Tokens.Row token) {
        return Deed.done(by, "tokens.remove", new Thing("token", token.id(), token.account() + " " + token.name()));
    }

    static Doer doer(Account account) {
        return new Doer(account.name(), account.display());
    }

    static Thing thing(Account account) {
        return new Thing("account", account.name(), account.display());
    }

    /** What of an account people compare; its password is none of it. */
    private static String told(Account account) {
        return account.display() + "\n" + String.join("\n", account.permissions())
                + account.person().map(person -> "\nperson " + person).orElse("")
                + (account.isOpen() ? "" : "\nshut");
    }
}
