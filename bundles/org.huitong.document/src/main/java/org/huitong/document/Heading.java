// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.document.Chart;
import org.huitong.api.document.Column;
import org.huitong.api.document.Report;

/** Everything of a report but its rows, in one language. */
public record Heading(
        Language language,
        String title,
        Optional<String> subtitle,
        Optional<String> unit,
        LocalDateTime asOf,
        String asOfText,
        List<Head> heads,
        List<String> notes,
        List<Line> signatures,
        Optional<Chart> chart,
        Optional<String> watermark) {
    /** Room for a name that is written in by hand. */
    private static final String BY_HAND = "\u3000".repeat(6);

    /** A column and its title. */
    public record Head(Column column, String title) {}

    /** A line for a name, which may be empty. */
    public record Line(String label, String name) {}

    /** @param company whose documents these are, where a report says nothing else; may be empty */
    static Heading of(Report report, Language language, Typesetter typesetter, String company) {
        LocalDateTime asOf = typesetter.here(report.asOf());
        return new Heading(
                language,
                Typesetter.clean(language.say(report.title())),
                report.subtitle().map(language::say).map(Typesetter::clean),
                report.unit()
                        .or(() -> Optional.of(company))
                        .map(Typesetter::clean)
                        .filter(u -> !u.isEmpty()),
                asOf,
                typesetter.moment(asOf),
                report.columns().stream()
                        .map(c -> new Head(c, Typesetter.clean(language.say(c.title()))))
                        .toList(),
                report.notes().stream()
                        .map(language::say)
                        .map(Typesetter::clean)
                        .toList(),
                report.signatures().stream()
                        .map(s -> new Line(
                                Typesetter.clean(language.say(s.label())),
                                s.name().map(Typesetter::clean).orElse("")))
                        .toList(),
                report.chart(),
                report.watermark().map(Typesetter::clean));
    }

    /** The line below the title: of whom, of what time, as of when. */
    String imprint() {
        List<String> parts = new ArrayList<>();
        unit.ifPresent(u -> parts.add(language.labelled(language.unit(), u)));
        subtitle.ifPresent(parts::add);
        parts.add(language.labelled(language.asOf(), asOfText));
        return String.join("\u3000\u3000", parts);
    }

    /** The line for names below the table; empty where there is none. */
    String signed() {
        return String.join(
                "\u3000\u3000\u3000\u3000",
                signatures.stream()
                        .map(s -> language.labelled(s.label(), s.name().isEmpty() ? BY_HAND : s.name()))
                        .toList());
    }
}
