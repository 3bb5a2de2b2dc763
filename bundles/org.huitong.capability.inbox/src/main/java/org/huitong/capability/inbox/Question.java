// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Parsed;

/** The parameters of a list as they stand in a URL, read into a {@link MessageQuery} or refused with what is allowed. */
final class Question {
    private static final int USUAL = 50;
    private static final Set<String> KNOWN = new TreeSet<>(List.of(
            "platform",
            "tenant",
            "account",
            "conversation",
            "sender",
            "person",
            "company",
            "department",
            "project",
            "type",
            "tag",
            "rule",
            "module",
            "assigned",
            "customer",
            "filter",
            "priority",
            "from",
            "to",
            "text",
            "after",
            "before",
            "order",
            "limit"));

    private static final Map<String, Mark.Kind> MARKS = Map.of(
            "person", Mark.Kind.PERSON,
            "company", Mark.Kind.COMPANY,
            "department", Mark.Kind.DEPARTMENT,
            "project", Mark.Kind.PROJECT,
            "tag", Mark.Kind.TAG,
            "rule", Mark.Kind.RULE,
            "module", Mark.Kind.MODULE,
            "assigned", Mark.Kind.ASSIGNED,
            "customer", Mark.Kind.CUSTOMER);

    private static final Function<String, List<String>> NOBODY = name -> List.of();

    private Question() {}

    /** Where nobody is known by name. */
    static MessageQuery of(Map<String, List<String>> parameters) {
        return of(parameters, NOBODY);
    }

    /** @param people the ids of those who have a name */
    static MessageQuery of(Map<String, List<String>> parameters, Function<String, List<String>> people) {
        Words words = new Words(parameters);
        words.refuseUnknown(KNOWN);
        return new MessageQuery(filter(words, people), order(words), words.limit());
    }

    /** What is asked of the list of rooms: the same filters, and how far one has come. */
    static Rooms rooms(Map<String, List<String>> parameters) {
        return rooms(parameters, NOBODY);
    }

    static Rooms rooms(Map<String, List<String>> parameters, Function<String, List<String>> people) {
        Words words = new Words(parameters);
        Set<String> known = new TreeSet<>(KNOWN);
        known.removeAll(Set.of("after", "order"));
        words.refuseUnknown(known);
        return new Rooms(filter(words, people), words.seq("before"), words.limit());
    }

    /** One page of rooms. */
    record Rooms(Filter filter, OptionalLong before, int limit) {}

    private static Filter filter(Words words, Function<String, List<String>> people) {
        List<Filter> all = new ArrayList<>();
        Optional<String> platform = words.get("platform");
        Optional<String> tenant = words.get("tenant");
        Optional<String> sender = words.get("sender");
        Optional<String> conversation = words.get("conversation");
        if (tenant.isPresent() && sender.isEmpty() && conversation.isEmpty()) {
            throw Problem.badRequest(
                    "tenant 只与 conversation 或 sender 一起给出。", "tenant stands beside conversation or sender.");
        }
        platform.ifPresent(value -> all.add(new Filter.OnPlatform(value)));
        words.get("account").ifPresent(value -> all.add(new Filter.OnAccount(value)));
        conversation.ifPresent(value -> all.add(new Filter.InRoom(platform, tenant, value)));
        sender.ifPresent(value -> all.add(new Filter.SaidBy(platform, tenant, value)));
        MARKS.forEach((name, kind) -> words.mark(name).ifPresent(value -> all.add(Filter.marked(kind, value))));
        words.one("type", MessageType::ofWord, words(MessageType.values(), MessageType::word))
                .ifPresent(type -> all.add(new Filter.OfType(type)));
        words.one("priority", Priority::ofWord, words(Priority.values(), Priority::word))
                .ifPresent(priority -> all.add(new Filter.Ranked(priority)));
        Optional<Instant> from = words.instant("from");
        Optional<Instant> to = words.instant("to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw Problem.badRequest("from 必须早于 to；不含 to 本身。", "from must be earlier than to; to itself is excluded.");
        }
        if (from.isPresent() || to.isPresent()) {
            all.add(new Filter.SentBetween(from, to));
        }
        words.get("text").ifPresent(value -> all.add(NamedWords.of(value, people)));
        words.get("filter").map(FilterJson::read).ifPresent(read -> all.add(said(read)));
        return new Filter.All(all);
    }

    private static Filter said(Parsed<Filter> read) {
        if (read instanceof Parsed.Good<Filter> good) {
            return good.value();
        }
        LocalText reason = ((Parsed.Bad<Filter>) read).reason();
        throw Problem.badRequest("filter：" + reason.zh() + "。", "filter: " + reason.en() + ".");
    }

