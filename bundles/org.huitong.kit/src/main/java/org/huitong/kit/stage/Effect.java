// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.stage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.finding.Findings;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;

/**
 * What came of many steps, for the words of a job and for its mark: how far it got, how many it looked at and how many
 * changed. Which marks come and go is told as far as it was counted in one run. Not thread-safe.
 */
public final class Effect {
    private static final int MOST_NAMED = 8;

    private final Map<Mark, Integer> gained = new HashMap<>();
    private final Map<Mark, Integer> lost = new HashMap<>();
    private long place;
    private long looked;
    private long changed;

    private Effect() {}

    /** Goes on from the mark of an earlier run; one that is not understood begins anew. */
    public static Effect from(Optional<String> mark) {
        Effect effect = new Effect();
        String[] parts = mark.orElse("").split(" ");
        if (parts.length == 3) {
            effect.place = Long.parseLong(parts[0]);
            effect.looked = Long.parseLong(parts[1]);
            effect.changed = Long.parseLong(parts[2]);
        }
        return effect;
    }

    public String mark() {
        return place + " " + looked + " " + changed;
    }

    /** How far it got, 0 at the beginning. */
    public long place() {
        return place;
    }

    public long changed() {
        return changed;
    }

    /** @param next from where the next step goes on */
    public void add(Findings.Step step, long next) {
        place = next;
        looked += step.looked();
        changed += step.changed();
        step.gained().forEach((mark, count) -> gained.merge(mark, count, Integer::sum));
        step.lost().forEach((mark, count) -> lost.merge(mark, count, Integer::sum));
    }

    public LocalText done() {
        return LocalText.of(
                "看了 " + looked + " 条，改变了 " + changed + " 条" + marks("，") + "。",
                "Looked at " + looked + ", changed " + changed + marks("; ") + ".");
    }

    public LocalText preview() {
        return LocalText.of(
                "看了 " + looked + " 条，会改变 " + changed + " 条" + marks("，") + "。",
                "Looked at " + looked + ", would change " + changed + marks("; ") + ".");
    }

    private String marks(String before) {
        String plus = named(gained, "+");
        String minus = named(lost, "−");
        return (plus.isEmpty() ? "" : before + plus) + (minus.isEmpty() ? "" : before + minus);
    }

    private static String named(Map<Mark, Integer> marks, String sign) {
        return marks.entrySet().stream()
                .sorted(Map.Entry.<Mark, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().value()))
                .limit(MOST_NAMED)
                .map(entry -> sign + entry.getKey().value() + " ×" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
