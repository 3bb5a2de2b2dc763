// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.huitong.api.outbox.To;

/**
 * Who is in charge of secrets (保密办公室): roles, persons and addresses.
 *
 * @param to whom letters go
 * @param unread what the setting says and names nobody
 */
record Office(List<To> to, List<String> unread) {
    Office {
        to = List.copyOf(to);
        unread = List.copyOf(unread);
    }

    static Office of(String... addresses) {
        List<String> said = Arrays.stream(addresses)
                .map(String::strip)
                .filter(a -> !a.isEmpty())
                .toList();
        return new Office(
                said.stream().flatMap(address -> one(address).stream()).toList(),
                said.stream().filter(address -> one(address).isEmpty()).toList());
    }

    private static Optional<To> one(String address) {
        String[] parts = address.split(":", 2);
        if (parts.length < 2 || parts[1].isBlank()) {
            return Optional.empty();
        }
        String name = parts[1].strip();
        return switch (parts[0].strip()) {
            case "role" -> Optional.of(new To.Role(name, Optional.empty()));
            case "person" -> Optional.of(new To.Person(name));
            case "mail" -> Optional.of(new To.Mail(name));
            default -> Optional.empty();
        };
    }
}
