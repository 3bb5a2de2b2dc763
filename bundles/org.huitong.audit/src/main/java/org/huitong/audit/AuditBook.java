// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Perspective;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Outcome;
import org.huitong.api.audit.Sight;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes down deeds and reads; the {@link Sealer} gives them their place in the chain. */
@Component(service = Audit.class)
public final class AuditBook implements Audit {
    static final byte[] WORDS = "audit-words".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_SIGHTINGS = 200_000;
    private static final int LONGEST_ACCOUNT = 64;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_THING = 400;
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_WORDS = 1000;

    private final Transactions transactions;
    private final Vault vault;
    private final InstantSource clock;
    private final Sightings<Look> sightings;
    private final Gathering gathering;

    @Activate
    public AuditBook(
            @Reference Transactions transactions,
            @Reference(target = "(schema=audit)") Schema tables,
            @Reference Vault vault,
            @Reference Clock clock) {
        this(transactions, vault, clock);
    }

    AuditBook(Transactions transactions, Vault vault, InstantSource clock) {
        this.transactions = transactions;
        this.vault = vault;
        this.clock = clock;
        this.sightings = new Sightings<>(System::nanoTime, MOST_SIGHTINGS);
        this.gathering = new Gathering(entries -> transactions.write(connection -> {
            insert(connection, entries);
            return null;
        }));
    }

    @Override
    public void note(Connection transaction, Deed deed) throws SQLException {
        insert(transaction, List.of(entry(deed)));
    }

    @Override
    public void note(Deed deed) {
        gathering.keep(List.of(entry(deed)));
    }

    @Override
    public void reading(Asker by, String verb, Collection<Sight> sights) {
        boolean takenOut = verb.equals(Permissions.EXPORT);
        Optional<String> eyes = by.perspective().map(Perspective::account);
        List<Sight> fresh = new ArrayList<>();
        for (Sight sight : sights) {
            if (sightings.isNew(by.account(), new Look(sight.message(), takenOut, eyes))) {
                fresh.add(sight);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        long now = clock.instant().toEpochMilli();
        Doer doer = Doer.of(by);
        gathering.keep(fresh.stream()
                .flatMap(sight -> concerned(by, sight)
                        .map(whose -> new Entry(
                                now,
                                brief(doer.account(), LONGEST_ACCOUNT),
                                brief(doer.name(), LONGEST_NAME),
                                verb,
                                "message:" + sight.message().value(),
                                "",
                                whose.orElse(null),
                                Outcome.DONE.word(),
                                null,
                                null,
                                null)))
                .toList());
        // Only what is kept counts as noted: where that failed, the next look is noted again.
        fresh.forEach(sight -> sightings.add(by.account(), new Look(sight.message(), takenOut, eyes)));
    }

    /** Who said it; and through whose eyes it is seen, since they are to know of it just as well. */
    private static Stream<Optional<String>> concerned(Asker by, Sight sight) {
        Optional<String> seer = by.perspective().flatMap(Perspective::person);
        return seer.isEmpty()
                ? Stream.of(sight.whose())
                : Stream.of(sight.whose(), seer).distinct();
    }

    /** Whoever has just looked at a message and takes it out, or sees it as another, has done another thing. */
    private record Look(MessageId message, boolean takenOut, Optional<String> eyes) {}

    private Entry entry(Deed deed) {
        return new Entry(
                clock.instant().toEpochMilli(),
                brief(deed.by().account(), LONGEST_ACCOUNT),
                brief(deed.by().name(), LONGEST_NAME),
                deed.verb(),
                brief(deed.thing().word(), LONGEST_THING),
                brief(deed.thing().name(), LONGEST_THING),
                deed.whose().orElse(null),
                deed.outcome().word(),
                deed.difference().map(d -> brief(d.before(), LONGEST_TEXT)).orElse(null),
                deed.difference().map(d -> brief(d.after(), LONGEST_TEXT)).orElse(null),
                deed.words().map(this::seal).orElse(null));
    }

    private static String brief(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private String seal(String words) {
        Sealed sealed = vault.seal("audit", brief(words, LONGEST_WORDS).getBytes(StandardCharsets.UTF_8), WORDS);
        HexFormat hex = HexFormat.of();
        return sealed.key() + ":" + hex.formatHex(sealed.wrapped()) + ":" + hex.formatHex(sealed.text());
    }

    private static void insert(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO audit_waiting (" + Entry.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Entry entry : entries) {
                entry.bind(insert, 1);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
