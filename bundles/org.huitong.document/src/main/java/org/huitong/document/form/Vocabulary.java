// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.api.document.Column;
import org.huitong.api.document.Report;
import org.huitong.api.document.Signature;
import org.huitong.api.text.LocalText;

/** The placeholders that a document knows, in both languages: {@code {{标题}}}, {@code {{明细.负责人}}}, {@code {{制表人}}}. */
final class Vocabulary {
    /** What a form has where something is to be filled in. Blanks are gone over once, however many there are. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*+([^{}]{1,80}?)\\s*+\\}\\}");

    static final LocalText ROW = LocalText.of("明细", "rows");
    static final LocalText TOTAL = LocalText.of("合计", "total");
    private static final LocalText PLACE = LocalText.of("序号", "number");
    private static final Pattern POINT = Pattern.compile("\\s*[.．:：]\\s*");
    private static final Map<LocalText, Blank> ONCE = new LinkedHashMap<>();

    static {
        ONCE.put(LocalText.of("标题", "title"), Blank.Once.TITLE);
        ONCE.put(LocalText.of("副标题", "subtitle"), Blank.Once.SUBTITLE);
        ONCE.put(LocalText.of("单位", "unit"), Blank.Once.UNIT);
        ONCE.put(LocalText.of("截至", "as of"), Blank.Once.AS_OF);
        ONCE.put(LocalText.of("说明", "notes"), Blank.Once.NOTES);
        ONCE.put(LocalText.of("行数", "count"), Blank.Once.COUNT);
    }

    private final List<Column> columns;
    private final Map<String, Blank> blanks = new LinkedHashMap<>();
    private final List<LocalText> words = new ArrayList<>();

    private Vocabulary(List<Column> columns) {
        this.columns = columns;
    }

    static Vocabulary of(Report report) {
        Vocabulary all = new Vocabulary(report.columns());
        ONCE.forEach(all::add);
        List<Signature> signatures = report.signatures();
        for (int i = 0; i < signatures.size(); i++) {
            all.add(signatures.get(i).label(), new Blank.Signed(i));
        }
        all.add(ROW, new Blank.Row());
        all.add(within(ROW, PLACE), new Blank.Place());
        for (int i = 0; i < report.columns().size(); i++) {
            Column column = report.columns().get(i);
            all.add(within(ROW, column.title()), new Blank.Cell(i));
            all.blanks.putIfAbsent(key(ROW.zh() + "." + column.id()), new Blank.Cell(i));
        }
        all.add(TOTAL, new Blank.Totals());
        for (int i = 0; i < report.columns().size(); i++) {
            Column column = report.columns().get(i);
            if (column.summed() || report.totals().containsKey(column.id())) {
                all.add(within(TOTAL, column.title()), new Blank.Total(i));
            }
            all.blanks.putIfAbsent(key(TOTAL.zh() + "." + column.id()), new Blank.Total(i));
        }
        return all;
    }

    private static LocalText within(LocalText whole, LocalText part) {
        return LocalText.of(whole.zh() + "." + part.zh(), whole.en() + "." + part.en());
    }

    private void add(LocalText word, Blank blank) {
        words.add(word);
        Stream.of(word.zh(), word.en()).forEach(one -> blanks.putIfAbsent(key(one), blank));
    }

    private static String key(String word) {
        return POINT.matcher(word.strip()).replaceFirst(".").toLowerCase(Locale.ROOT);
    }

    Optional<Blank> find(String word) {
        return Optional.ofNullable(blanks.get(key(word)));
    }

    /** Those in a text, as far as they are known. */
    List<Blank> in(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .flatMap(found -> find(found.group(1)).stream())
                .toList();
    }

    /** Says of each that is not known where it stands. */
    void check(String place, String text, Faults faults) {
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (found.find()) {
            String word = found.group(1);
            if (find(word).isEmpty()) {
                faults.add(place + " {{" + word + "}}", "没有这个占位符", "there is no such placeholder");
            }
            found.appendReplacement(rest, "");
        }
        found.appendTail(rest);
        if (rest.indexOf("{{") >= 0 || rest.indexOf("}}") >= 0) {
            faults.add(place, "花括号不成对", "its braces do not match");
        }
    }

    /** What a form may use, for whoever makes one. */
    List<LocalText> words() {
        return List.copyOf(words);
    }

    /** The placeholders of a whole line, from left to right. */
    List<String> line(LocalText of) {
        return columns.stream()
                .filter(column -> !column.hidden())
                .map(column -> "{{" + of.zh() + "." + column.id() + "}}")
                .toList();
    }
}
