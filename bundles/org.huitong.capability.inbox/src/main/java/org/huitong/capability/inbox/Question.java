// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** The parameters of a list as they stand in a URL, read into a {@link MessageQuery} or refused with what is allowed. */
final class Question {
    private static final int USUAL = 50;
    private static final Set<String> KNOWN = new TreeSet<>(List.of(
            "platform",
            "account",
            "conversation",
            "person",
            "department",
            "project",
            "type",
            "tag",
            "priority",
            "from",
            "to",
            "text",
            "after",
            "before",
            "order",
            "limit"));

    private Question() {}

    static MessageQuery of(Map<String, List<String>> parameters) {
        Words words = new Words(parameters);
        words.refuseUnknown(KNOWN);
        if (words.get("text").isPresent()) {
            throw new Problem(
                    400,
                    "search-not-installed",
                    LocalText.of("text 需要搜索功能，而它还没有安装。", "text needs the search capability, which is not installed."));
        }
        OptionalLong after = words.seq("after");
        OptionalLong before = words.seq("before");
        if (after.isPresent() && before.isPresent()) {
            throw Problem.badRequest(
                    "after 和 before 不能同时使用：after 从旧到新，before 从新到旧。",
                    "after and before exclude each other: after ascends, before goes back in time.");
        }
        Optional<Instant> from = words.instant("from");
        Optional<Instant> to = words.instant("to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw Problem.badRequest("from 必须早于 to；不含 to 本身。", "from must be earlier than to; to itself is excluded.");
        }
        Optional<String> conversation = words.get("conversation");
        MessageQuery.Order order = words.order();
        if (order == MessageQuery.Order.CONVERSATION && conversation.isEmpty()) {
            throw Problem.badRequest(
                    "order=conversation 需要参数 conversation。", "order=conversation needs the parameter conversation.");
        }
        return new MessageQuery(
                words.get("platform"),
                words.get("account"),
                conversation,
                words.get("person"),
                words.get("department"),
                words.get("project"),
                words.one("type", MessageType::ofWord, words(MessageType.values(), MessageType::word)),
                words.get("tag"),
                words.one("priority", Priority::ofWord, words(Priority.values(), Priority::word)),
                from,
                to,
                after,
                before,
                order,
                words.limit());
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

        MessageQuery.Order order() {
            return one(
                            "order",
                            word -> switch (word) {
                                case "seq" -> Optional.of(MessageQuery.Order.SEQ);
                                case "conversation" -> Optional.of(MessageQuery.Order.CONVERSATION);
                                default -> Optional.empty();
                            },
                            "seq conversation")
                    .orElse(MessageQuery.Order.SEQ);
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
