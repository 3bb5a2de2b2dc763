// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.LogReader;
import org.huitong.hub.journal.Marking;

/** What the stages before one found about messages that are in the log, as it stands when it is asked. */
public final class Predecessors {
    private final StageSeat seat;
    private final StageBench bench;
    private final Journal journal;

    public Predecessors(StageSeat seat, StageBench bench, Journal journal) {
        this.seat = seat;
        this.bench = bench;
        this.journal = journal;
    }

    /** Up to where the log may be judged: where one of them owes a finding, it is waited for. */
    long nothingOwedBefore() {
        List<String> before = before();
        if (before.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return journal.transactions().read(connection -> {
            long first = Long.MAX_VALUE;
            for (String stage : before) {
                if (bench.isAwaited(stage)) {
                    first = Math.min(first, Debts.first(connection, stage));
                }
            }
            return first;
        });
    }

    private List<String> before() {
        return seat.after().isEmpty() ? List.of() : bench.predecessors(seat.name());
    }

    /** Of each of these lines what each predecessor found about it. */
    public Map<Long, Map<String, Optional<Finding>>> about(Collection<Entry.Said> said) {
        Map<Long, Map<String, Optional<Finding>>> about = new HashMap<>();
        List<String> before = before();
        if (before.isEmpty()) {
            said.forEach(one -> about.put(one.seq(), Map.of()));
            return about;
        }
        Set<MessageId> ids = said.stream().map(Entry.Said::id).collect(Collectors.toSet());
        Map<MessageId, List<LogReader.Row>> rows =
                journal.transactions().read(connection -> journal.log().ofMessages(connection, ids)).stream()
                        .collect(Collectors.groupingBy(LogReader.Row::id));
        for (Entry.Said one : said) {
            Marking marking = Marking.of(rows.getOrDefault(one.id(), List.of()));
            Map<String, Optional<Finding>> of = new TreeMap<>();
            before.forEach(stage -> of.put(stage, marking.of(one.seq(), stage)));
            about.put(one.seq(), of);
        }
        return about;
    }

    /** As a stage is told of them. */
    public static List<Finding> told(Map<String, Optional<Finding>> about) {
        return about.values().stream().flatMap(Optional::stream).toList();
    }
}
