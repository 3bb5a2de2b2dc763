// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Gap;
import org.huitong.capability.monitor.gauge.Gap.Fate;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.gauge.Ledger;
import org.huitong.capability.monitor.gauge.Norm;
import org.huitong.capability.monitor.gauge.Standing;
import org.huitong.capability.monitor.gauge.State;

/** What the page and programs read of the monitor. */
final class MonitorJson {
    private static final Comparator<Standing> ORDER =
            Comparator.comparing(Standing::gauge).thenComparing(Standing::subject);

    private MonitorJson() {}

    /**
     * Everything that is measured.
     *
     * @param state the worst of all; bad where nobody has looked for a while, whatever was seen then
     * @param measuredAt when it was looked at last; absent before the first minute
     */
    public record Sheet(String state, Optional<Instant> measuredAt, boolean stale, List<Item> items) {
        /** The hub looks each minute; what is older than this says nothing of now. */
        static final Duration FRESH = Duration.ofMinutes(3);

        static Sheet of(Map<String, Standing> standings, Map<Gauge, Norm> norms, Instant now) {
            Optional<Instant> measured =
                    standings.values().stream().map(Standing::measuredAt).max(Comparator.naturalOrder());
            boolean stale = measured.filter(at -> at.plus(FRESH).isBefore(now)).isPresent();
            State worst = standings.values().stream()
                    .map(Standing::state)
                    .max(Comparator.naturalOrder())
                    .orElse(State.WARNING);
            return new Sheet(
                    (stale ? State.BAD : worst).word(),
                    measured,
                    stale,
                    standings.values().stream()
                            .sorted(ORDER)
                            .map(s -> Item.of(s, norms.get(s.gauge())))
                            .toList());
        }
    }

    /**
     * A line of the sheet.
     *
     * @param normal as people write it: {@code ≤ 5 s}
     * @param since when it came to this state
     * @param remedy what to do beyond the norm
     * @param cause what is behind the figure
     * @param item what is measured; {@code subject} says of what
     * @param page where it is done, in the shell
     * @param incident the incident of its breach, as long as that is not over
     */
    public record Item(
            String name,
            double value,
            String unit,
            String normal,
            String state,
            Instant since,
            LocalText remedy,
            Optional<LocalText> cause,
            String gauge,
            String subject,
            LocalText item,
            LocalText frequency,
            String owner,
            String page,
            Instant measuredAt,
            Optional<String> incident) {
        static Item of(Standing standing, Norm norm) {
            Gauge gauge = standing.gauge();
            return new Item(
                    standing.name(),
                    standing.value(),
                    gauge.unit(),
                    gauge.normal(norm.limits()),
                    standing.state().word(),
                    standing.since(),
                    gauge.handling(),
                    standing.cause(),
                    gauge.word(),
                    standing.subject(),
                    gauge.item(),
                    gauge.frequency(),
                    norm.owner(),
                    gauge.page(),
                    standing.measuredAt(),
                    standing.incident());
        }
    }

    /** What is normal of one gauge, as it is read and written. */
    public record NormJson(
            String gauge,
            Integer version,
            LocalText item,
            String unit,
            boolean least,
            Double near,
            Double norm,
            String owner,
            List<String> tell) {
        static NormJson of(Norm norm) {
            Gauge gauge = norm.gauge();
            return new NormJson(
                    gauge.word(),
                    norm.version(),
                    gauge.item(),
                    gauge.unit(),
                    norm.limits().least(),
                    norm.limits().near(),
                    norm.limits().norm(),
                    norm.owner(),
                    norm.tell());
        }
    }

    public record NormList(List<NormJson> items) {
        static NormList of(Map<Gauge, Norm> norms) {
            return new NormList(
                    Stream.of(Gauge.values()).map(norms::get).map(NormJson::of).toList());
        }
    }

    /** What came of each account on one day. */
    public record GapList(LocalDate day, List<DayJson> items) {}

    /**
     * One account on one day.
     *
     * @param state {@code whole} where it was never away, else the worst of what became of its gaps: {@code closed},
     *     {@code repeated}, {@code coming}, {@code open}, {@code unknown}, {@code lost}
     * @param told the same in words, as the daily report has it
     * @param askedBack how many of those taken in had failed to be pushed and were asked back; null where nobody asks
     */
    public record DayJson(
            String account,
            long taken,
            long refused,
            long deadLetters,
            int outages,
            int outageMinutes,
            String state,
            LocalText told,
            Long askedBack,
            List<GapJson> gaps) {
        static DayJson of(Ledger.Line line, List<Gap> gaps) {
            return new DayJson(
                    line.account(),
                    line.counted().taken(),
                    line.counted().refused(),
                    line.counted().dead(),
                    line.outages(),
                    line.outageMinutes(),
                    line.worst(gaps).map(Fate::word).orElse("whole"),
                    line.told(gaps),
                    line.asked() ? line.counted().askedBack() : null,
                    gaps.stream().map(GapJson::of).toList());
        }
    }

    /**
     * A time in which nothing could come in.
     *
     * @param from the last moment at which the account was seen to be there
     * @param to absent while it lasts
     * @param hub whether the hub itself was away
     * @param until when the last of it will have been pushed again
     */
    public record GapJson(
            Instant from,
            Optional<Instant> to,
            boolean hub,
            String state,
            Optional<Instant> until,
            Optional<LocalText> why) {
        static GapJson of(Gap gap) {
            return new GapJson(gap.began(), gap.ended(), gap.hub(), gap.fate().word(), gap.until(), gap.why());
        }
    }

    /** The past of one reading. */
    public record Past(String name, String unit, double near, double norm, List<Stretch> items) {}

    /** @param mean of the measurements in it */
    public record Stretch(Instant at, double least, double mean, double most) {
        static Stretch of(History.Stretch stretch) {
            return new Stretch(stretch.begins(), stretch.least(), stretch.mean(), stretch.most());
        }
    }
}
