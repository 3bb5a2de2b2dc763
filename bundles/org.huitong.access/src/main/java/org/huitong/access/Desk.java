// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people come in: knows accounts, sessions and tokens, all of them in memory and written through, so that asking
 * who comes costs no query.
 */
@Component(service = {Entrance.class, Desk.class})
public final class Desk implements Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int HASHES_AT_ONCE = 2;
    private static final int MOST_TOKENS = 100;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Brake brake;
    private final FirstAdmin firstAdmin;
    private final Audit audit;

    @Activate
    public Desk(
            BundleContext context,
            @Reference Transactions transactions,
            @Reference(target = "(schema=access)") Schema schema,
            @Reference Audit audit) {
        this(
                transactions,
                keys(context),
                Optional.ofNullable(System.getenv("HUITONG_ADMIN_PASSWORD")),
                // As the tables keep it: what is shown must not change with a restart.
                () -> Instant.now().truncatedTo(ChronoUnit.MILLIS),
                audit);
    }

    Desk(Transactions transactions, Path keys, Optional<String> adminPassword, InstantSource clock, Audit audit) {
        this.audit = audit;
        AccessShelf shelf = new AccessShelf(transactions);
        this.passwords = new Passwords(HASHES_AT_ONCE);
        this.sessions = new Sessions(shelf, clock);
        this.tokens = new Tokens(shelf, clock);
        this.accounts = new Accounts(shelf, passwords, this::expel, clock);
        this.firstAdmin = new FirstAdmin(keys);
        firstAdmin.found(accounts, adminPassword);
        this.brake = new Brake(clock);
    }

    private static Path keys(BundleContext context) {
        String keys = context.getProperty("huitong.keys");
        String home = context.getProperty("huitong.home");
        return keys != null ? Path.of(keys) : Path.of(home == null ? "" : home, "keys");
    }

    @Override
    public Optional<Session> session(String cookie) {
        return sessions.account(cookie).flatMap(accounts::find).map(account -> session(cookie, account));
    }

    @Override
    public Optional<Session> look(String cookie) {
        return sessions.look(cookie).flatMap(accounts::find).map(account -> session(cookie, account));
    }

    private Session session(String cookie, Account account) {
        return new Session(asker(account, Optional.empty()), Sessions.csrf(cookie), account.mustChange());
    }

    /** The session by which this account comes; empty where it comes with a token. */
    Optional<Session> sessionOf(String account, Optional<String> cookie) {
        return cookie.flatMap(this::session)
                .filter(session -> session.asker().account().equals(account));
    }

    @Override
    public Optional<Asker> token(String token) {
        return tokens.row(token).flatMap(row -> accounts.find(row.account())
                .filter(known -> !known.mustChange())
                .map(account -> asker(account, Optional.of(row.id()))));
    }

    @Override
    public Login login(String name, char[] password, String remote) {
        String normal = Account.normal(name);
        if (!Account.isName(normal)) {
            // The brake remembers names: what can be none would fill its memory, at any length.
            Arrays.fill(password, '\0');
            if (brake.isNews(remote)) {
                LOG.warn("A login was tried with what can be no name, from={}", remote);
            }
            return new Login.Refused();
        }
        long pause = brake.enter(normal, remote);
        if (pause > 0) {
            return new Login.Braked(pause);
        }
        Optional<Account> account = accounts.find(normal).filter(Account::hasPassword);
        Optional<Boolean> matches = passwords.matches(password, account.map(Account::password));
        Arrays.fill(password, '\0');
        if (matches.isEmpty()) {
            return new Login.Braked(1);
        }
        if (!matches.get()) {
            account.ifPresentOrElse(
                    known -> {
                        LOG.warn("A wrong password was given, account={} from={}", normal, remote);
                        audit.note(Deed.refused(Doer.NOBODY, "session.open", thing(known)));
                    },
                    // Not the name: now and then it is a password in the wrong field.
                    () -> LOG.warn("A login was tried with a name that nobody has, from={}", remote));
            return new Login.Refused();
        }
        // Checking took its time: what was right when it began may have been changed or removed since.
        Optional<Login> opened = accounts.asLongAs(account.orElseThrow(), now -> {
            String cookie = sessions.open(normal, remote);
            return new Login.Opened(cookie, session(cookie, now));
        });
        if (opened.isPresent()) {
            brake.succeeded(normal, remote);
            LOG.info("Somebody logged in, account={} from={}", normal, remote);
            audit.note(Deed.done(doer(account.get()), "session.open", thing(account.get())));
        }
        return opened.orElseGet(Login.Refused::new);
    }

    @Override
    public void logout(String cookie) {
        Optional<Account> account = sessions.look(cookie).flatMap(accounts::find);
        sessions.close(cookie);
        account.ifPresent(known -> audit.note(Deed.done(doer(known), "session.close", thing(known))));
    }

    @Override
    public Optional<Asker> current(String account) {
        return accounts.find(account).filter(known -> !known.mustChange()).map(known -> asker(known, Optional.empty()));
    }

    private static Asker asker(Account account, Optional<String> token) {
        return new Asker(account.name(), account.display(), account.person(), token);
    }

    void changePassword(String account, String old, String fresh, Optional<String> cookie, String remote) {
        long pause = brake.enter(account, remote);
        if (pause > 0) {
            throw Refused.braked(pause);
        }
        Account seen = accounts.matching(account, old).orElseThrow(Refused::wrongPassword);
        brake.succeeded(account, remote);
        accounts.changeOwn(seen, old, fresh, cookie);
        firstAdmin.changed(account);
        LOG.info("A password was changed, and other sessions and all tokens ended with it, account={}", account);
        audit.note(Deed.done(doer(seen), "session.password", thing(seen)));
    }

    private static Doer doer(Account account) {
        return new Doer(account.name(), account.display());
    }

    private static Thing thing(Account account) {
        return new Thing("account", account.name(), account.display());
    }

    /** Where what was done to accounts and tokens is noted. */
    Audit audit() {
        return audit;
    }

    /**
     * Ends everything by which somebody came in as this account. Who changes a password may do it because somebody else
     * came in: what that somebody made must end as well.
     */
    private void expel(String account, Optional<String> exceptCookie) {
        sessions.closeAll(account, exceptCookie);
        tokens.removeAll(account);
    }

    /**
     * A token, for who comes with a session: one that was stolen must not make another that outlives it.
     *
     * @param by who wants it
     * @param cookie absent where they come with a token
     * @param owner whose it is to be: their own, or a program's
     * @param permissions those that it has at most; empty: all of its account
     */
    Tokens.Made makeToken(
            Asker by,
            Optional<String> cookie,
            String owner,
            String name,
            Optional<Instant> expiresAt,
            Optional<SortedSet<String>> permissions) {
        // What ends sessions and tokens has the same lock: no token comes from a session that is just being ended.
        return accounts.locked(() -> {
            if (sessionOf(by.account(), cookie).isEmpty()) {
                throw Refused.notByToken();
            }
            if (!owner.equals(by.account())) {
                accounts.checkProgram(by, owner);
            }
            if (tokens.of(owner).size() >= MOST_TOKENS) {
                throw Refused.tooManyTokens(MOST_TOKENS);
            }
            return tokens.make(owner, name, expiresAt, permissions);
        });
    }

    Accounts accounts() {
        return accounts;
    }

    Sessions sessions() {
        return sessions;
    }

    Tokens tokens() {
        return tokens;
    }
}
