// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.text.LocalText;

/**
 * A time in which nothing could come in by an account, and what becomes of what was said meanwhile: by what its platform
 * documents, never by hope.
 *
 * @param began the last moment at which it was seen to be there
 * @param ended empty while it lasts
 * @param hub whether it was the hub that was away
 * @param until when the last of it will have come, where its platform pushes it again
 */
public record Gap(
        String account,
        Instant began,
        Optional<Instant> ended,
        boolean hub,
        Fate fate,
        Optional<Instant> until,
        Optional<LocalText> why) {
    /** Messages that were tried at its end may be tried once more just after it. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final LocalText AGAIN = LocalText.of("平台重推期间又断开了", "it was away again while its platform pushed it");

    /** What becomes of it, the better first. */
    public enum Fate {
        CLOSED("closed", LocalText.of("已从断开处接着取", "taken up where it had come to")),
        REPEATED(
                "repeated",
                LocalText.of("在平台的重推期限之内，都已重推", "within the time in which its platform pushes all of it again")),
        COMING("coming", LocalText.of("平台正在重推", "its platform is pushing it again")),
        OPEN("open", LocalText.of("尚未恢复", "not over yet")),
        UNKNOWN("unknown", LocalText.of("其间平台是否都已重推未知", "whether its platform pushed all of it again is unknown")),
        LOST("lost", LocalText.of("其间的消息可能补不回来", "what was said meanwhile may be had no more"));

        private final String word;
        private final LocalText told;

        Fate(String word, LocalText told) {
            this.word = word;
            this.told = told;
        }

        /** The word used in JSON and on the shelf. */
        public String word() {
            return word;
        }

        public LocalText told() {
            return told;
        }

        static Fate ofWord(String word) {
            return Arrays.stream(values())
                    .filter(fate -> fate.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Gap open(String account, Instant began, boolean hub) {
        return new Gap(account, began, Optional.empty(), hub, Fate.OPEN, Optional.empty(), Optional.empty());
    }

    /** Over by then; what its platform does for what it could not bring decides what became of it. */
    Gap over(Instant end, Redelivery redelivery) {
        Duration lasted = Duration.between(began, end);
        if (redelivery instanceof Redelivery.Kept kept) {
            return kept.time().filter(time -> lasted.compareTo(time) > 0).isPresent()
                    ? ended(end, Fate.LOST, kept(kept.time().orElseThrow()))
                    : ended(end, Fate.CLOSED, Optional.empty());
        }
        if (redelivery instanceof Redelivery.Retried retried) {
            return lasted.compareTo(retried.last()) < 0
                    ? new Gap(
                            account,
                            began,
                            Optional.of(end),
                            hub,
                            Fate.COMING,
                            Optional.of(end.plus(retried.pause()).plus(SLACK)),
                            Optional.empty())
                    : ended(end, Fate.LOST, tried(retried.last()));
        }
        if (redelivery instanceof Redelivery.Lost lost) {
            return ended(end, Fate.LOST, Optional.of(lost.why()));
        }
        return ended(end, Fate.UNKNOWN, Optional.of(((Redelivery.Unknown) redelivery).why()));
    }

    private Gap ended(Instant end, Fate became, Optional<LocalText> because) {
        return new Gap(account, began, Optional.of(end), hub, became, Optional.empty(), because);
    }

    private static Optional<LocalText> kept(Duration time) {
        return Optional.of(LocalText.of(
                "平台只保留 " + time.toDays() + " 天", "its platform keeps it for " + time.toDays() + " days alone"));
    }

    private static Optional<LocalText> tried(Duration last) {
        String zh = last.toHours() > 0 ? last.toHours() + " 小时" : last.toSeconds() + " 秒";
        String en = last.toHours() > 0 ? last.toHours() + " hours" : last.toSeconds() + " seconds";
        return Optional.of(
                LocalText.of("平台最多重推约 " + zh, "its platform pushes again for about " + en + " and no longer"));
    }

    /** As it stands once the last of it has come; the same before. */
    Gap settled(Instant now) {
        return fate == Fate.COMING
                        && until.filter(moment -> !moment.isAfter(now)).isPresent()
                ? new Gap(account, began, ended, hub, Fate.REPEATED, Optional.empty(), Optional.empty())
                : this;
    }

    /** Another one has begun before the last of this one had come: what was pushed into that nobody can tell. */
    Gap overtaken() {
        return fate == Fate.COMING
                ? new Gap(account, began, ended, hub, Fate.UNKNOWN, Optional.empty(), Optional.of(AGAIN))
                : this;
    }

    /** How much of it lies between these moments; until now where it lasts. */
    Duration within(Instant from, Instant to, Instant now) {
        Instant first = began.isAfter(from) ? began : from;
        Instant end = ended.orElse(now);
        Instant last = end.isBefore(to) ? end : to;
        return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
    }
}
