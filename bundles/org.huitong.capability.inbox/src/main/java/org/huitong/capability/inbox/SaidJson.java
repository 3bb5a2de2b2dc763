// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.finding.Change;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.web.Problem;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** What a person says of messages, as bodies of requests; what is wrong with one is said with what is allowed. */
final class SaidJson {
    private static final int LONGEST_MARK = 128;
    /** What people say by hand; priority has a way of its own, and rooms and rules are not theirs to say. */
    private static final Set<Mark.Kind> BY_HAND = EnumSet.of(
            Mark.Kind.PERSON,
            Mark.Kind.COMPANY,
            Mark.Kind.DEPARTMENT,
            Mark.Kind.PROJECT,
            Mark.Kind.ASSIGNED,
            Mark.Kind.PARTY,
            Mark.Kind.CUSTOMER,
            Mark.Kind.SECRECY,
            Mark.Kind.MODULE,
            Mark.Kind.TAG);

    private SaidJson() {}

    /** Of all messages that fit: {@code {filter, add, remove, priority?, module?, dryRun?}}. */
    record OfMany(Filter filter, Change change, boolean dryRun) {}

    /** @param words {@code {add:[…], remove:[…]}} */
    static Change tags(String words) {
        Json json = object(words);
        return change(marks(json, "add", Mark.Kind.TAG), marks(json, "remove", Mark.Kind.TAG), Set.of(), Set.of());
    }

    /** @param words {@code {priority: "high"}}, null: as it is judged */
    static Change priority(String words) {
        Json value = oneOf(object(words), "priority");
        return value.isNull()
                ? Change.reset(Mark.Kind.PRIORITY)
                : Change.priority(priorityOf(value.text().orElseThrow()));
    }

    /** @param words {@code {module: "…"}}, null: as it is judged */
    static Change module(String words) {
        Json value = oneOf(object(words), "module");
        return value.isNull()
                ? Change.reset(Mark.Kind.MODULE)
                : Change.only(mark(Mark.Kind.MODULE, value.text().orElseThrow()));
    }

    /** @param words {@code {add:[{kind, value}], remove:[{kind, value}]}} */
    static Change marks(String words) {
        Json json = object(words);
        return change(any(json, "add"), any(json, "remove"), Set.of(), Set.of());
    }

    static OfMany ofMany(String words) {
        Json json = object(words);
        if (!json.at("filter").isObject()) {
            throw Problem.badRequest(
                    "需要 filter：对哪些消息这样说；全部消息是 {\"all\":[]}。",
                    "filter is needed: which messages are spoken of; all of them are {\"all\":[]}.");
        }
        Parsed<Filter> filter = FilterJson.read(json.at("filter"));
        if (filter instanceof Parsed.Bad<Filter> bad) {
            throw Problem.badRequest(
                    "filter：" + bad.reason().zh() + "。",
                    "filter: " + bad.reason().en() + ".");
        }
        Set<Mark> only = new HashSet<>();
        Set<Mark.Kind> reset = new HashSet<>();
        fixed(json, "priority", Mark.Kind.PRIORITY, only, reset);
        fixed(json, "module", Mark.Kind.MODULE, only, reset);
        Change change = change(marks(json, "add", Mark.Kind.TAG), marks(json, "remove", Mark.Kind.TAG), only, reset);
        return new OfMany(filter.good().orElseThrow(), change, dryRun(json));
    }

    /** What there is one of, in a body that may leave it out; empty or null is as it is judged. */
    private static void fixed(Json json, String field, Mark.Kind kind, Set<Mark> only, Set<Mark.Kind> reset) {
        if (json.at(field).exists()) {
            Json value = oneOf(json, field);
            if (value.isNull() || value.text().orElseThrow().isBlank()) {
                reset.add(kind);
            } else {
                String word = value.text().orElseThrow();
                only.add(kind == Mark.Kind.PRIORITY ? priorityOf(word).mark() : mark(kind, word));
            }
        }
    }

    /** A text or null, and not left out: a body with a mistyped name must not be taken for "as it is judged". */
    private static Json oneOf(Json json, String field) {
        Json value = json.at(field);
        if (!value.isNull() && !value.isText()) {
            throw Problem.badRequest(
                    "需要 " + field + "：一个词；null 表示恢复系统的判断。", field + " is needed: a word; null is as it is judged.");
        }
        return value;
    }

    private static boolean dryRun(Json json) {
        Json value = json.at("dryRun");
        if (value.exists() && value.truth().isEmpty()) {
            throw Problem.badRequest("dryRun 是 true 或 false。", "dryRun is true or false.");
        }
        return value.truth().orElse(false);
    }

    private static Change change(Set<Mark> add, Set<Mark> remove, Set<Mark> only, Set<Mark.Kind> reset) {
        if (add.isEmpty() && remove.isEmpty() && only.isEmpty() && reset.isEmpty()) {
            throw Problem.badRequest("没有说要改什么。", "It does not say what is to change.");
        }
        try {
            return new Change(add, remove, only, reset);
        } catch (IllegalArgumentException wrong) {
            throw Problem.badRequest(
                    "一次最多改 " + Change.MOST + " 项，同一项不能既加又减。",
                    "A change says at most " + Change.MOST
                            + " things, and of one thing not both that it is and is not.");
        }
    }

    private static Json object(String words) {
        return Json.read(words == null ? "" : words)
                .good()
                .filter(Json::isObject)
                .orElseThrow(() -> Problem.badRequest("请求体是一个 JSON 对象。", "The body is a JSON object."));
    }

    private static Set<Mark> marks(Json json, String field, Mark.Kind kind) {
        Set<Mark> marks = new HashSet<>();
        for (Json one : list(json, field)) {
            marks.add(mark(kind, one.text().orElse("")));
        }
        return marks;
    }

    private static Set<Mark> any(Json json, String field) {
        Set<Mark> marks = new HashSet<>();
        for (Json one : list(json, field)) {
            marks.add(mark(kind(one.text("kind").orElse("")), one.text("value").orElse("")));
        }
        return marks;
    }

    private static List<Json> list(Json json, String field) {
        Json list = json.at(field);
        if (list.exists() && !list.isArray()) {
            throw Problem.badRequest(field + " 是一个数组。", field + " is an array.");
        }
        return list.items();
    }

    private static Mark mark(Mark.Kind kind, String value) {
        String tidy = value.strip();
        if (tidy.isEmpty() || tidy.length() > LONGEST_MARK || tidy.chars().anyMatch(Character::isISOControl)) {
            throw Problem.badRequest(
                    "标签等的值是 1 到 " + LONGEST_MARK + " 个字符，不含控制字符。",
                    "A tag, or what else is said, has 1 to " + LONGEST_MARK + " characters and no control characters.");
        }
        if (kind == Mark.Kind.SECRECY && Secrecy.ofWord(tidy).isEmpty()) {
            throw Problem.badRequest(
                    "密级的取值有：public internal secret confidential。",
                    "secrecy is one of: public internal secret confidential.");
        }
        return Mark.of(kind, tidy);
    }

    private static Mark.Kind kind(String word) {
        return BY_HAND.stream()
                .filter(kind -> word(kind).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badRequest("kind 的取值有：" + kinds() + "。", "kind is one of: " + kinds() + "."));
    }

    private static String kinds() {
        return BY_HAND.stream().map(SaidJson::word).collect(Collectors.joining(" "));
    }

    private static String word(Mark.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Priority priorityOf(String word) {
        return Priority.ofWord(word)
                .orElseThrow(() ->
                        Problem.badRequest("priority 的取值有：high medium low。", "priority is one of: high medium low."));
    }
}
