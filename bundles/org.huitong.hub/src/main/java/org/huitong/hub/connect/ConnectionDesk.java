// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.operation.Configurations;
import org.huitong.api.operation.Connections;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where accounts are connected. What is entered goes to Config Admin sealed, as from the web console, and from there into
 * {@code conf/}. The deed is noted first: files and framework have no part in a transaction, and a note of something that
 * failed says so in a second one, while a change that nobody noted would stay unknown.
 */
@Component(service = Connections.class)
public final class ConnectionDesk implements Connections {
    private static final String THING = "connector";

    private final Kinds kinds;
    private final Configurations configurations;
    private final AccountBook accounts;
    private final Audit audit;

    @Activate
    public ConnectionDesk(
            @Reference Kinds kinds,
            @Reference Configurations configurations,
            @Reference AccountBook accounts,
            @Reference Audit audit) {
        this.kinds = kinds;
        this.configurations = configurations;
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    public List<Kind> kinds() {
        return kinds.all().stream().map(Kinds.Known::kind).toList();
    }

    @Override
    public Optional<Entered> entered(String platform, String account) {
        return at(platform, account).flatMap(known -> {
            String pid = pid(known, account);
            boolean paused = configurations.isLaidAside(pid);
            return configurations.read(pid).map(settings -> new Sheet(known.kind(), settings).entered(account, paused));
        });
    }

    @Override
    public synchronized Outcome connect(Asker by, String kind, String account, Map<String, Optional<String>> settings) {
        Optional<Kinds.Known> known = kinds.find(kind);
        if (known.isEmpty()) {
            return new Outcome.Unknown();
        }
        Sheet sheet = new Sheet(known.get().kind(), Map.of());
        sheet.write(settings);
        Sheet.misnamed(account).ifPresent(misnamed -> sheet.wrong().put("account", misnamed));
        if (!sheet.wrong().isEmpty()) {
            return new Outcome.Wrong(Map.copyOf(sheet.wrong()));
        }
        if (isTaken(known.get(), account)) {
            return new Outcome.Taken();
        }
        String pid = pid(known.get(), account);
        return noted(
                Deed.done(
                                Deed.Doer.of(by),
                                Permissions.CONNECT,
                                thing(known.get().kind().platform(), account))
                        .changing("", sheet.shown()),
                () -> {
                    configurations.write(pid, sheet.settings());
                    return true;
                });
    }

    @Override
    public synchronized Outcome change(
            Asker by, String platform, String account, Map<String, Optional<String>> settings) {
        Optional<Kinds.Known> known = at(platform, account);
        String pid = known.map(kind -> pid(kind, account)).orElse("");
        Optional<Map<String, List<String>>> before = configurations.read(pid);
        if (known.isEmpty() || before.isEmpty()) {
            return new Outcome.Unknown();
        }
        Sheet sheet = new Sheet(known.get().kind(), before.get());
        String shown = sheet.shown();
        sheet.write(settings);
        if (!sheet.wrong().isEmpty()) {
            return new Outcome.Wrong(Map.copyOf(sheet.wrong()));
        }
        return noted(
                Deed.done(Deed.Doer.of(by), Permissions.CONNECT, thing(platform, account))
                        .changing(shown, sheet.shown()),
                () -> {
                    configurations.write(pid, sheet.settings());
                    return true;
                });
    }

    @Override
    public synchronized Outcome pause(Asker by, String platform, String account) {
        return moved(by, platform, account, false, configurations::layAside);
    }

    @Override
    public synchronized Outcome resume(Asker by, String platform, String account) {
        return moved(by, platform, account, true, configurations::takeUp);
    }

    /** @param paused what it must be before; where it is otherwise, there is nothing to be done */
    private Outcome moved(Asker by, String platform, String account, boolean paused, Move move) {
        Optional<String> pid = at(platform, account).map(known -> pid(known, account));
        if (pid.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (configurations.isLaidAside(pid.get()) != paused) {
            return new Outcome.Done();
        }
        return noted(
                Deed.done(Deed.Doer.of(by), Permissions.CONNECT, thing(platform, account))
                        .changing(paused ? "paused" : "in use", paused ? "in use" : "paused"),
                () -> move.make(pid.get()));
    }

    @Override
    public synchronized Outcome remove(Asker by, String platform, String account) {
        Optional<Kinds.Known> known = at(platform, account);
        String pid = known.map(kind -> pid(kind, account)).orElse("");
        if (known.isEmpty()) {
            return new Outcome.Unknown();
        }
        String before = configurations
                .read(pid)
                .map(settings -> new Sheet(known.get().kind(), settings).shown())
                .orElse("");
        return noted(
                Deed.done(Deed.Doer.of(by), Permissions.CONNECT, thing(platform, account))
                        .changing(before, ""),
                () -> {
                    configurations.remove(pid);
                    accounts.gone(pid);
                    return true;
                });
    }

    /** The kind of an account that is there: a platform and an account are one, whichever connector serves them. */
    private Optional<Kinds.Known> at(String platform, String account) {
        return kinds.all().stream()
                .filter(known -> known.kind().platform().equals(platform))
                .filter(known -> configurations.holds(pid(known, account)))
                .findFirst();
    }

    /** Names that differ in case alone are one file on some machines. */
    private boolean isTaken(Kinds.Known known, String account) {
        return configurations.holds(pid(known, account))
                || accounts.all().stream()
                        .map(one -> one.name())
                        .anyMatch(name -> name.platform().equals(known.kind().platform())
                                && name.account().equalsIgnoreCase(account));
    }

    private Outcome noted(Deed deed, Act act) {
        audit.note(deed);
        boolean carriedOut = false;
        try {
            carriedOut = act.carryOut();
        } catch (IOException e) {
            throw new UncheckedIOException("the settings of an account could not be kept", e);
        } finally {
            if (!carriedOut) {
                audit.note(Deed.failed(deed.by(), deed.verb(), deed.thing()));
            }
        }
        return carriedOut ? new Outcome.Done() : new Outcome.Busy();
    }

    private static Deed.Thing thing(String platform, String account) {
        return Deed.Thing.of(THING, new AccountName(platform, account).toString());
    }

    private static String pid(Kinds.Known known, String account) {
        return known.pid() + "~" + account;
    }

    private interface Act {
        /** @return false where nothing could be done now, and was not */
        boolean carryOut() throws IOException;
    }

    private interface Move {
        boolean make(String pid) throws IOException;
    }
}
