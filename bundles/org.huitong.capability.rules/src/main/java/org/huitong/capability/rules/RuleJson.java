// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.kit.folding.Folding;

/**
 * A rule as callers write and read it. What is left out of a written one is empty; {@code enabled} is then true.
 *
 * @param version the version of the set in which the rule became this; who changes it sends it along, so as not to
 *     overwrite what somebody else changed meanwhile
 * @param shadow whether it only looks on: what it would have done is counted, and nothing is done
 */
public record RuleJson(
        Long id,
        Integer version,
        String name,
        List<String> keywords,
        List<String> exceptions,
        Optional<String> priority,
        List<String> tags,
        List<String> platforms,
        List<String> types,
        Boolean enabled,
        String note,
        Boolean shadow) {
    private static final int MOST_WORDS = 200_000;
    private static final int LONGEST_WORD = 64;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_NOTE = 1000;

    static RuleJson of(Rule rule) {
        return new RuleJson(
                rule.id(),
                rule.version(),
                rule.name(),
                rule.keywords(),
                rule.exceptions(),
                rule.priority().map(Priority::word),
                rule.tags(),
                List.copyOf(new TreeSet<>(rule.platforms())),
                rule.types().stream().map(MessageType::word).sorted().toList(),
                rule.enabled(),
                rule.note(),
                rule.shadow());
    }

    /** The rule that was meant, or a problem that says how to mend it. */
    Rule rule(long knownId) {
        List<String> words = words(LocalText.of("关键词", "keywords"), keywords, MOST_WORDS);
        require(!words.isEmpty(), "规则至少需要一个关键词。", "A rule needs at least one keyword.");
        return new Rule(
                knownId,
                version == null ? 0 : version,
                named(),
                words,
                words(LocalText.of("例外", "exceptions"), exceptions, MOST_WORDS),
                priority == null
                        ? Optional.empty()
                        : priority.filter(p -> !p.isBlank()).map(RuleJson::priorityOf),
                labels(LocalText.of("标签", "tags"), tags),
                labels(LocalText.of("平台", "platforms"), platforms).stream().collect(Collectors.toSet()),
                labels(LocalText.of("消息类型", "types"), types).stream()
                        .map(RuleJson::typeOf)
                        .collect(Collectors.toSet()),
                enabled == null || enabled,
                noted(),
                Boolean.TRUE.equals(shadow));
    }

    private String named() {
        String clean = name == null ? "" : name.strip();
        require(
                !clean.isEmpty()
                        && clean.length() <= LONGEST_NAME
                        && clean.chars().noneMatch(Character::isISOControl),
                "规则需要一个最多 " + LONGEST_NAME + " 个字符的名称。",
                "A rule needs a name of at most " + LONGEST_NAME + " characters.");
        return clean;
    }

    private String noted() {
        String clean = note == null ? "" : note.strip();
        require(
                clean.length() <= LONGEST_NOTE,
                "备注最多 " + LONGEST_NOTE + " 个字符。",
                "A note has at most " + LONGEST_NOTE + " characters.");
        return clean;
    }

    private static List<String> words(LocalText field, List<String> raw, int most) {
        List<String> words = clean(raw).toList();
        require(
                words.size() <= most,
                "一条规则最多 " + most + " 个" + field.zh() + "。",
                "There can be at most " + most + " " + field.en() + " in a rule.");
        first(words, w -> w.length() > LONGEST_WORD)
                .ifPresent(w -> refuse(
                        field.zh() + "中有一个超过 " + LONGEST_WORD + " 个字符：" + w,
                        "One of the " + field.en() + " is longer than " + LONGEST_WORD + " characters: " + w));
        first(words, w -> Folding.read(w, false).length() == 0)
                .ifPresent(w -> refuse(
                        field.zh() + "中有一个没有可查找的文字或数字：" + w,
                        "One of the " + field.en() + " has no letter or digit that could be found: " + w));
        return words;
    }

    private static List<String> labels(LocalText field, List<String> raw) {
        List<String> words = clean(raw).toList();
        require(
                words.size() <= MOST_TAGS,
                "一条规则最多 " + MOST_TAGS + " 个" + field.zh() + "。",
                "There can be at most " + MOST_TAGS + " " + field.en() + " in a rule.");
        first(words, w -> w.length() > LONGEST_WORD)
                .ifPresent(w -> refuse(
                        field.zh() + "中有一个超过 " + LONGEST_WORD + " 个字符。",
                        "One of the " + field.en() + " is longer than " + LONGEST_WORD + " characters."));
        return words;
    }

    /** A line is one word: lists are often pasted from a table. */
    private static Stream<String> clean(List<String> raw) {
        return raw == null
                ? Stream.empty()
                : raw.stream()
                        .filter(w -> w != null)
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(w -> !w.isEmpty())
                        .distinct();
    }

    private static Optional<String> first(List<String> words, Predicate<String> what) {
        return words.stream().filter(what).findFirst();
    }

    private static Priority priorityOf(String word) {
        return Priority.ofWord(word)
                .orElseThrow(() -> Problem.badRequest(
                        "优先级是 high、medium 或 low，也可以不填。", "A priority is high, medium or low, or is left out."));
    }

    static MessageType typeOf(String word) {
        return MessageType.ofWord(word).orElseThrow(() -> {
            String all =
                    Arrays.stream(MessageType.values()).map(MessageType::word).collect(Collectors.joining(", "));
            return Problem.badRequest("消息类型有：" + all + "。", "A type is one of " + all + ".");
        });
    }

    private static void require(boolean holds, String zh, String en) {
        if (!holds) {
            refuse(zh, en);
        }
    }

    private static void refuse(String zh, String en) {
        throw new Problem(400, "bad-rule", LocalText.of(zh, en));
    }
}