    private static Order order(Words words) {
        OptionalLong after = words.seq("after");
        OptionalLong before = words.seq("before");
        if (after.isPresent() && before.isPresent()) {
            throw Problem.badRequest(
                    "after 和 before 不能同时使用：after 从旧到新，before 从新到旧。",
                    "after and before exclude each other: after ascends, before goes back in time.");
        }
        if (words.isSpoken()) {
            Optional<String> platform = words.get("platform");
            Optional<String> tenant = words.get("tenant");
            Optional<String> conversation = words.get("conversation");
            if (platform.isEmpty() || tenant.isEmpty() || conversation.isEmpty()) {
                throw Problem.badRequest(
                        "order=conversation 需要参数 platform、tenant 和 conversation：别的平台或企业也可能有同样编号的会话。",
                        "order=conversation needs the parameters platform, tenant and conversation: another platform or"
                                + " company may have a room of the same id.");
            }
            return new Order.Spoken(new Filter.InRoom(platform, tenant, conversation.get()), after, before);
        }
        return after.isPresent() ? new Order.Oldest(after.getAsLong()) : new Order.Newest(before);
    }

    /** Empty for what cannot be an id of ours. */
    static Optional<MessageId> messageId(String text) {
        try {
            return Optional.of(new MessageId(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static <E> String words(E[] values, Function<E, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.joining(" "));
    }

    /** The parameters of a URL, each at most once; a blank one counts as absent. */
    private record Words(Map<String, List<String>> parameters) {
        void refuseUnknown(Set<String> known) {
            for (String name : parameters.keySet()) {
                if (!known.contains(name)) {
                    // A misspelt filter that is ignored shows messages that were not asked for.
                    throw Problem.badRequest(
                            "没有这个参数；可用的有：" + String.join(" ", known) + "。",
                            "There is no such parameter; allowed are " + String.join(" ", known) + ".");
                }
            }
        }

        Optional<String> get(String name) {
            List<String> values = parameters.getOrDefault(name, List.of());
            if (values.size() > 1) {
                throw Problem.badRequest(name + " 只能给出一次。", name + " may be given once.");
            }
            return values.stream().filter(value -> !value.isBlank()).findFirst();
        }

        <T> Optional<T> one(String name, Function<String, Optional<T>> reading, String allowed) {
            return get(name).map(word -> reading.apply(word)
                    .orElseThrow(() -> Problem.badRequest(
                            name + " 的取值有：" + allowed + "。", name + " is one of: " + allowed + ".")));
        }

        Optional<Instant> instant(String name) {
            return get(name).map(text -> {
                try {
                    OffsetDateTime time = OffsetDateTime.parse(text);
                    if (time.getYear() < 1 || time.getYear() > 9999) {
                        // No database keeps them, and what it says then is no answer to the caller.
                        throw Problem.badRequest(
                                name + " 的年份在 1 到 9999 之间。", name + " is a time from the year 1 to 9999.");
                    }
                    return time.toInstant();
                } catch (DateTimeException notATime) {
                    throw Problem.badRequest(
                            name + " 是带时区的时间，例如 2026-03-01T08:00:00Z 或 2026-03-01T16:00:00%2B08:00。",
                            name + " is a time with its zone, such as 2026-03-01T08:00:00Z"
                                    + " or 2026-03-01T16:00:00%2B08:00.");
                }
            });
        }

        OptionalLong seq(String name) {
            return get(name)
                    .map(text -> OptionalLong.of(number(text)
                            .orElseThrow(() -> Problem.badRequest(
                                    name + " 是消息的序号，0 或更大。", name + " is the seq of a message, 0 or more."))))
                    .orElse(OptionalLong.empty());
        }

        /** A value that can stand as a mark. */
        Optional<String> mark(String name) {
            Optional<String> value = get(name);
            if (value.filter(text -> text.length() > 128).isPresent()) {
                throw Problem.badRequest(name + " 最多 128 个字。", name + " has at most 128 characters.");
            }
            return value;
        }

        boolean isSpoken() {
            return one(
                            "order",
                            word -> switch (word) {
                                case "seq" -> Optional.of(false);
                                case "conversation" -> Optional.of(true);
                                default -> Optional.empty();
                            },
                            "seq conversation")
                    .orElse(false);
        }

        int limit() {
            return get("limit")
                    .map(text -> number(text)
                            .map(n -> n >= 1 && n <= MessageQuery.MOST
                                    ? OptionalInt.of(n.intValue())
                                    : OptionalInt.empty())
                            .orElse(OptionalInt.empty())
                            .orElseThrow(() -> Problem.badRequest(
                                    "limit 是 1 到 " + MessageQuery.MOST + " 之间的数。",
                                    "limit is a number from 1 to " + MessageQuery.MOST + ".")))
                    .orElse(USUAL);
        }

        private static Optional<Long> number(String text) {
            try {
                long number = Long.parseLong(text);
                return number < 0 ? Optional.empty() : Optional.of(number);
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }
    }
}
