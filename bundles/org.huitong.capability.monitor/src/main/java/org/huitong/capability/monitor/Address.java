// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.util.Optional;
import java.util.regex.Pattern;

/** Who is told, as people write it: {@code role:<id>} or {@code person:<id>}. */
public final class Address {
    private static final String ROLE = "role:";
    private static final String PERSON = "person:";
    private static final Pattern FORM = Pattern.compile("(" + ROLE + "|" + PERSON + ")[A-Za-z0-9._-]{1,64}");

    private Address() {}

    public static boolean fits(String word) {
        return word != null && FORM.matcher(word).matches();
    }

    public static String ofRole(String role) {
        return ROLE + role;
    }

    static String ofPerson(String person) {
        return PERSON + person;
    }

    /** The person that is meant; empty where it is whoever has a role. */
    static Optional<String> person(String address) {
        return address.startsWith(PERSON) ? Optional.of(address.substring(PERSON.length())) : Optional.empty();
    }

    /** Whoever has this role is meant, where it is nobody by name. */
    static String role(String address) {
        return address.substring(ROLE.length());
    }
}
