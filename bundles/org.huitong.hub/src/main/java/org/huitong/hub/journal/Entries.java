// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.message.Unavailable;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;

/** Lines that were read back, as readers are told of them. */
final class Entries {
    private Entries() {}

    /**
     * @param all every line of the message, or this one alone where there is no more to it
     * @param marking null where there is no more to the message than this line
     */
    static Entry of(LogReader.Row row, List<LogReader.Row> all, Marking marking) {
        LogReader.Opened o = row.opened();
        Entry.Liveness liveness = Batch.liveness(row.sentAt(), row.receivedAt());
        if (row.isForgetting()) {
            return new Entry.Forgotten(row.seq(), row.firstSeq(), Entry.Liveness.LATE, row.id(), row.delivery());
        }
        if (o.unavailable().isPresent()) {
            return unreadable(row, liveness, o.unavailable().get());
        }
        if (row.isRecall()) {
            return new Entry.Recalled(
                    row.seq(), row.firstSeq(), liveness, o.recall().get());
        }
        if (row.isVersion()) {
            return new Entry.Said(
                    row.seq(),
                    row.firstSeq(),
                    liveness,
                    o.message().get(),
                    row.version(),
                    all.stream().anyMatch(LogReader.Row::recalled),
                    row.receivedAt(),
                    o.findings(),
                    marking == null ? Mark.among(o.findings()) : marking.marks());
        }
        return found(row, liveness, all, marking);
    }

    private static Entry found(LogReader.Row row, Entry.Liveness liveness, List<LogReader.Row> all, Marking marking) {
        Map<Long, LogReader.Row> lines =
                all.stream().collect(Collectors.toMap(LogReader.Row::seq, Function.identity()));
        LogReader.Row about = lines.get(row.isByHand() ? marking.current() : row.about());
        if (about == null || about.opened().unavailable().isPresent()) {
            Unavailable why = about == null
                    ? new Unavailable(
                            Unavailable.Reason.UNREADABLE,
                            LocalText.of("日志里没有被判断的那条消息。", "The message that was judged is not in the log."))
                    : about.opened().unavailable().get();
            return unreadable(row, liveness, why);
        }
        Finding finding = row.opened().findings().get(0);
        Optional<Finding> before = before(row, finding, about, all);
        Set<Mark> marks = marking.marks();
        return new Entry.Found(
                row.seq(),
                row.firstSeq(),
                finding.isByHand() ? Entry.Liveness.LIVE : before.isPresent() ? Entry.Liveness.LATE : liveness,
                about.opened().message().orElseThrow(),
                before,
                finding,
                marks);
    }

    /** What the same stage had found about the same version, or what had been said by hand, until that line. */
    private static Optional<Finding> before(
            LogReader.Row row, Finding finding, LogReader.Row about, List<LogReader.Row> all) {
        return all.stream()
                .filter(r -> r.isFinding() && r.seq() < row.seq())
                .filter(r -> finding.isByHand() ? r.isByHand() : !r.isByHand() && r.about() == about.seq())
                .sorted(Comparator.comparingLong(LogReader.Row::seq).reversed())
                .flatMap(r -> r.opened().findings().stream())
                .filter(f -> f.stage().equals(finding.stage()))
                .findFirst()
                .or(() -> about.opened().findings().stream()
                        .filter(f -> f.stage().equals(finding.stage()))
                        .findFirst());
    }

    private static Entry unreadable(LogReader.Row row, Entry.Liveness liveness, Unavailable why) {
        return new Entry.Unreadable(row.seq(), row.firstSeq(), liveness, row.id(), why);
    }
}
