// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.audit.Deed.Doer;

/** Tokens for programs, each with the rights of its account or with some of them. Kept by their hash; shown once. */
final class Tokens {
    private static final String PREFIX = "ht_";
    private static final String PURPOSE = "token";
    private final AccessShelf shelf;
    private final InstantSource clock;
    private final Map<String, Row> byHash = new ConcurrentHashMap<>();
    private final Map<String, Row> byId = new ConcurrentHashMap<>();

    Tokens(AccessShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
        shelf.tokens().forEach(this::remember);
    }

    /** @param permissions those that it has at most; empty: all of its account */
    Made make(
            Doer by,
            String account,
            String name,
            Optional<Instant> expiresAt,
            Optional<SortedSet<String>> permissions) {
        String token = PREFIX + Secret.random();
        Row row = new Row(
                Secret.id(), Secret.hash(PURPOSE, token), account, name, clock.instant(), expiresAt, permissions);
        shelf.add(row, Deeds.tokenMade(by, row));
        remember(row);
        return new Made(row, token);
    }

    private void remember(Row row) {
        byId.put(row.id(), row);
        byHash.put(row.hash(), row);
    }

    /** Of those that are valid now. */
    Optional<Row> row(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byHash.get(Secret.hash(PURPOSE, token)))
                .filter(row -> row.expiresAt().map(clock.instant()::isBefore).orElse(true));
    }

    Optional<Row> find(String account, String id) {
        return Optional.ofNullable(byId.get(id)).filter(row -> row.account().equals(account));
    }

    List<Row> of(String account) {
        return byHash.values().stream()
                .filter(row -> row.account().equals(account))
                .sorted(Comparator.comparing(Row::createdAt).reversed())
                .toList();
    }

    /** True where this account had it. */
    boolean remove(Doer by, String account, String id) {
        Optional<Row> found = find(account, id);
        found.ifPresent(row -> {
            forget(row);
            shelf.removeToken(id, Deeds.tokenRemoved(by, row));
        });
        return found.isPresent();
    }

    /** Those of an account, which the tables have forgotten already. */
    void forget(String account) {
        of(account).forEach(this::forget);
    }

    private void forget(Row row) {
        byHash.remove(row.hash());
        byId.remove(row.id());
    }

    /** @param permissions those that it has at most; empty: all of its account */
    record Row(
            String id,
            String hash,
            String account,
            String name,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<SortedSet<String>> permissions) {}

    /** A new one with its secret, which is nowhere else. */
    record Made(Row row, String token) {
        @Override
        public String toString() {
            return "Made[" + row.id() + "]";
        }
    }
}
