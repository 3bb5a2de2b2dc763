// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.filter.Filter;

/**
 * One permission that a person holds by a role, and how far it reaches. What is empty reaches nothing.
 *
 * @param permission its word
 * @param messages those that it reaches, where the permission is about messages
 * @param companies,departments those that it reaches, by the hub's own ids, where it is about them
 * @param everywhere it reaches everything that is no message, and everything that is nothing in particular
 * @param until when it ends by itself
 * @param charge it reaches what is others', and comes from a role that somebody gave: nobody lends it who does not have it
 */
public record Right(
        String permission,
        Filter messages,
        Set<String> companies,
        Set<String> departments,
        boolean everywhere,
        Optional<Instant> until,
        boolean charge) {
    public Right {
        Objects.requireNonNull(permission);
        Objects.requireNonNull(messages);
        companies = Set.copyOf(companies);
        departments = Set.copyOf(departments);
        Objects.requireNonNull(until);
    }

    /** One that everybody has who works here, or that reaches their own alone. */
    public Right(
            String permission,
            Filter messages,
            Set<String> companies,
            Set<String> departments,
            boolean everywhere,
            Optional<Instant> until) {
        this(permission, messages, companies, departments, everywhere, until, false);
    }

    /** Whether it opens the same, however long. */
    public boolean reachesAs(Right other) {
        return permission.equals(other.permission)
                && everywhere == other.everywhere
                && messages.equals(other.messages)
                && companies.equals(other.companies)
                && departments.equals(other.departments);
    }

    public boolean holdsAt(Instant moment) {
        return until.map(moment::isBefore).orElse(true);
    }
}
