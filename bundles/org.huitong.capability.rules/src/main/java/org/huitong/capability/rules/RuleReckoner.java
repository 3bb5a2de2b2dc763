// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.clock.Clock;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.store.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts on which messages rules fire, and has those in shadow look on: they judge here, behind the commit, so that
 * nothing of what they say is a finding, and nobody is told or given work by it.
 */
@Component
@ReaderName(reader = "rule-figures", reader_awaits = "rules", reader_whole = true)
public final class RuleReckoner implements Reader {
    private final RuleKeeper keeper;
    private final Clock clock;

    @Activate
    public RuleReckoner(
            @Reference RuleKeeper keeper, @Reference Clock clock, @Reference(target = "(schema=rules)") Schema tables) {
        this(keeper, clock);
    }

    RuleReckoner(RuleKeeper keeper, Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        Optional<RuleBook> book = keeper.stage().inForce();
        if (book.isEmpty()) {
            // As it is for a moment behind the start: of what came then nothing is counted.
            return;
        }
        Map<Counted, int[]> counts = new HashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said
                    && said.version() == 1
                    && said.liveness() != Liveness.REPLAYED
                    && !said.message().sender().isOurs()) {
                count(transaction, said, book.get(), counts);
            }
        }
        for (Map.Entry<Counted, int[]> one : counts.entrySet()) {
            Counted counted = one.getKey();
            Reckoning.count(transaction, counted.rule(), counted.day(), one.getValue()[0], one.getValue()[1]);
        }
    }

    private void count(Connection transaction, Entry.Said said, RuleBook book, Map<Counted, int[]> counts)
            throws SQLException {
        LocalDate day = LocalDate.ofInstant(said.receivedAt(), clock.zone());
        for (long rule : book.named(said.marks())) {
            counts.computeIfAbsent(new Counted(rule, day), c -> new int[2])[0]++;
        }
        if (book.shadow().isPresent()) {
            RuleBook shadow = book.shadow().get();
            Set<Long> would = shadow.named(shadow.judge(said.message()));
            for (long rule : would) {
                counts.computeIfAbsent(new Counted(rule, day), c -> new int[2])[1]++;
                Reckoning.sample(
                        transaction, rule, said.firstSeq(), said.message().id());
            }
        }
    }

    /** What one number is of. */
    private record Counted(long rule, LocalDate day) {}
}
