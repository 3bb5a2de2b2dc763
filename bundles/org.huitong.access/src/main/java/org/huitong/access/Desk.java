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
import org.huitong.api.access.Identity;
import org.huitong.api.access.Perspective;
import org.huitong.api.access.Recognition;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
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
    private static final int ASKED_AT_ONCE = 32;
    private static final int ASKED_BY_ONE_ADDRESS = 8;
    private static final int MOST_TOKENS = 100;
    private static final LocalText NO_ACCOUNT = LocalText.of(
            "身份已核实，但您在汇通还没有账号。请联系管理员建立。",
            "You are who you say, and you have no account here yet. Ask an administrator for one.");
    private static final LocalText SHUT = LocalText.of(
            "身份已核实，但您在汇通的账号已停用。请联系管理员启用。",
            "You are who you say, and your account here is shut. Ask an administrator to open it.");
    private final AccessShelf shelf;
    private final InstantSource clock;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Brake brake;
    private final Errands errands = new Errands(ASKED_AT_ONCE, ASKED_BY_ONE_ADDRESS);
    private final FirstAdmin firstAdmin;
    private final Audit audit;
    private final Factors factors;
    private final Recognising recognising;
    private final AccessSettings settings;
    private volatile Gatehouse gatehouse;

    @Activate
    public Desk(
            BundleContext context,
            @Reference Transactions transactions,
            @Reference(target = "(schema=access)") Schema schema,
            @Reference Audit audit,
            @Reference Vault vault,
            @Reference Recognising recognising,
            @Reference AccessSettings settings,
            @Reference Clock clock) {
        this(
                transactions,
                new FirstAdmin(keys(context), Optional.ofNullable(System.getenv("HUITONG_ADMIN_PASSWORD"))),
                // As the tables keep it: what is shown must not change with a restart.
                () -> clock.instant().truncatedTo(ChronoUnit.MILLIS),
                audit,
                vault,
                recognising,
                settings);
    }

    Desk(
            Transactions transactions,
            FirstAdmin firstAdmin,
            InstantSource clock,
            Audit audit,
            Vault vault,
            Recognising recognising,
            AccessSettings settings) {
        this.audit = audit;
        this.recognising = recognising;
        this.settings = settings;
        this.clock = clock;
        this.shelf = new AccessShelf(transactions, audit);
        this.factors = new Factors(transactions, vault, audit, clock);
        this.passwords = new Passwords(HASHES_AT_ONCE);
        this.sessions = new Sessions(shelf, clock);
        this.tokens = new Tokens(shelf, clock);
        this.accounts = new Accounts(shelf, passwords, this::expel, clock);
        this.firstAdmin = firstAdmin;
        firstAdmin.found(accounts);
        this.brake = new Brake(clock, settings::age, name -> accounts.find(name)
                .filter(Account::hasPassword)
                .isPresent());
    }

    private static Path keys(BundleContext context) {
        String keys = context.getProperty("huitong.keys");
        String home = context.getProperty("huitong.home");
        return keys != null ? Path.of(keys) : Path.of(home == null ? "" : home, "keys");
    }

    @Override
    public Optional<Session> session(String cookie) {
        return sessions.use(cookie).flatMap(row -> session(cookie, row));
    }

    @Override
    public Optional<Session> look(String cookie) {
        return sessions.look(cookie).flatMap(row -> session(cookie, row));
    }

    private Optional<Session> session(String cookie, Sessions.Row row) {
        return open(row.account()).map(account -> perspective(row)
                .map(other -> through(cookie, account, other))
                .orElseGet(() -> session(cookie, account)));
    }

    /** Where the other's account is shut or gone nothing is seen any more, and it ends by itself all the same. */
    private Optional<Perspective> perspective(Sessions.Row row) {
        return row.glimpse()
                .filter(glimpse -> clock.instant().isBefore(glimpse.until()))
                .map(glimpse -> {
                    Optional<Account> other = accounts.find(glimpse.account());
                    return new Perspective(
                            glimpse.account(),
                            other.map(Account::display).orElse(glimpse.account()),
                            other.flatMap(Account::person),
                            glimpse.until());
                });
    }

    private Session through(String cookie, Account account, Perspective other) {
        Asker asker =
                new Asker(account.name(), account.display(), Optional.empty(), Optional.empty(), Optional.of(other));
        return new Session(asker, Sessions.csrf(cookie), mustChange(account) || owesFactor(account));
    }

    /** Of a shut account nothing opens any more. */
    private Optional<Account> open(String name) {
        return accounts.find(name).filter(Account::isOpen);
    }

    private Session session(String cookie, Account account) {
        return new Session(
                asker(account, Optional.empty()), Sessions.csrf(cookie), mustChange(account) || owesFactor(account));
    }

    /** The password was given by somebody else, or its days are over. */
    boolean mustChange(Account account) {
        return account.mustChange() || settings.age().isOver(account, clock.instant());
    }

    /** It has to have a second factor, and has none yet. */
    boolean owesFactor(Account account) {
        return settings.asksFactorOf(account) && factors.of(account.name()).isEmpty();
    }

    /** The session by which this account comes; empty where it comes with a token. */
    Optional<Session> sessionOf(String account, Optional<String> cookie) {
        return cookie.flatMap(this::session)
                .filter(session -> session.asker().account().equals(account));
    }

    @Override
    public Optional<Asker> token(String token) {
        return tokens.row(token).flatMap(row -> open(row.account())
                .filter(known -> !known.mustChange())
                .map(account -> asker(account, Optional.of(row.id()))));
    }

    @Override
    public Login login(String name, char[] password, String remote) {
        return login(name, password, Optional.empty(), remote);
    }

    /** @param code of the second factor */
    Login login(String name, char[] password, Optional<String> code, String remote) {
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
        try {
            return withCode(known(normal, password, remote), normal, code, remote);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Who somebody is by name and password, and what became of it else. */
    private sealed interface Shown {
        record As(Account account) implements Shown {}

        /** @param account whose it was to be, where that is known */
        record Not(Login answer, Optional<Account> account) implements Shown {}
    }

    private Shown known(String normal, char[] password, String remote) {
        Optional<Account> account = accounts.find(normal).filter(Account::hasPassword);
        Optional<Boolean> matches = passwords.matches(password.clone(), account.map(Account::password));
        if (matches.isEmpty()) {
            return new Shown.Not(new Login.Braked(1), Optional.empty());
        }
        if (matches.get()) {
            return new Shown.As(account.orElseThrow());
        }
        Optional<Account> named = accounts.find(normal);
        Recognition said = password.length == 0 || !mayBeElsewhere(named)
                ? new Recognition.Wrong()
                : errands.run(remote, () -> recognising.recognise(normal, password), Recognition.Unreachable::new);
        if (said instanceof Recognition.Recognised recognised) {
            return shown(recognised.identity());
        }
        if (said instanceof Recognition.Refused refused) {
            return new Shown.Not(new Login.Barred(refused.reason()), named);
        }
        return new Shown.Not(
                said instanceof Recognition.Unreachable ? new Login.Unreachable() : new Login.Refused(), named);
    }

    /** The first administrator, and whoever is no person of the roster, has a password here or none. */
    private static boolean mayBeElsewhere(Optional<Account> named) {
        return named.map(account -> account.isPersons() && account.person().isPresent())
                .orElse(true);
    }

    /** Somebody has shown elsewhere who they are. */
    private Shown shown(Identity identity) {
        Recognising.Found found = recognising.person(identity);
        if (found instanceof Recognising.Found.Nobody nobody) {
            return new Shown.Not(new Login.Barred(nobody.reason()), Optional.empty());
        }
        Person person = ((Recognising.Found.One) found).person();
        Optional<Account> account =
                accounts.ofPerson(person, Recognising.names(identity, person), settings.makesAccounts());
        if (account.isEmpty()) {
            return new Shown.Not(new Login.Barred(NO_ACCOUNT), account);
        }
        return account.get().isOpen() ? new Shown.As(account.get()) : new Shown.Not(new Login.Barred(SHUT), account);
    }

    private Login withCode(Shown shown, String login, Optional<String> code, String remote) {
        if (shown instanceof Shown.Not not) {
            return refused(not.answer(), not.account(), remote);
        }
        Account account = ((Shown.As) shown).account();
        Optional<Factor> factor = factors.of(account.name());
        if (account.isOpen()
                && factor.isPresent()
                && code.filter(said -> factors.opens(factor.get(), said)).isEmpty()) {
            // A code that is missing is no wrong one; both count as tries until somebody is in.
            return code.isPresent()
                    ? refused(new Login.CodeNeeded(), Optional.of(account), remote)
                    : new Login.CodeNeeded();
        }
        return open(account, login, remote);
    }

    private Login open(Account account, String login, String remote) {
        Login answer = open(account, remote, Deeds.loggedIn(account));
        if (answer instanceof Login.Opened) {
            brake.succeeded(login, remote);
        }
        return answer;
    }

    /** Checking took its time: what was right when it began may have been changed or removed since. */
    private Login open(Account account, String remote, Deed deed) {
        Optional<LocalText> objection = objection(account, remote);
        if (objection.isPresent()) {
            return new Login.Barred(objection.get());
        }
        Optional<Login> opened = accounts.asLongAs(account, now -> {
            String cookie = sessions.open(now.name(), remote, deed);
            return new Login.Opened(cookie, session(cookie, now));
        });
        if (opened.isEmpty()) {
            return refused(new Login.Refused(), Optional.of(account), remote);
        }
        LOG.info("Somebody logged in, account={} from={}", account.name(), remote);
        return opened.get();
    }

    /** Who knows from where people come; the first of all is there before it. */
    void gatedBy(Gatehouse watching) {
        gatehouse = watching;
    }

    private Optional<LocalText> objection(Account account, String remote) {
        Gatehouse asked = gatehouse;
        return asked == null ? Optional.empty() : asked.objection(account, remote);
    }

    @Override
    public Optional<LocalText> objection(Asker asker, String remote) {
        Gatehouse asked = gatehouse;
        return asked == null ? Optional.empty() : asked.objection(asker, remote);
    }

    /** How it stands with somebody whom a way of elsewhere has recognised. */
    sealed interface Arrived {
        /** @param account who is in, or has a second factor to show */
        record Known(String account, Login answer) implements Arrived {}

        /** @param unbound the account there could be somebody's here, and nobody knows whose */
        record Turned(LocalText reason, boolean unbound) implements Arrived {}
    }

    /** Lets in whom a way has recognised; a second factor is asked for on every way. */
    Arrived arrive(Identity identity, String way, String remote) {
        Shown shown = shown(identity);
        if (shown instanceof Shown.Not not) {
            Login answer = refused(not.answer(), not.account(), remote);
            LocalText reason = ((Login.Barred) answer).reason();
            return new Arrived.Turned(reason, Recognising.isUnbound(reason));
        }
        Account account = ((Shown.As) shown).account();
        return new Arrived.Known(
                account.name(),
                factors.of(account.name()).isPresent()
                        ? new Login.CodeNeeded()
                        : open(account, remote, Deeds.cameBy(way, account)));
    }

    /** The second factor of somebody who came by a way; guessing is slowed as it is beside a password. */
    Login arrive(String name, String code, String way, String remote) {
        long pause = brake.enter(name, remote);
        if (pause > 0) {
            return new Login.Braked(pause);
        }
        Optional<Account> account = open(name);
        Optional<Factor> factor = account.flatMap(there -> factors.of(there.name()));
        if (factor.isEmpty() || !factors.opens(factor.get(), code)) {
            return refused(account.isEmpty() ? new Login.Refused() : new Login.CodeNeeded(), account, remote);
        }
        brake.succeeded(name, remote);
        return open(account.get(), remote, Deeds.cameBy(way, account.get()));
    }

    private Login refused(Login answer, Optional<Account> account, String remote) {
        if (!(answer instanceof Login.Refused)) {
            LOG.warn(
                    "Somebody was not let in, account={} from={} answer={}",
                    account.map(Account::name).orElse("none"),
                    remote,
                    answer.getClass().getSimpleName());
        } else if (account.isPresent()) {
            LOG.warn(
                    "A wrong password was given, account={} from={}",
                    account.get().name(),
                    remote);
        } else {
            // Not the name: now and then it is a password in the wrong field.
            LOG.warn("A login was tried with a name that nobody has, from={}", remote);
        }
        account.ifPresent(known -> audit.note(Deeds.refused(known)));
        account.filter(known -> brake.isLocked(known.name())).ifPresent(known -> {
            LOG.warn("An account is locked for too many wrong tries, account={} from={}", known.name(), remote);
            audit.note(Deeds.locked(known, settings.age()));
        });
        return answer;
    }

    @Override
    public void logout(String cookie) {
        sessions.look(cookie)
                .flatMap(row -> accounts.find(row.account()))
                .ifPresent(account -> sessions.close(cookie, Deeds.loggedOut(account)));
    }

    @Override
    public Optional<Asker> current(String account) {
        return open(account).filter(known -> !known.mustChange()).map(known -> asker(known, Optional.empty()));
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
        accounts.changeOwn(seen, old, fresh, settings.age().history(), cookie);
        firstAdmin.changed(account);
        LOG.info("A password was changed, and other sessions and all tokens ended with it, account={}", account);
    }

    /** By who shows a code of it; guessing is slowed as it is for passwords. */
    void endFactor(Account account, String code, String remote) {
        long pause = brake.enter(account.name(), remote);
        if (pause > 0) {
            throw Refused.braked(pause);
        }
        Factor factor = factors.of(account.name()).orElseThrow(Refused::noFactor);
        if (!factors.opens(factor, code)) {
            throw Refused.wrongCode();
        }
        brake.succeeded(account.name(), remote);
        factors.remove(account.name(), Deeds.factor("session.factor-off", account));
        LOG.info("A second factor was taken off by its owner, account={}", account.name());
    }

    KeyBoard keys() {
        return shelf.keys();
    }

    /** For somebody who has lost it; who may reset the password may do this. */
    void resetFactor(Asker by, String name) {
        Account account = accounts.mayBeReset(by, name);
        factors.of(name)
                .flatMap(there -> KeyGiven.of(by, account, clock.instant(), false))
                .ifPresent(shelf::note);
        if (factors.remove(name, Deeds.factorReset(by, account))) {
            LOG.info("A second factor was reset, account={} by={}", name, by.account());
        }
    }

    /**
     * Ends everything by which somebody came in as this account. Who changes a password may do it because somebody else
     * came in: what that somebody made must end as well.
     */
    private void expel(String account, Optional<String> exceptCookie) {
        sessions.forget(account, exceptCookie);
        tokens.forget(account);
        brake.unlock(account);
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
            return tokens.make(Doer.of(by), owner, name, expiresAt, permissions);
        });
    }

    Instant now() {
        return clock.instant();
    }

    Factors factors() {
        return factors;
    }

    AccessSettings settings() {
        return settings;
    }

    AccessShelf shelf() {
        return shelf;
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
