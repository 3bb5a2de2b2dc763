// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** Filters as callers write them and as rows keep them. */
final class FilterText {
    static final int LONGEST = 8_000;

    private FilterText() {}

    /** One that was kept. */
    static Filter kept(String json) {
        return FilterJson.read(json)
                .good()
                .orElseThrow(() -> new IllegalStateException("a filter that was kept is none"));
    }

    /**
     * One that somebody wrote.
     *
     * @throws Problem where it is none, or asks for words: whether something is destroyed is not to depend on how far
     *     search has come
     */
    static Filter read(Json json) {
        Parsed<Filter> read = FilterJson.read(json);
        if (read instanceof Parsed.Bad<Filter> bad) {
            throw bad(bad.reason().zh() + "。", bad.reason().en() + ".");
        }
        Filter filter = read.good().orElseThrow();
        if (filter.fold(WORDED)) {
            throw bad(
                    "保管规则和保全不能按文字查找；请改用标签、部门、会话等条件。",
                    "Rules of retention and holds cannot ask for words; use tags, departments, rooms and the like.");
        }
        if (FilterJson.write(filter).length() > LONGEST) {
            throw bad("过滤条件太长。", "The filter is too long.");
        }
        return filter;
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-filter", LocalText.of(zh, en));
    }

    /** Whether it asks for words anywhere. */
    private static final Filter.Fold<Boolean> WORDED = new Filter.Fold<>() {
        @Override
        public Boolean all(List<Boolean> of) {
            return of.contains(true);
        }

        @Override
        public Boolean any(List<Boolean> of) {
            return of.contains(true);
        }

        @Override
        public Boolean not(Boolean of) {
            return of;
        }

        @Override
        public Boolean marked(Mark.Kind kind, String value) {
            return false;
        }

        @Override
        public Boolean has(Mark.Kind kind) {
            return false;
        }

        @Override
        public Boolean saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
            return false;
        }

        @Override
        public Boolean inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
            return false;
        }

        @Override
        public Boolean onPlatform(String platform) {
            return false;
        }

        @Override
        public Boolean onAccount(String account) {
            return false;
        }

        @Override
        public Boolean ofType(MessageType type) {
            return false;
        }

        @Override
        public Boolean sentBetween(Optional<Instant> from, Optional<Instant> to) {
            return false;
        }

        @Override
        public Boolean ranked(Priority priority) {
            return false;
        }

        @Override
        public Boolean secrecyUpTo(Secrecy highest) {
            return false;
        }

        @Override
        public Boolean words(String words) {
            return true;
        }
    };
}
