// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.LineKeeper;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.ReceiptBook;
import org.huitong.api.keeping.Admittance;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.intake.IntakeClerk;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.stage.StageBench;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the lines of all accounts whose connectors have one, and makes the rounds to those that have to be asked: never two of one account, and none beyond its connector. */
@Component(service = Operator.class, immediate = true)
public final class Operator {
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
    /** A connector that leaves is held up for so long: its bundle must not go before its thread has. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final AccountBook book;
    private final LineTray.Gear gear;
    private final Duration firstWait;
    private final ExecutorService judges = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "huitong-line-judge");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<AccountName, OpenLine> lines = new HashMap<>();
    private final AutoCloseable watch;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ReceiptBook receipts;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Admittance admittance;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Errands errands;

    @Activate
    public Operator(
            @Reference AccountBook book,
            @Reference Journal journal,
            @Reference StageBench bench,
            @Reference DeadLetterClerk deadLetters,
            @Reference Clock clock) {
        this(book, journal, bench, deadLetters, clock, FIRST_WAIT);
    }

    Operator(
            AccountBook book,
            Journal journal,
            StageBench bench,
            DeadLetterClerk deadLetters,
            InstantSource clock,
            Duration firstWait) {
        this.book = book;
        this.firstWait = firstWait;
        IntakeClerk clerk = new IntakeClerk(journal, deadLetters, () -> Optional.ofNullable(receipts));
        Sifting sifting = new Sifting(() -> Optional.ofNullable(admittance));
        this.gear = new LineTray.Gear(clerk, bench, new Bookmarks(journal.transactions()), judges, clock, sifting);
        this.watch = book.watch((account, there) -> look(account));
        book.all().forEach(account -> look(account.name()));
    }

    @Deactivate
    public void close() {
        try {
            watch.close();
        } catch (Exception e) {
            LOG.warn("The accounts are still watched", e);
        }
        synchronized (lines) {
            lines.values().forEach(line -> line.end(PATIENCE));
            lines.clear();
        }
        judges.shutdown();
    }

    /** Whoever tells of a connector that leaves waits until its line is down. */
    private void look(AccountName name) {
        synchronized (lines) {
            Optional<ConnectedAccount> account = book.find(name);
            Optional<Connector> connector = account.flatMap(ConnectedAccount::connector);
            OpenLine open = lines.get(name);
            if (open != null && connector.filter(c -> c == open.keeper()).isEmpty()) {
                lines.remove(name);
                open.end(PATIENCE);
            }
            if (!lines.containsKey(name)) {
                connector.flatMap(c -> line(account.orElseThrow(), c)).ifPresent(line -> {
                    lines.put(name, line);
                    line.begin();
                });
            }
        }
    }

    private Optional<OpenLine> line(ConnectedAccount account, Connector connector) {
        if (connector instanceof Poller poller && poller.polls()) {
            Lamp lamp = connector instanceof CallbackReceiver ? Lamp.beside(account) : Lamp.of(account);
            Rounds.Way way = new Rounds.Way(account.name(), () -> Optional.ofNullable(errands));
            return Optional.of(
                    new OpenLine(account, poller, lamp, () -> Optional.of(new Rounds(poller, way)), gear, firstWait));
        }
        if (connector instanceof LineKeeper keeper) {
            return Optional.of(new OpenLine(account, keeper, Lamp.of(account), keeper::line, gear, firstWait));
        }
        return Optional.empty();
    }
}
