// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;

/**
 * One permission of a role, and how far it reaches.
 *
 * @param platforms,types those it is limited to; empty: every one
 * @param secrecy up to which; without it a grant reads to internal
 */
record Grant(String permission, Where where, Set<String> platforms, Set<MessageType> types, Optional<Secrecy> secrecy) {
    private static final String TAB = "\t";
    private static final String COMMA = ",";

    Grant {
        platforms = Set.copyOf(platforms);
        types = Set.copyOf(types);
    }

    static Grant of(String permission, Where where) {
        return new Grant(permission, where, Set.of(), Set.of(), Optional.empty());
    }

    /** Whether it opens at least what the other one does. */
    boolean covers(Grant other) {
        return permission.equals(other.permission)
                && where == other.where
                && (platforms.isEmpty() || !other.platforms.isEmpty() && platforms.containsAll(other.platforms))
                && (types.isEmpty() || !other.types.isEmpty() && types.containsAll(other.types))
                && upTo().compareTo(other.upTo()) >= 0;
    }

    /** Never without a limit: a grant that does not name one reads to internal. */
    Secrecy upTo() {
        return secrecy.orElse(Secrecy.INTERNAL);
    }

    /** As it is kept: one line. */
    String line() {
        return String.join(
                TAB,
                permission,
                where.word(),
                String.join(COMMA, new TreeSet<>(platforms)),
                types.stream().map(MessageType::word).sorted().collect(Collectors.joining(COMMA)),
                secrecy.map(Secrecy::word).orElse("-"));
    }

    static Grant ofLine(String line) {
        String[] parts = line.split(TAB, -1);
        return new Grant(
                parts[0],
                Where.ofWord(parts[1]).orElseThrow(),
                words(parts[2]).collect(Collectors.toSet()),
                words(parts[3])
                        .map(word -> MessageType.ofWord(word).orElseThrow())
                        .collect(Collectors.toSet()),
                Secrecy.ofWord(parts[4]));
    }

    private static Stream<String> words(String joined) {
        return Stream.of(joined.split(COMMA)).filter(word -> !word.isEmpty());
    }
}
