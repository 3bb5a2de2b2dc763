// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who said it, by the platform's own ids. The name is what the platform showed at that time: it is personal data, it is
 * encrypted at rest, and it is never a key.
 *
 * @param id one party within the message's tenant: no two have the same. Of somebody of another company, whose id might
 *     be a colleague's here, it names that company too, see {@link #of(String)}; empty for {@link #SYSTEM}
 * @param ids every id that the platform gives for this one party (user, union, open id), {@code id} first
 * @param tenant the company the sender belongs to, where that is another than the message's
 */
public record Sender(String id, List<String> ids, Optional<String> tenant, Kind kind, Optional<String> name) {
    /** What kind of party speaks. */
    public enum Kind {
        PERSON,
        /** Somebody of another company, or of none. */
        CUSTOMER,
        ROBOT,
        SYSTEM
    }

    /** For what the platform itself says and no party is named. */
    public static final Sender SYSTEM = new Sender("", List.of(), Optional.empty(), Kind.SYSTEM, Optional.empty());

    private static final String OURS = "huitong:";

    public Sender {
        Objects.requireNonNull(id);
        LinkedHashSet<String> all = new LinkedHashSet<>();
        if (!id.isBlank()) {
            all.add(id);
        }
        ids.stream().filter(other -> !other.isBlank()).forEach(all::add);
        ids = List.copyOf(all);
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(kind);
        name = name.filter(n -> !n.isBlank());
    }

    public static Sender person(String id) {
        return person(id, null);
    }

    /** @param nameOrNull where the platform shows none */
    public static Sender person(String id, String nameOrNull) {
        return plain(id, Kind.PERSON, nameOrNull);
    }

    public static Sender customer(String id, String nameOrNull) {
        return plain(id, Kind.CUSTOMER, nameOrNull);
    }

    public static Sender robot(String id, String nameOrNull) {
        return plain(id, Kind.ROBOT, nameOrNull);
    }

    /**
     * One of our own people who wrote from the hub: the platform was told it by a robot or an application, and has no id
     * for who stood behind it.
     *
     * @param login the name of the account in this hub
     */
    public static Sender ours(String login, String name) {
        return plain(OURS + login, Kind.PERSON, name);
    }

    /** Whether it was written from the hub. No connector brings such a message. */
    public boolean isOurs() {
        return id.startsWith(OURS);
    }

    private static Sender plain(String id, Kind kind, String nameOrNull) {
        return new Sender(id, List.of(), Optional.empty(), kind, Optional.ofNullable(nameOrNull));
    }

    /** The same party, by further ids of the platform. */
    public Sender alias(String... further) {
        List<String> all = new ArrayList<>(ids);
        all.addAll(List.of(further));
        return new Sender(id, all, tenant, kind, name);
    }

    /**
     * The same party as somebody of another company: a customer, whose ids are {@code id@company}, so that it is never
     * taken for the colleague who has the same id here. A robot of that company stays a robot.
     */
    public Sender of(String company) {
        return new Sender(
                id + "@" + company,
                ids.stream().map(other -> other + "@" + company).toList(),
                Optional.of(company),
                kind == Kind.PERSON ? Kind.CUSTOMER : kind,
                name);
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Sender[" + kind + " " + id + "]";
    }
}
