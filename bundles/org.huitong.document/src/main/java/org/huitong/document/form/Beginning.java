// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.huitong.api.document.Column;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.huitong.document.Heading;
import org.huitong.document.Heading.Head;
import org.huitong.document.Heading.Line;
import org.huitong.document.Language;
import org.huitong.document.Press;
import org.huitong.document.Shown;

/** What a company's form begins with where there is none yet: ours, with placeholders where something is filled in. */
final class Beginning {
    private final Report report;
    private final Language language;

    Beginning(Report report, Language language) {
        this.report = report;
        this.language = language;
    }

    void print(FileKind kind, LocalDateTime now, OutputStream file) throws IOException {
        List<Column> columns = report.columns().stream()
                .filter(column -> kind == FileKind.XLSX || !column.hidden())
                .toList();
        Heading heading = new Heading(
                language,
                placeholder("标题", "title"),
                Optional.of(placeholder("副标题", "subtitle")),
                Optional.of(placeholder("单位", "unit")),
                now,
                placeholder("截至", "as of"),
                columns.stream()
                        .map(column -> new Head(column, language.say(column.title())))
                        .toList(),
                List.of(placeholder("说明", "notes")),
                report.signatures().stream()
                        .map(s -> language.say(s.label()))
                        .map(label -> new Line(label, "{{" + label + "}}"))
                        .toList(),
                Optional.empty(),
                Optional.empty());
        List<Shown> row =
                columns.stream().map(column -> cell(Vocabulary.ROW, column)).toList();
        boolean summed = columns.stream().anyMatch(this::hasTotal);
        Press.print(kind, heading, row, summed ? Optional.of(totals(columns)) : Optional.empty(), file);
    }

    private List<Shown> totals(List<Column> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> {
                    Column column = columns.get(i);
                    return hasTotal(column)
                            ? cell(Vocabulary.TOTAL, column)
                            : i == 0 ? Shown.words(language.say(Vocabulary.TOTAL)) : Shown.nothing();
                })
                .toList();
    }

    private boolean hasTotal(Column column) {
        return column.summed() || report.totals().containsKey(column.id());
    }

    private Shown cell(LocalText of, Column column) {
        return Shown.words("{{" + language.say(of) + "." + language.say(column.title()) + "}}");
    }

    private String placeholder(String zh, String en) {
        return "{{" + language.say(LocalText.of(zh, en)) + "}}";
    }
}
