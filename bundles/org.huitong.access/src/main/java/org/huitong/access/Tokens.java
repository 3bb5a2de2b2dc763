// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens for programs, each with the rights of its account. Kept by their hash; shown once. */
final class Tokens {
    private static final String PREFIX = "ht_";
    private static final String PURPOSE = "token";
    private final AccessShelf shelf;
    private final InstantSource clock;
    private final Map<String, Row> byHash = new ConcurrentHashMap<>();

    Tokens(AccessShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
        shelf.tokens().forEach(row -> byHash.put(row.hash(), row));
    }

    Made make(String account, String name, Optional<Instant> expiresAt) {
        String token = PREFIX + Secret.random();
        Row row = new Row(Secret.id(), Secret.hash(PURPOSE, token), account, name, clock.instant(), expiresAt);
        shelf.add(row);
        byHash.put(row.hash(), row);
        return new Made(row, token);
    }

    Optional<String> account(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byHash.get(Secret.hash(PURPOSE, token)))
                .filter(row -> row.expiresAt().map(clock.instant()::isBefore).orElse(true))
                .map(Row::account);
    }

    List<Row> of(String account) {
        return byHash.values().stream()
                .filter(row -> row.account().equals(account))
                .sorted(Comparator.comparing(Row::createdAt).reversed())
                .toList();
    }

    /** True where this account had it. */
    boolean remove(String account, String id) {
        Optional<Row> found =
                of(account).stream().filter(row -> row.id().equals(id)).findAny();
        found.ifPresent(row -> {
            byHash.remove(row.hash());
            shelf.removeToken(id);
        });
        return found.isPresent();
    }

    void removeAll(String account) {
        of(account).forEach(row -> remove(account, row.id()));
    }

    record Row(String id, String hash, String account, String name, Instant createdAt, Optional<Instant> expiresAt) {}

    /** A new one with its secret, which is nowhere else. */
    record Made(Row row, String token) {
        @Override
        public String toString() {
            return "Made[" + row.id() + "]";
        }
    }
}
