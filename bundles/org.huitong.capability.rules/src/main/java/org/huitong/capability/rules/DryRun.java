// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;

/**
 * What a rule would have found in messages of the past: counted, with a few of them to look at, and what would come of it.
 *
 * @see RuleDryRun the job that reads them
 */
final class DryRun {
    private static final int MOST_SAMPLES = 20;

    private final RuleBook book;
    private final Duration time;
    private final List<MessageId> samples = new ArrayList<>();
    private long looked;
    private long hits;
    private long urgent;

    /** @param time of how long the messages are */
    DryRun(Rule rule, Duration time) {
        this.book = RuleBook.of("dry-run", List.of(rule.inForce()));
        this.time = time;
    }

    void look(MessageId id, Message message) {
        looked++;
        var marks = book.judge(message);
        if (marks.stream().anyMatch(mark -> mark.kind() == Mark.Kind.RULE)) {
            hits++;
            urgent += marks.contains(Priority.HIGH.mark()) ? 1 : 0;
            if (samples.size() < MOST_SAMPLES) {
                samples.add(id);
            }
        }
    }

    long looked() {
        return looked;
    }

    /** What is important is told at once; to how many people is the affair of whoever tells them. */
    LocalText words(boolean complete) {
        String zh = String.format(
                Locale.ROOT,
                "%s您可读的 %d 条消息中会命中 %d 条（%.1f%%），平均每天 %.1f 条；其中高优先级每天 %.1f 条，由通知规则决定告知哪些人。",
                complete ? "" : "只看了最近的部分消息：",
                looked,
                hits,
                share(),
                perDay(hits),
                perDay(urgent));
        String en = String.format(
                Locale.ROOT,
                "%sOf %d messages that you may read, %d would have been hit (%.1f%%), %.1f a day; %.1f a day of high priority, of which the rules of attention tell people.",
                complete ? "" : "Only the newest were looked at. ",
                looked,
                hits,
                share(),
                perDay(hits),
                perDay(urgent));
        return LocalText.of(zh, en);
    }

    private double share() {
        return looked == 0 ? 0 : 100.0 * hits / looked;
    }

    private double perDay(long number) {
        return number * (double) Duration.ofDays(1).toSeconds() / Math.max(1, time.toSeconds());
    }

    /** For the page: ids alone, the words are read through the door. */
    String json() {
        return samples.stream()
                .map(id -> '"' + id.value() + '"')
                .collect(Collectors.joining(
                        ",",
                        "{\"looked\":" + looked + ",\"hits\":" + hits + ",\"urgent\":" + urgent + ",\"samples\":[",
                        "]}"));
    }
}
