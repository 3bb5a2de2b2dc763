// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Samples made hostile: values and names are exchanged, and samples of JSON or XML cut into their tokens and put
 * together wrongly. A module that uses this brings jqwik itself.
 */
public final class Mutations {
    private static final Pattern TOKENS =
            Pattern.compile("<!\\[CDATA\\[|]]>|</?\\w*>?|\"(?:[^\"\\\\]|\\\\.)*+\"|[-\\w.]+|\\s+|.", Pattern.DOTALL);
    private static final String[] INTRUDERS = {
        "null",
        "true",
        "{}",
        "[]",
        "[[]]",
        "\"\"",
        "\" \"",
        "0",
        "-1",
        "1e999",
        "99999999999999999999999",
        "9223372036854775807",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"😀\"",
        "\"{\\\"a\\\":1}\"",
        "\"2\"",
        "\"event\"",
        "\"bizData\"",
        "{\"a\":{\"a\":{}}}",
        "<a>",
        "</a>",
        "<a/>",
        "&amp;",
        "&#0;",
        "&x;",
        "]]>",
        "<![CDATA[",
        "<!--",
        "<Event>x</Event>",
        "\u0001",
        "\uD83D",
        "\uFFFF",
        "<MsgType>event</MsgType>",
        ":",
        ",",
        "\"",
        "\\"
    };

    /** What stands behind a name: of JSON after its colon, of XML between two tags. */
    private static final Pattern VALUES = Pattern.compile(
            "(?<=\":)(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[-\\d.]++|true|false|null)|(?<=[A-Za-z]>)(?:<!\\[CDATA\\[.*?]]>|[^<]++)(?=</)",
            Pattern.DOTALL);

    private static final Pattern NAMES = Pattern.compile("(?<=\")\\w+(?=\":)|(?<=<)\\w+(?=>)");
    private static final String[] JSONS = {
        "null",
        "true",
        "{}",
        "[]",
        "[[{}]]",
        "\"\"",
        "\" \"",
        "0",
        "-1",
        "1e999",
        "99999999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"😀\"",
        "\"{\\\"a\\\":1}\"",
        "\"[1\"",
        "\"2\"",
        "\"event\"",
        "\"text\"",
        "\"mixed\"",
        "\"richText\"",
        "\"stream\"",
        "{\"a\":{\"a\":{}}}",
        "[{\"biz_data\":7}]",
        "{\"richText\":[1,{}]}",
        "{\"msg_item\":[null]}",
        "\"" + "长".repeat(500) + "\""
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "0",
        "-1",
        "9223372036854775807",
        "99999999999999999999",
        "1e9",
        "NaN",
        "event",
        "text",
        "location",
        "link",
        "sys",
        "<![CDATA[]]>",
        "<![CDATA[ ]]>",
        "<![CDATA[event]]>",
        "&#x1F600;",
        "&#9;",
        "<a/>",
        "<a><b>c</b></a>",
        "长".repeat(500)
    };

    private Mutations() {}

    /** What is done to a sample, and where, as shares of its length. */
    public record Change(int kind, double from, double to, int intruder) {}

    /** One to four changes. */
    public static Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 17),
                        places(),
                        places(),
                        Arbitraries.integers().between(0, INTRUDERS.length - 1))
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** A share of a length, which finds its place in anything. */
    public static Arbitrary<Double> places() {
        return Arbitraries.integers().between(0, 9_999).map(i -> i / 10_000.0);
    }

    /** One of the samples, changed. */
    public static String of(List<String> samples, double place, List<Change> changes) {
        String text = samples.get((int) (place * samples.size()));
        for (Change change : changes) {
            text = change.kind() < 12 ? wellFormed(text, change) : broken(text, change);
        }
        return text;
    }

    /** Another value, or another name, where one stood: the parser lets it pass, the translator has to cope. */
    private static String wellFormed(String text, Change change) {
        boolean name = change.kind() % 3 == 0;
        List<MatchResult> found =
                (name ? NAMES : VALUES).matcher(text).results().toList();
        if (found.isEmpty()) {
            return text;
        }
        MatchResult match = found.get((int) (change.from() * found.size()));
        if (name) {
            String other = found.get((int) (change.to() * found.size())).group();
            return text.replace(match.group(), change.kind() == 0 ? "unheard" : other);
        }
        String[] intruders = text.startsWith("<") ? TEXTS : JSONS;
        String intruder = intruders[change.intruder() % intruders.length];
        return text.substring(0, match.start()) + intruder + text.substring(match.end());
    }

    private static String broken(String text, Change change) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKENS.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        if (tokens.isEmpty()) {
            return text;
        }
        int from = (int) (change.from() * tokens.size());
        int to = (int) (change.to() * tokens.size());
        switch (change.kind()) {
            case 12 -> tokens.remove(from);
            case 13 -> tokens.add(to, tokens.get(from));
            case 14 -> tokens.set(to, tokens.get(from));
            case 15 -> tokens.set(from, INTRUDERS[change.intruder()]);
            case 16 -> tokens.add(from, INTRUDERS[change.intruder()]);
            default -> tokens.subList(Math.max(from, tokens.size() - 1 - to), tokens.size())
                    .clear();
        }
        return String.join("", tokens);
    }
}
