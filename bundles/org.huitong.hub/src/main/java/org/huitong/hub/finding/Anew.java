// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.finding;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.huitong.api.finding.Findings.Refused;
import org.huitong.api.finding.Findings.Step;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Stage;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.LogReader;
import org.huitong.hub.journal.Marking;
import org.huitong.hub.stage.Predecessors;
import org.huitong.hub.stage.StageBench;
import org.huitong.hub.stage.StageSeat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a stage judge a piece of the log again. A finding with the same marks is no other finding, though it be of a newer
 * snapshot: the log does not grow for it. A version that the stage still owes is left to those who make up findings.
 */
final class Anew {
    private static final Logger LOG = LoggerFactory.getLogger(Anew.class);
    private static final int AT_ONCE = 200;

    private final Journal journal;
    private final StageBench bench;
    private final InstantSource clock;

    Anew(Journal journal, StageBench bench, InstantSource clock) {
        this.journal = journal;
        this.bench = bench;
        this.clock = clock;
    }

    /** @param write writes drafts and tells how many became lines of the log */
    Step judge(String stage, long after, long upTo, boolean only, ToIntFunction<List<Draft>> write) {
        StageSeat seat = bench.seat(stage).filter(StageSeat::present).orElseThrow(() -> away(stage));
        Stage.Judge judge = judge(seat);
        List<Entry> lines = journal.after(after, AT_ONCE).stream()
                .filter(entry -> entry.seq() <= upTo)
                .toList();
        List<Entry.Said> versions = lines.stream()
                .filter(Entry.Said.class::isInstance)
                .map(Entry.Said.class::cast)
                .toList();
        Map<MessageId, Marking> markings = markings(versions);
        Map<Long, Map<String, Optional<Finding>>> basis = new Predecessors(seat, bench, journal).about(versions);
        Effects effects = new Effects();
        List<Draft> drafts = new ArrayList<>();
        for (Entry.Said version : versions) {
            Marking marking = markings.get(version.id());
            Optional<Finding> before = marking == null ? Optional.empty() : marking.of(version.seq(), stage);
            if (before.isEmpty()) {
                continue;
            }
            effects.look();
            find(seat, judge, version, Predecessors.told(basis.get(version.seq())))
                    .filter(finding -> !finding.marks().equals(before.get().marks()))
                    .ifPresent(finding -> {
                        effects.change(marking, () -> marking.found(version.seq(), Long.MAX_VALUE, finding));
                        // What it replaces belongs to what it was made of: one of a newer snapshot is not overwritten.
                        Map<String, Optional<Finding>> of = new HashMap<>(basis.get(version.seq()));
                        of.put(stage, before);
                        drafts.add(
                                journal.scribe().found(version, finding, of, bench.successors(stage), clock.instant()));
                    });
        }
        OptionalLong place = lines.isEmpty() || lines.get(lines.size() - 1).seq() >= upTo
                ? OptionalLong.empty()
                : OptionalLong.of(lines.get(lines.size() - 1).seq());
        return only ? effects.step(place) : effects.step(place, write.applyAsInt(drafts));
    }

    private Map<MessageId, Marking> markings(List<Entry.Said> versions) {
        List<MessageId> ids = versions.stream().map(Entry.Said::id).distinct().toList();
        return journal.transactions().read(connection -> journal.log().ofMessages(connection, ids)).stream()
                .collect(Collectors.groupingBy(
                        LogReader.Row::id, Collectors.collectingAndThen(Collectors.toList(), Marking::of)));
    }

    private static Stage.Judge judge(StageSeat seat) {
        try {
            return seat.judge();
        } catch (RuntimeException | Error e) {
            LOG.debug("A stage is not ready to judge anew stage={}", seat.name(), Unquoted.of(e));
            throw away(seat.name());
        }
    }

    /** Empty where it breaks on this message: then what was found stays. */
    private static Optional<Finding> find(StageSeat seat, Stage.Judge judge, Entry.Said version, List<Finding> before) {
        try {
            return Optional.of(seat.find(judge, version.message(), before));
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "A stage failed on a message that it was to judge anew stage={} message={}",
                    seat.name(),
                    version.id(),
                    Unquoted.of(e));
            return Optional.empty();
        }
    }

    private static Refused away(String stage) {
        return new Refused(
                LocalText.of("负责判断的扩展现在不在（" + stage + "）。", "The extension that judges is away now (" + stage + ")."));
    }
}
