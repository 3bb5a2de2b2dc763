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
import org.huitong.api.audit.Deed;

/** Sessions: twelve hours without use, seven days in all. Kept by the hash of their cookie. */
final class Sessions {
    static final Duration IDLE = Duration.ofHours(12);
    static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration TOUCH = Duration.ofMinutes(5);
    private static final int MOST_AN_ACCOUNT = 20;
    private static final String PURPOSE = "session";
    private static final int ID_DIGITS = 16;
    private final AccessShelf shelf;
    private final InstantSource clock;
    private final Map<String, Row> open = new ConcurrentHashMap<>();

    Sessions(AccessShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
        shelf.sessions().forEach(row -> open.put(row.hash(), row));
    }

    /**
     * The cookie of a new one.
     *
     * @param from the address from which somebody comes
     */
    String open(String account, String from, Deed deed) {
        open.values().stream().filter(row -> !isValid(row)).forEach(this::over);
        of(account).stream().skip(MOST_AN_ACCOUNT - 1).forEach(this::over);
        String cookie = Secret.random();
        Instant now = clock.instant();
        Row row = new Row(Secret.hash(PURPOSE, cookie), account, now, now, Optional.of(from), Optional.empty());
        shelf.add(row, deed);
        open.put(row.hash(), row);
        return cookie;
    }

    /** The session of a cookie, which is used by that. */
    Optional<Row> use(String cookie) {
        Optional<Row> row = valid(cookie);
        row.ifPresent(this::touch);
        return row;
    }

    /** The session of a cookie, which is not used by that. */
    Optional<Row> look(String cookie) {
        return valid(cookie);
    }

    /** The session of an id. */
    Optional<Row> byId(String id) {
        return open.values().stream().filter(row -> row.id().equals(id)).findAny();
    }

    /** From now on it looks so; memory after the tables: what is not noted is not begun. */
    void looks(Row row, Optional<Glimpse> glimpse) {
        open.computeIfPresent(row.hash(), (hash, there) -> there.looking(glimpse));
    }

    private Optional<Row> valid(String cookie) {
        Row row = open.get(Secret.hash(PURPOSE, cookie));
        if (row != null && !isValid(row)) {
            over(row);
            return Optional.empty();
        }
        return Optional.ofNullable(row);
    }

    private void touch(Row row) {
        Instant now = clock.instant();
        if (row.usedAt().plus(TOUCH).isBefore(now) && open.replace(row.hash(), row, row.usedAgain(now))) {
            shelf.touch(row.hash(), now);
        }
    }

    /** What pages send along: derived from the cookie, and the cookie cannot be derived from it. */
    static String csrf(String cookie) {
        return Secret.hash("csrf", cookie);
    }

    /** All of an account, the last used first. */
    List<Row> of(String account) {
        return open.values().stream()
                .filter(row -> row.account().equals(account) && isValid(row))
                .sorted(Comparator.comparing(Row::usedAt)
                        .thenComparing(Row::openedAt)
                        .reversed())
                .toList();
    }

    static String id(String cookie) {
        return idOf(Secret.hash(PURPOSE, cookie));
    }

    private static String idOf(String hash) {
        return hash.substring(0, ID_DIGITS);
    }

    /** True where this account had it. */
    boolean close(String account, String id, Deed deed) {
        Optional<Row> found =
                of(account).stream().filter(row -> row.id().equals(id)).findAny();
        found.ifPresent(row -> remove(row, Optional.of(deed)));
        return found.isPresent();
    }

    void close(String cookie, Deed deed) {
        Row row = open.get(Secret.hash(PURPOSE, cookie));
        if (row != null) {
            remove(row, Optional.of(deed));
        }
    }

    /** Ends all of an account but the one of this cookie. */
    void closeAll(String account, Optional<String> except, Deed deed) {
        forget(account, except);
        shelf.removeSessions(account, except.map(Sessions::hash), deed);
    }

    /** The same for what the tables have forgotten already. */
    void forget(String account, Optional<String> except) {
        Optional<String> kept = except.map(Sessions::hash);
        open.values()
                .removeIf(row -> row.account().equals(account)
                        && kept.filter(row.hash()::equals).isEmpty());
    }

    static String hash(String cookie) {
        return Secret.hash(PURPOSE, cookie);
    }

    private boolean isValid(Row row) {
        Instant now = clock.instant();
        return now.isBefore(row.usedAt().plus(IDLE))
                && now.isBefore(row.openedAt().plus(LONGEST));
    }

    /** Its time is over. */
    private void over(Row row) {
        remove(row, Optional.empty());
    }

    private void remove(Row row, Optional<Deed> deed) {
        // From memory first: whatever the database does, this one opens nothing any more.
        open.remove(row.hash());
        shelf.removeSession(row.hash(), deed);
    }

    /**
     * Through whose eyes a session looks.
     *
     * @param account the other's
     */
    record Glimpse(String account, Instant until) {}

    /** @param from absent for those of an older version */
    record Row(
            String hash,
            String account,
            Instant openedAt,
            Instant usedAt,
            Optional<String> from,
            Optional<Glimpse> glimpse) {
        /** What its owner names it by: the beginning of a hash, by which nobody comes in. */
        String id() {
            return idOf(hash);
        }

        Row usedAgain(Instant now) {
            return new Row(hash, account, openedAt, now, from, glimpse);
        }

        Row looking(Optional<Glimpse> other) {
            return new Row(hash, account, openedAt, usedAt, from, other);
        }
    }
}
