// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
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
    private final PageWords words;
    private final FirstAdmin firstAdmin;

    @Activate
    public Desk(
            BundleContext context,
            @Reference Transactions transactions,
            @Reference(target = "(schema=access)") Schema schema,
            @Reference PageWords words) {
        this(
                transactions,
                words,
                keys(context),
                Optional.ofNullable(System.getenv("HUITONG_ADMIN_PASSWORD")),
                // As the tables keep it: what is shown must not change with a restart.
                () -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    Desk(Transactions transactions, PageWords words, Path keys, Optional<String> adminPassword, InstantSource clock) {
        AccessShelf shelf = new AccessShelf(transactions);
        this.passwords = new Passwords(HASHES_AT_ONCE);
        this.sessions = new Sessions(shelf, clock);
        this.tokens = new Tokens(shelf, clock);
        this.accounts = new Accounts(shelf, passwords, this::expel, clock);
        this.words = words;
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
        return new Session(asker(account), Sessions.csrf(cookie), account.mustChange());
    }

    /** The session by which this account comes; empty where it comes with a token. */
    Optional<Session> sessionOf(String account, Optional<String> cookie) {
        return cookie.flatMap(this::session)
                .filter(session -> session.asker().account().equals(account));
    }

    @Override
    public Optional<Asker> token(String token) {
        return tokens.account(token).flatMap(this::current);
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
        Optional<Account> account = accounts.find(normal);
        Optional<Boolean> matches = passwords.matches(password, account.map(Account::password));
        Arrays.fill(password, '\0');
        if (matches.isEmpty()) {
            return new Login.Braked(1);
        }
        if (!matches.get()) {
            account.ifPresentOrElse(
                    known -> LOG.warn("A wrong password was given, account={} from={}", normal, remote),
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
        }
        return opened.orElseGet(Login.Refused::new);
    }

    @Override
    public void logout(String cookie) {
        sessions.close(cookie);
    }

    @Override
    public Optional<Asker> current(String account) {
        return accounts.find(account).filter(known -> !known.mustChange()).map(this::asker);
    }

    /** Whether the account as it stands holds this; what it held when it was asked first does not count. */
    boolean holds(Asker asker, String permission) {
        return accounts.find(asker.account())
                .filter(account -> !account.mustChange())
                .map(account -> holds(account, permission))
                .orElse(false);
    }

    private static boolean holds(Account account, String permission) {
        return account.permissions().contains(permission)
                || account.administers() && comesWithAdministering(permission);
    }

    /** All that bundles name for their own pages and settings, and no message. */
    private static boolean comesWithAdministering(String permission) {
        return !permission.startsWith("messages.");
    }

    private Asker asker(Account account) {
        Set<String> permissions = new TreeSet<>(account.permissions());
        // Menus look at the words themselves.
        words.known().stream().filter(word -> holds(account, word)).forEach(permissions::add);
        return new Asker(account.name(), account.display(), permissions);
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
     * A token for who comes with this session: one that was stolen must not make another that outlives it.
     *
     * @param cookie absent where the account comes with a token
     */
    Tokens.Made makeToken(String account, Optional<String> cookie, String name, Optional<Instant> expiresAt) {
        // What ends sessions and tokens has the same lock: no token comes from a session that is just being ended.
        return accounts.locked(() -> {
            if (sessionOf(account, cookie).isEmpty()) {
                throw Refused.notByToken();
            }
            if (tokens.of(account).size() >= MOST_TOKENS) {
                throw Refused.tooManyTokens(MOST_TOKENS);
            }
            return tokens.make(account, name, expiresAt);
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
