// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;

/**
 * What was asked for and shown, as the read log keeps it: enough to tell later who read a given message, without the
 * words that somebody searched for.
 */
final class Subject {
    private final StringBuilder words = new StringBuilder();

    private Subject() {}

    /** A list of which nothing was shown. */
    static String of(MessageQuery query) {
        Subject subject = new Subject();
        subject.asked(query);
        return subject.toString();
    }

    /** The lines come first: a long question is cut, what was shown is not. */
    static String of(MessageQuery query, List<MessageView> shown) {
        Subject subject = new Subject();
        LongSummaryStatistics lines = shown.stream().mapToLong(MessageView::seq).summaryStatistics();
        subject.add("lines", lines.getMin() + ".." + lines.getMax());
        subject.asked(query);
        return subject.toString();
    }

    private void asked(MessageQuery query) {
        add("platform", query.platform());
        add("account", query.account());
        add("conversation", query.conversation());
        add("person", query.person());
        add("department", query.department());
        add("project", query.project());
        add("tag", query.tag());
        query.type().ifPresent(v -> add("type", v.word()));
        query.priority().ifPresent(v -> add("priority", v.word()));
        add("from", query.from());
        add("to", query.to());
        add("after", query.after());
        add("before", query.before());
        add("order", query.order().name());
        add("limit", query.limit());
    }

    private void add(String name, Optional<?> value) {
        value.ifPresent(v -> add(name, v));
    }

    private void add(String name, OptionalLong value) {
        value.ifPresent(v -> add(name, v));
    }

    private void add(String name, Object value) {
        words.append(words.isEmpty() ? "" : " ").append(name).append('=').append(value);
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
