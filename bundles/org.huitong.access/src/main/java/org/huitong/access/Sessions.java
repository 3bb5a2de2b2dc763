// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Sessions: twelve hours without use, seven days in all. Kept by the hash of their cookie. */
final class Sessions {
    static final Duration IDLE = Duration.ofHours(12);
    static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration TOUCH = Duration.ofMinutes(5);
    private static final int MOST_AN_ACCOUNT = 20;
    private static final String PURPOSE = "session";
    private final AccessShelf shelf;
    private final InstantSource clock;
    private final Map<String, Row> open = new ConcurrentHashMap<>();

    Sessions(AccessShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
        shelf.sessions().forEach(row -> open.put(row.hash(), row));
    }

    /** The cookie of a new one. */
    String open(String account) {
        removeIf(row -> !isValid(row));
        List<Row> mine = open.values().stream()
                .filter(row -> row.account().equals(account))
                .sorted(Comparator.comparing(Row::usedAt))
                .toList();
        mine.stream().limit(Math.max(0, mine.size() - MOST_AN_ACCOUNT + 1)).forEach(this::remove);
        String cookie = Secret.random();
        Instant now = clock.instant();
        Row row = new Row(Secret.hash(PURPOSE, cookie), account, now, now);
        shelf.add(row);
        open.put(row.hash(), row);
        return cookie;
    }

    /** The account of a cookie, which is used by that. */
    Optional<String> account(String cookie) {
        Optional<Row> row = valid(cookie);
        row.ifPresent(this::touch);
        return row.map(Row::account);
    }

    /** The account of a cookie, which is not used by that. */
    Optional<String> look(String cookie) {
        return valid(cookie).map(Row::account);
    }

    private Optional<Row> valid(String cookie) {
        Row row = open.get(Secret.hash(PURPOSE, cookie));
        if (row != null && !isValid(row)) {
            remove(row);
            return Optional.empty();
        }
        return Optional.ofNullable(row);
    }

    private void touch(Row row) {
        Instant now = clock.instant();
        if (row.usedAt().plus(TOUCH).isBefore(now)
                && open.replace(row.hash(), row, new Row(row.hash(), row.account(), row.openedAt(), now))) {
            shelf.touch(row.hash(), now);
        }
    }

    /** What pages send along: derived from the cookie, and the cookie cannot be derived from it. */
    static String csrf(String cookie) {
        return Secret.hash("csrf", cookie);
    }

    void close(String cookie) {
        Row row = open.get(Secret.hash(PURPOSE, cookie));
        if (row != null) {
            remove(row);
        }
    }

    /** Ends all of an account but the one of this cookie. */
    void closeAll(String account, Optional<String> except) {
        Optional<String> kept = except.map(cookie -> Secret.hash(PURPOSE, cookie));
        removeIf(row ->
                row.account().equals(account) && kept.filter(row.hash()::equals).isEmpty());
    }

    private boolean isValid(Row row) {
        Instant now = clock.instant();
        return now.isBefore(row.usedAt().plus(IDLE))
                && now.isBefore(row.openedAt().plus(LONGEST));
    }

    private void removeIf(Predicate<Row> condition) {
        open.values().stream().filter(condition).forEach(this::remove);
    }

    private void remove(Row row) {
        // From memory first: whatever the database does, this one opens nothing any more.
        open.remove(row.hash());
        shelf.removeSession(row.hash());
    }

    record Row(String hash, String account, Instant openedAt, Instant usedAt) {}
}
