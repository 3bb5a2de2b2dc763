// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Objects;
import java.util.Optional;

/**
 * Who somebody is elsewhere. Access looks for the person by the subject first, then by the employee number, then by the
 * login name; a name is no key.
 *
 * @param provider the platform and tenant of that elsewhere, as accounts of persons have them: {@code ldap main}
 * @param subject the id there that never changes and is never given to another
 * @param employee the employee number that it tells
 * @param login the login name there
 */
public record Identity(Provider provider, String subject, Optional<String> employee, Optional<String> login) {
    public Identity {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(employee);
        Objects.requireNonNull(login);
        if (subject.isBlank()) {
            throw new IllegalArgumentException("an identity has a subject");
        }
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Identity[" + provider + "]";
    }

    /**
     * Where somebody is known.
     *
     * @param platform such as {@code ldap}
     * @param tenant which one of them, by the name of its configuration
     */
    public record Provider(String platform, String tenant) {
        public Provider {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(tenant);
        }

        @Override
        public String toString() {
            return platform + " " + tenant;
        }
    }
}
