// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/**
 * {@link Filter} as JSON: {@code {"all":[…]}}, {@code {"any":[…]}}, {@code {"not":…}}, or one thing as
 * {@code {"department":"…"}}, by the names that the list of messages has for it in its address; {@code {"has":"tag"}} is
 * any of a kind. Of a sender and a room
 * {@code platform} and {@code tenant} may stand beside: {@code {"sender":"u1","platform":"wecom","tenant":"ww1"}};
 * {@code from} and {@code to} may stand together.
 */
public final class FilterJson {
    /** So many parts, and so deep: a filter becomes one question to the database. */
    private static final int MOST = 200;

    private static final int DEEPEST = 12;

    private static final Map<String, Mark.Kind> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put("person", Mark.Kind.PERSON);
        MARKS.put("company", Mark.Kind.COMPANY);
        MARKS.put("department", Mark.Kind.DEPARTMENT);
        MARKS.put("project", Mark.Kind.PROJECT);
        MARKS.put("tag", Mark.Kind.TAG);
        MARKS.put("rule", Mark.Kind.RULE);
        MARKS.put("module", Mark.Kind.MODULE);
        MARKS.put("assigned", Mark.Kind.ASSIGNED);
        MARKS.put("party", Mark.Kind.PARTY);
        MARKS.put("customer", Mark.Kind.CUSTOMER);
    }

    private static final String NAMES = "all any not has " + String.join(" ", MARKS.keySet())
            + " sender conversation platform tenant account type from to" + " priority secrecyUpTo text";

    private int parts;

    private FilterJson() {}

    /** What is wrong is said with what is allowed, quoting names but no values. */
    public static Parsed<Filter> read(String json) {
        if (Json.read(json) instanceof Parsed.Bad<Json> bad) {
            return new Parsed.Bad<>(bad.reason());
        }
        return read(Json.read(json).good().orElseThrow());
    }

    public static Parsed<Filter> read(Json json) {
        try {
            return new Parsed.Good<>(new FilterJson().filter(json, 0));
        } catch (Wrong wrong) {
            return new Parsed.Bad<>(wrong.why);
        }
    }

    /** Not a filter; caught where reading began. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient LocalText why;

        Wrong(String zh, String en) {
            super(en, null, false, false);
            this.why = LocalText.of(zh, en);
        }
    }

    private Filter filter(Json json, int depth) {
        if (!json.isObject()) {
            throw new Wrong(
                    "过滤条件是 JSON 对象，例如 {\"department\":\"…\"}",
                    "a filter is a JSON object, such as {\"department\":\"…\"}");
        }
        if (++parts > MOST || depth > DEEPEST) {
            throw new Wrong(
                    "过滤条件最多 " + MOST + " 项、" + DEEPEST + " 层",
                    "a filter has at most " + MOST + " parts, " + DEEPEST + " deep");
        }
        List<Filter> found = new ArrayList<>();
        for (String name : json.names()) {
            if (name.equals("platform") || name.equals("tenant") || name.equals("to")) {
                continue;
            }
            one(name, json, depth).ifPresent(found::add);
        }
        beside(json).ifPresent(found::add);
        if (found.isEmpty()) {
            throw new Wrong("过滤条件是空的；可用的有：" + NAMES, "the filter says nothing; it may say: " + NAMES);
        }
        return found.size() == 1 ? found.get(0) : new Filter.All(found);
    }

    private Optional<Filter> one(String name, Json json, int depth) {
        Json value = json.at(name);
        Filter filter =
                switch (name) {
                    case "all" -> new Filter.All(several(value, depth));
                    case "any" -> new Filter.Any(several(value, depth));
                    case "not" -> new Filter.Not(filter(value, depth + 1));
                    case "has" -> new Filter.Has(kind(json));
                    case "sender" -> new Filter.SaidBy(json.text("platform"), json.text("tenant"), text(name, json));
                    case "conversation" -> new Filter.InRoom(
                            json.text("platform"), json.text("tenant"), text(name, json));
                    case "account" -> new Filter.OnAccount(text(name, json));
                    case "type" -> new Filter.OfType(
                            word(name, json, MessageType::ofWord, MessageType.values(), MessageType::word));
                    case "priority" -> new Filter.Ranked(
                            word(name, json, Priority::ofWord, Priority.values(), Priority::word));
                    case "secrecyUpTo" -> new Filter.SecrecyUpTo(
                            word(name, json, Secrecy::ofWord, Secrecy.values(), Secrecy::word));
                    case "from" -> new Filter.SentBetween(Optional.of(time(name, json)), to(json));
                    case "text" -> new Filter.Words(text(name, json));
                    default -> {
                        Mark.Kind kind = MARKS.get(name);
                        if (kind == null) {
                            throw new Wrong("没有这个名称；可用的有：" + NAMES, "there is no such name; allowed are: " + NAMES);
                        }
                        yield new Filter.Marked(kind, text(name, json));
                    }
                };
        return Optional.of(filter);
    }

    /** What stands by itself or belongs to another name. */
    private static Optional<Filter> beside(Json json) {
        boolean owned = json.at("sender").exists() || json.at("conversation").exists();
        if (json.at("tenant").exists() && !owned) {
            throw new Wrong("tenant 只与 sender 或 conversation 一起给出", "tenant stands beside sender or conversation");
        }
        List<Filter> found = new ArrayList<>();
        if (json.at("platform").exists() && !owned) {
            found.add(new Filter.OnPlatform(text("platform", json)));
        }
        if (json.at("to").exists() && !json.at("from").exists()) {
            found.add(new Filter.SentBetween(Optional.empty(), to(json)));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.size() == 1 ? found.get(0) : new Filter.All(found));
    }

    private List<Filter> several(Json value, int depth) {
        if (!value.isArray()) {
            throw new Wrong("all 与 any 的值是数组", "all and any have an array");
        }
        return value.items().stream().map(item -> filter(item, depth + 1)).toList();
    }

    private static Optional<Instant> to(Json json) {
        return json.at("to").exists() ? Optional.of(time("to", json)) : Optional.empty();
    }

    private static String text(String name, Json json) {
        Json value = json.at(name);
        String text = value.isText() ? value.text().orElse("") : "";
        if (text.isBlank() || text.length() > 512 || text.chars().anyMatch(Character::isISOControl)) {
            throw new Wrong(
                    name + " 的值是 1 到 512 个字的文字，不含控制字符",
                    name + " has a text of 1 to 512 characters, no control characters");
        }
        if (MARKS.containsKey(name) && text.length() > 128) {
            throw new Wrong(name + " 的值最多 128 个字", name + " has at most 128 characters");
        }
        return text;
    }

    private static <E> E word(
            String name, Json json, Function<String, Optional<E>> reading, E[] all, Function<E, String> word) {
        return reading.apply(text(name, json)).orElseThrow(() -> {
            String allowed = Arrays.stream(all).map(word).collect(Collectors.joining(" "));
            return new Wrong(name + " 的取值有：" + allowed, name + " is one of: " + allowed);
        });
    }

    private static Mark.Kind kind(Json json) {
        Mark.Kind kind = MARKS.get(text("has", json));
        if (kind == null || !Filter.Has.KINDS.contains(kind)) {
            String allowed = MARKS.entrySet().stream()
                    .filter(mark -> Filter.Has.KINDS.contains(mark.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(" "));
            throw new Wrong("has 的取值有：" + allowed, "has is one of: " + allowed);
        }
        return kind;
    }

    private static Instant time(String name, Json json) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text(name, json));
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException notATime) {
            // Said below, as a year that no database keeps is.
        }
        throw new Wrong(
                name + " 是带时区的时间，例如 2026-03-01T08:00:00Z",
                name + " is a time with its zone, such as 2026-03-01T08:00:00Z");
    }

    /** The filter as JSON again; {@link #read} gives the same back. */
    public static String write(Filter filter) {
        return filter.fold(Writing.INSTANCE);
    }

    /** The fold that writes. */
    private enum Writing implements Filter.Fold<String> {
        INSTANCE;

        private static String one(String name, String value) {
            return "{" + Json.quote(name) + ":" + Json.quote(value) + "}";
        }

        private static String of(Optional<String> platform, Optional<String> tenant, String name, String value) {
            return "{"
                    + platform.map(p -> "\"platform\":" + Json.quote(p) + ",").orElse("")
                    + tenant.map(t -> "\"tenant\":" + Json.quote(t) + ",").orElse("")
                    + Json.quote(name) + ":" + Json.quote(value) + "}";
        }

        @Override
        public String all(List<String> of) {
            return "{\"all\":[" + String.join(",", of) + "]}";
        }

        @Override
        public String any(List<String> of) {
            return "{\"any\":[" + String.join(",", of) + "]}";
        }

        @Override
        public String not(String of) {
            return "{\"not\":" + of + "}";
        }

        @Override
        public String marked(Mark.Kind kind, String value) {
            return one(name(kind), value);
        }

        @Override
        public String has(Mark.Kind kind) {
            return one("has", name(kind));
        }

        private static String name(Mark.Kind kind) {
            return MARKS.entrySet().stream()
                    .filter(mark -> mark.getValue() == kind)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no name for marks of the kind " + kind));
        }

        @Override
        public String saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
            return of(platform, tenant, "sender", sender);
        }

        @Override
        public String inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
            return of(platform, tenant, "conversation", conversation);
        }

        @Override
        public String onPlatform(String platform) {
            return one("platform", platform);
        }

        @Override
        public String onAccount(String account) {
            return one("account", account);
        }

        @Override
        public String ofType(MessageType type) {
            return one("type", type.word());
        }

        @Override
        public String sentBetween(Optional<Instant> from, Optional<Instant> to) {
            if (from.isEmpty() && to.isEmpty()) {
                return all(List.of());
            }
            return "{"
                    + List.of(
                                    from.map(f -> "\"from\":\"" + f + "\"").orElse(""),
                                    to.map(t -> "\"to\":\"" + t + "\"").orElse(""))
                            .stream()
                            .filter(bound -> !bound.isEmpty())
                            .collect(Collectors.joining(","))
                    + "}";
        }

        @Override
        public String ranked(Priority priority) {
            return one("priority", priority.word());
        }

        @Override
        public String secrecyUpTo(Secrecy highest) {
            return one("secrecyUpTo", highest.word());
        }

        @Override
        public String words(String words) {
            return one("text", words);
        }
    }
}
