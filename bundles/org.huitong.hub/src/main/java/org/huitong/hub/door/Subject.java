// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * What was asked for and shown, as the read log keeps it: enough to tell later who read a given message, without the
 * words that somebody searched for.
 */
final class Subject {
    private Subject() {}

    /** A list of which nothing was shown. */
    static String of(MessageQuery query) {
        return asked(query);
    }

    /** The lines come first: a long question is cut, what was shown is not. */
    static String of(MessageQuery query, List<MessageView> shown) {
        LongSummaryStatistics lines = shown.stream().mapToLong(MessageView::seq).summaryStatistics();
        return "lines=" + lines.getMin() + ".." + lines.getMax() + " " + asked(query);
    }

    private static String asked(MessageQuery query) {
        String which = query.filter().fold(Words.INSTANCE);
        return (which.isEmpty() ? "" : which + " ") + order(query.order()) + " limit=" + query.limit();
    }

    private static String order(Order order) {
        if (order instanceof Order.Newest newest) {
            return "order=newest" + place("before", newest.before());
        }
        if (order instanceof Order.Oldest oldest) {
            return "order=oldest after=" + oldest.after();
        }
        Order.Spoken spoken = (Order.Spoken) order;
        return "order=spoken" + place("after", spoken.after()) + place("before", spoken.before());
    }

    private static String place(String name, OptionalLong seq) {
        return seq.isPresent() ? " " + name + "=" + seq.getAsLong() : "";
    }

    /** A filter as a line of {@code name=value}. */
    private enum Words implements Filter.Fold<String> {
        INSTANCE;

        @Override
        public String all(List<String> of) {
            return String.join(" ", of.stream().filter(one -> !one.isEmpty()).toList());
        }

        @Override
        public String any(List<String> of) {
            return "(" + String.join(" | ", of) + ")";
        }

        @Override
        public String not(String of) {
            return "not(" + of + ")";
        }

        @Override
        public String marked(Mark.Kind kind, String value) {
            return kind.name().toLowerCase(Locale.ROOT) + "=" + value;
        }

        @Override
        public String saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
            return "sender=" + of(platform, tenant) + sender;
        }

        @Override
        public String inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
            return "conversation=" + of(platform, tenant) + conversation;
        }

        private static String of(Optional<String> platform, Optional<String> tenant) {
            return platform.map(p -> p + "/").orElse("")
                    + tenant.map(t -> t + "/").orElse("");
        }

        @Override
        public String onPlatform(String platform) {
            return "platform=" + platform;
        }

        @Override
        public String onAccount(String account) {
            return "account=" + account;
        }

        @Override
        public String ofType(MessageType type) {
            return "type=" + type.word();
        }

        @Override
        public String sentBetween(Optional<Instant> from, Optional<Instant> to) {
            return all(List.of(
                    from.map(f -> "from=" + f).orElse(""),
                    to.map(t -> "to=" + t).orElse("")));
        }

        @Override
        public String ranked(Priority priority) {
            return "priority=" + priority.word();
        }

        @Override
        public String secrecyUpTo(Secrecy highest) {
            return "secrecyUpTo=" + highest.word();
        }

        /** What somebody searched for may be as private as what they found. */
        @Override
        public String words(String words) {
            return "text";
        }
    }
}
