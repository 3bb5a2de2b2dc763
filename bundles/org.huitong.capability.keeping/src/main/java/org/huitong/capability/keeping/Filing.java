// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Transactions;
import org.huitong.capability.keeping.ArchivePlace.State.Ready;
import org.huitong.capability.keeping.ContainerShelf.Archived;
import org.huitong.capability.keeping.ContainerShelf.Container;
import org.huitong.capability.keeping.archive.ContainerWriter;
import org.huitong.capability.keeping.archive.RecordLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what is due by one rule into containers.
 *
 * <p>Why nothing counts as archived that cannot be read back: a container's number is written down before its first byte,
 * as one that is being written; only when all of it was read back are its messages written down as archived, in one
 * transaction. Whatever is found unfinished later is cleared away and begun anew.
 */
final class Filing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Filing.class);
    private static final int MOST_MESSAGES = 2_000;
    private static final long MOST_BYTES = 32L << 20;

    private final Desk desk;
    private final Transactions transactions;
    private final ContainerShelf shelf;
    private final Register register;
    private final Keeping keeping;
    private final KeptFiles files;
    private final Audit audit;
    private final Clock clock;
    private final Ready place;
    private final String run;
    private final Rule rule;

    private Container container;
    private ContainerWriter writer;
    private List<Archived> filed = new ArrayList<>();

    Filing(Desk desk, Ready place, String run, Rule rule) {
        this.desk = desk;
        this.transactions = desk.transactions();
        this.shelf = desk.shelf();
        this.register = desk.register();
        this.keeping = desk.keeping();
        this.files = desk.files();
        this.audit = desk.audit();
        this.clock = desk.clock();
        this.place = place;
        this.run = run;
        this.rule = rule;
    }

    /** What whoever archives and destroys works with. */
    record Desk(
            Transactions transactions,
            ContainerShelf shelf,
            Register register,
            Keeping keeping,
            KeptFiles files,
            Audit audit,
            Clock clock) {}

    /** Takes away whatever was begun and never came to its end. */
    static void clear(Desk desk, Ready place) throws IOException {
        for (Container unfinished : desk.transactions().read(desk.shelf()::unfinished)) {
            ContainerWriter.clear(place.medium(), unfinished.place());
            desk.transactions().write(connection -> {
                desk.shelf().dropped(connection, unfinished.id());
                return null;
            });
        }
    }

    /** @param messages any number of them */
    void add(List<MessageId> messages) throws IOException {
        for (int from = 0; from < messages.size(); from += Keeping.AT_ONCE) {
            for (Keeping.Kept kept :
                    keeping.open(messages.subList(from, Math.min(messages.size(), from + Keeping.AT_ONCE)))) {
                add(kept);
            }
        }
    }

    private void add(Keeping.Kept kept) throws IOException {
        if (writer == null) {
            begin();
        }
        RecordLine line = RecordLine.of(kept);
        int number = writer.messages();
        try {
            writer.add(line);
        } catch (ContainerWriter.Unreadable e) {
            // Nothing of it counts as archived, so it stays as it is until the file is brought back from a backup.
            LOG.warn(
                    "A message is not archived, for a file of it cannot be read message={} why={}",
                    kept.id(),
                    e.getMessage());
            return;
        }
        filed.add(new Archived(kept.seq(), kept.id(), container.id(), number, line.hash(), container.madeAt()));
        if (writer.messages() >= MOST_MESSAGES || writer.bytes() >= MOST_BYTES) {
            end();
        }
    }

    /** Writes down that a container is begun, under a name that nothing has. */
    static Container begin(Desk desk, Ready place, String run, long rule, Instant now) throws IOException {
        int year = now.atZone(desk.clock().zone()).getYear();
        Container container =
                desk.transactions().write(connection -> desk.shelf().begin(connection, run, rule, now, year));
        while (ContainerWriter.isTaken(place.medium(), container.place())) {
            // Of a hub whose database was brought back from an earlier day: what lies there stays.
            int taken = container.id();
            container = desk.transactions().write(connection -> {
                Container next = desk.shelf().begin(connection, run, rule, now, year);
                desk.shelf().dropped(connection, taken);
                return next;
            });
        }
        return container;
    }

    private void begin() throws IOException {
        Instant now = clock.instant();
        container = begin(desk, place, run, rule.id(), now);
        writer = new ContainerWriter(
                place.medium(),
                place.key(),
                new ContainerWriter.Label(
                        container.place(),
                        place.marker(),
                        now,
                        rule.id(),
                        rule.name(),
                        rule.keep().toString(),
                        rule.basis()),
                files);
        filed = new ArrayList<>();
    }

    /** Ends the container that is being written, if any. */
    void end() throws IOException {
        if (writer == null) {
            return;
        }
        ContainerWriter.Filed done = writer.end();
        writer = null;
        transactions.write(connection -> {
            shelf.kept(connection, container.id(), filed, done.bytes(), done.hash(), clock.instant());
            register.notices().put(connection, filed.stream().map(Archived::seq).toList(), rule.id(), clock.instant());
            register.count(connection, run, new Counts(filed.size(), 0, 0, 0, 0));
            note(connection, done.hash());
            return null;
        });
    }

    private void note(Connection connection, String hash) throws SQLException {
        audit.note(
                connection,
                Deed.done(
                                Doer.HUB,
                                "keeping.archive",
                                new Thing("container", Integer.toString(container.id()), container.place()))
                        .changing("", filed.size() + " messages\nmanifest sha256 " + hash));
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
