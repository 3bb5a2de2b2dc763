// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Identity;

/**
 * Which of the claims tell who somebody is. None of them gives a right: what anybody may do is decided here alone.
 *
 * @param employee the name of the claim with the employee number; blank where none is looked at, as of the others
 */
record Claims(Identity.Provider provider, String employee, String login, String mail) {
    private static final String PLATFORM = "oidc";

    static Claims of(OidcConfig config, String tenant) {
        return new Claims(
                new Identity.Provider(PLATFORM, tenant),
                config.employee().strip(),
                config.login().strip(),
                config.mail().strip());
    }

    /** Whether one that is looked at is not among those told yet. */
    boolean wantMore(Map<String, Object> told) {
        return Stream.of(employee, login, mail).anyMatch(name -> !name.isEmpty() && !told.containsKey(name));
    }

    Identity identity(String subject, Map<String, Object> told) {
        return new Identity(provider, List.of(subject), text(told, employee), text(told, login), mail(told));
    }

    /** An address that its provider has not proven is anybody's. */
    private Optional<String> mail(Map<String, Object> told) {
        boolean proven = !mail.equals("email") || Boolean.TRUE.equals(told.get("email_verified"));
        return text(told, mail).filter(address -> proven);
    }

    private static Optional<String> text(Map<String, Object> told, String name) {
        Object value = name.isEmpty() ? null : told.get(name);
        return value instanceof String || value instanceof Number
                ? Optional.of(value.toString().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
