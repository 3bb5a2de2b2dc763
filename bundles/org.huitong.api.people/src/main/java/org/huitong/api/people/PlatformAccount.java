// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * By which ids a platform knows somebody in one of its tenants. Any of them is the person; no id belongs to two persons
 * at a time.
 *
 * @param platform the word, such as {@code wecom}
 * @param tenant the company's id on the platform
 * @param ids every id that is known (user, union, open id), the one that was written down first in front
 * @param name as the platform shows it: personal data, and never a key
 * @param since from when on it is theirs, where it was somebody else's before: what was said by it until then is not.
 *     Empty: all that was ever said by it is theirs
 */
public record PlatformAccount(
        String platform, String tenant, List<String> ids, Optional<String> name, Optional<Instant> since) {
    /** One that was never anybody else's. */
    public PlatformAccount(String platform, String tenant, List<String> ids, Optional<String> name) {
        this(platform, tenant, ids, name, Optional.empty());
    }

    public PlatformAccount {
        Objects.requireNonNull(platform);
        Objects.requireNonNull(tenant);
        ids = List.copyOf(new LinkedHashSet<>(ids));
        if (ids.isEmpty() || ids.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an account has ids, and none is blank");
        }
        name = name.filter(n -> !n.isBlank());
        Objects.requireNonNull(since);
    }

    /** Whether what is said by it at that moment is theirs. */
    public boolean holds(Instant moment) {
        return since.map(from -> !moment.isBefore(from)).orElse(true);
    }

    /** Whether it is an account on that platform and in that tenant. */
    public boolean on(String onPlatform, String inTenant) {
        return platform.equals(onPlatform) && tenant.equals(inTenant);
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "PlatformAccount[" + platform + " " + tenant + " " + ids.get(0) + "]";
    }
}
