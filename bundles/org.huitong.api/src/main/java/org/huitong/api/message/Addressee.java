// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom a message is for, or whom it calls by name: the other side of a direct room, To and Cc of a mail, a mention.
 *
 * @param ids every id that the platform gives for this one party, the most stable first; empty where it only shows a
 *     name
 * @param tenant the company it belongs to, where that is another than the message's
 * @param name as the platform showed it: personal data, and never a key
 */
public record Addressee(List<String> ids, Optional<String> tenant, Optional<String> name) {
    /** Whoever is in the room. */
    public static final Addressee EVERYBODY = new Addressee(List.of("all"), Optional.empty(), Optional.empty());

    public Addressee {
        ids = List.copyOf(new LinkedHashSet<>(ids));
        if (ids.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an id is not blank");
        }
        Objects.requireNonNull(tenant);
        name = name.filter(n -> !n.isBlank());
        if (ids.isEmpty() && name.isEmpty()) {
            throw new IllegalArgumentException("an addressee has an id or a name");
        }
    }

    public static Addressee of(String id) {
        return new Addressee(List.of(id), Optional.empty(), Optional.empty());
    }

    /** @param nameOrNull where the platform shows none */
    public static Addressee of(String id, String nameOrNull) {
        return new Addressee(List.of(id), Optional.empty(), Optional.ofNullable(nameOrNull));
    }

    /** Somebody of whom the platform shows the name alone. */
    public static Addressee named(String name) {
        return new Addressee(List.of(), Optional.empty(), Optional.of(name));
    }

    /** The same party, by further ids of the platform. */
    public Addressee alias(String... further) {
        List<String> all = new ArrayList<>(ids);
        all.addAll(List.of(further));
        return new Addressee(all, tenant, name);
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Addressee" + ids;
    }
}
