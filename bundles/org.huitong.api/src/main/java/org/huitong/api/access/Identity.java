// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who somebody is elsewhere. Access looks for the person by the subjects first, then by the employee number, then by the
 * login name, then by the mail address; a name is no key.
 *
 * @param provider the platform and tenant of that elsewhere, as accounts of persons have them: {@code ldap main}
 * @param subjects the ids there that never change and are never given to another, at least one; several where the same
 *     one goes by several
 * @param employee the employee number that it tells
 * @param login the login name there
 * @param mail the address that it has proven to be theirs
 */
public record Identity(
        Provider provider,
        List<String> subjects,
        Optional<String> employee,
        Optional<String> login,
        Optional<String> mail) {
    public Identity {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(employee);
        Objects.requireNonNull(login);
        Objects.requireNonNull(mail);
        subjects = List.copyOf(subjects);
        if (subjects.isEmpty() || subjects.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an identity has a subject");
        }
    }

    public Identity(Provider provider, String subject, Optional<String> employee, Optional<String> login) {
        this(provider, List.of(subject), employee, login, Optional.empty());
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
