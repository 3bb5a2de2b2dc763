// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.finding;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.finding.Change;
import org.huitong.api.stage.Mark;

/** A change as the audit keeps it, a line for each thing: {@code + tag 紧急}, {@code - department d3}, {@code = priority high}. */
final class InWords {
    private InWords() {}

    static String of(Change change) {
        return Stream.of(
                        lines("+", change.add()),
                        lines("-", change.remove()),
                        lines("=", change.only()),
                        change.reset().stream().map(kind -> "~ " + word(kind)).sorted())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(String sign, Collection<Mark> marks) {
        return marks.stream()
                .map(mark -> sign + " " + word(mark.kind()) + " " + mark.value())
                .sorted();
    }

    private static String word(Mark.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
