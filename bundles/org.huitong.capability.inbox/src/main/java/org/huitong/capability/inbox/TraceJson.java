// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Trace;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;

/** A message's way through every gate, with what each stage found on it. */
public record TraceJson(String id, List<Step> steps, List<Judgement> findings) {

    /** One gate; the time is left out where only the fact is known. */
    public record Step(String gate, String subject, String verdict, Optional<Instant> at) {}

    /** What one stage found, by which thinking and with which knowledge; what a person said, and denied. */
    public record Judgement(String stage, int version, String snapshot, List<Said> marks, List<Said> denied) {
        static Judgement of(Finding finding) {
            return new Judgement(
                    finding.stage(),
                    finding.version(),
                    finding.snapshot(),
                    said(finding.marks()),
                    said(finding.denied()));
        }

        private static List<Said> said(Set<Mark> marks) {
            return marks.stream()
                    .sorted(Comparator.comparing(Mark::kind).thenComparing(Mark::value))
                    .map(mark -> new Said(mark.kind().name().toLowerCase(Locale.ROOT), mark.value()))
                    .toList();
        }
    }

    /** One mark. */
    public record Said(String kind, String value) {}

    static TraceJson of(MessageView view, Trace trace) {
        return new TraceJson(
                trace.id().value(),
                trace.steps().stream()
                        .map(step ->
                                new Step(step.gate(), step.subject(), step.verdict(), Optional.ofNullable(step.at())))
                        .toList(),
                view.findings().stream().map(Judgement::of).toList());
    }
}
