// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody wrote down about a conversation, or about all conversations of an account, a tenant or a platform.
 *
 * @param id 0 as long as it is not saved
 * @param version of the set in which it became what it is now
 */
record Line(
        long id,
        int version,
        Place place,
        List<String> departments,
        Optional<String> project,
        Optional<String> company,
        String note) {
    Line {
        Objects.requireNonNull(place);
        departments = List.copyOf(departments);
        Objects.requireNonNull(project);
        Objects.requireNonNull(company);
        Objects.requireNonNull(note);
    }

    Line as(long otherId, int otherVersion) {
        return new Line(otherId, otherVersion, place, departments, project, company, note);
    }

    /** What a line is about. Whatever is left empty means every one. */
    record Place(String platform, Optional<String> tenant, Optional<String> account, Optional<String> conversation) {
        Place {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(account);
            Objects.requireNonNull(conversation);
        }

        /** Whether there may be a message that both are about. */
        boolean meets(Place other) {
            return platform.equals(other.platform)
                    && meet(tenant, other.tenant)
                    && meet(account, other.account)
                    && meet(conversation, other.conversation);
        }

        private static boolean meet(Optional<String> one, Optional<String> other) {
            return one.isEmpty() || other.isEmpty() || one.equals(other);
        }

        /** For people: {@code wecom~sales corp1 room7}, stars for what is left empty. */
        @Override
        public String toString() {
            return platform + "~" + account.orElse("*") + " " + tenant.orElse("*") + " " + conversation.orElse("*");
        }
    }
}
