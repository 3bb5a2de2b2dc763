// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Objects;
import java.util.Optional;

/**
 * Who said it, by the platform's own id within the tenant. The name is what the platform showed at that time: it is
 * personal data, it is encrypted at rest, and it is never a key.
 */
public record Sender(String id, Kind kind, Optional<String> name) {
    /** What kind of party speaks. */
    public enum Kind {
        PERSON,
        CUSTOMER,
        ROBOT,
        SYSTEM
    }

    /** For what the platform itself says and no party is named. */
    public static final Sender SYSTEM = new Sender("", Kind.SYSTEM, Optional.empty());

    public Sender {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        name = name.filter(n -> !n.isBlank());
    }

    public static Sender person(String id) {
        return new Sender(id, Kind.PERSON, Optional.empty());
    }

    public static Sender person(String id, String nameOrNull) {
        return new Sender(id, Kind.PERSON, Optional.ofNullable(nameOrNull));
    }
}
