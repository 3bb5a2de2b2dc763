// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every platform's desk keeps: the token of now, how much came lately, and what was taken. Safe for many threads. */
public final class Lobby {
    private static final Duration TOKEN_LASTS = Duration.ofHours(2);
    private static final Duration ARRIVES_AFTER = Duration.ofSeconds(1);
    private static final Duration READ_AFTER = Duration.ofSeconds(6);
    private static final int MOST_REMEMBERED = 10_000;

    private final int most;
    private final Duration within;
    private final Deque<Instant> lately = new ArrayDeque<>();
    private final Map<String, Instant> taken = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final Map<String, String> byKey = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private String token = "";
    private Instant ends = Instant.EPOCH;

    /** How far something came that was taken. */
    public enum Stage {
        UNKNOWN,
        ON_ITS_WAY,
        ARRIVED,
        READ
    }

    public Lobby(int most, Duration within) {
        this.most = most;
        this.within = within;
    }

    /** The same one for as long as it holds. */
    public synchronized String token(Instant now) {
        if (!now.isBefore(ends)) {
            token = Seal.word(32);
            ends = now.plus(TOKEN_LASTS);
        }
        return token;
    }

    public synchronized boolean isToken(String given, Instant now) {
        return !token.isEmpty() && token.equals(given) && now.isBefore(ends);
    }

    public static long seconds() {
        return TOKEN_LASTS.toSeconds();
    }

    /** False where it is one too many. */
    public synchronized boolean admits(Instant now) {
        while (!lately.isEmpty() && !lately.peek().isAfter(now.minus(within))) {
            lately.poll();
        }
        if (lately.size() >= most) {
            return false;
        }
        lately.add(now);
        return true;
    }

    /** The id of what was taken under that key before, or a new one; an empty key is never known. */
    public synchronized String take(String key, String id, Instant now) {
        String known = key.isEmpty() ? null : byKey.putIfAbsent(key, id);
        if (known == null) {
            taken.put(id, now);
        }
        return known == null ? id : known;
    }

    /** It is taken back; false where there is none. */
    public synchronized boolean recall(String id) {
        return taken.remove(id) != null;
    }

    public synchronized Stage stage(String id, Instant now) {
        Instant at = taken.get(id);
        if (at == null) {
            return Stage.UNKNOWN;
        }
        Duration age = Duration.between(at, now);
        return age.compareTo(READ_AFTER) > 0
                ? Stage.READ
                : age.compareTo(ARRIVES_AFTER) > 0 ? Stage.ARRIVED : Stage.ON_ITS_WAY;
    }
}
