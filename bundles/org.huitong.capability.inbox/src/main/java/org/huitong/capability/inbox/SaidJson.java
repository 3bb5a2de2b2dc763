// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.huitong.api.filter.Filter;
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
        Json json = object(words);
        return json.text("priority")
                .map(SaidJson::priorityOf)
                .map(Change::priority)
                .orElse(Change.reset(Mark.Kind.PRIORITY));
    }

    /** @param words {@code {module: "…"}}, null: as it is judged */
    static Change module(String words) {
        Json json = object(words);
        return json.text("module")
                .filter(module -> !module.isBlank())
                .map(module -> Change.only(mark(Mark.Kind.MODULE, module)))
                .orElse(Change.reset(Mark.Kind.MODULE));
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
        json.text("priority").ifPresent(word -> {
            if (word.isBlank()) {
                reset.add(Mark.Kind.PRIORITY);
            } else {
                only.add(priorityOf(word).mark());
            }
        });
        json.text("module").ifPresent(module -> {
            if (module.isBlank()) {
                reset.add(Mark.Kind.MODULE);
            } else {
                only.add(mark(Mark.Kind.MODULE, module));
            }
        });
        Change change = change(marks(json, "add", Mark.Kind.TAG), marks(json, "remove", Mark.Kind.TAG), only, reset);
        return new OfMany(filter.good().orElseThrow(), change, json.isTrue("dryRun"));
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
        return Mark.of(kind, tidy);
    }

    private static Mark.Kind kind(String word) {
        try {
            return Mark.Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.badRequest(
                    "kind 的取值有：person company department project assigned party customer secrecy module tag。",
                    "kind is one of: person company department project assigned party customer secrecy module tag.");
        }
    }

    private static Priority priorityOf(String word) {
        return Priority.ofWord(word)
                .orElseThrow(() ->
                        Problem.badRequest("priority 的取值有：high medium low。", "priority is one of: high medium low."));
    }
}
