// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Priority;

/**
 * What somebody wrote down about certain words: a message in which one of the keywords stands gets the priority and the
 * tags. Where an exception stands over a keyword (不紧急 over 紧急), that keyword does not count.
 *
 * @param id 0 as long as it is not saved
 * @param version of the rule set in which it became what it is now
 * @param name unique; messages show it as what fired
 * @param platforms where it applies; empty: everywhere
 * @param types to which kinds of message; empty: to all
 * @param shadow it judges, and what it would have done is shown to who writes rules alone
 */
record Rule(
        long id,
        int version,
        String name,
        List<String> keywords,
        List<String> exceptions,
        Optional<Priority> priority,
        List<String> tags,
        Set<String> platforms,
        Set<MessageType> types,
        boolean enabled,
        String note,
        boolean shadow) {
    Rule {
        Objects.requireNonNull(name);
        keywords = List.copyOf(keywords);
        exceptions = List.copyOf(exceptions);
        Objects.requireNonNull(priority);
        tags = List.copyOf(tags);
        platforms = Set.copyOf(platforms);
        types = Set.copyOf(types);
        Objects.requireNonNull(note);
    }

    /** One that is no shadow. */
    Rule(
            long id,
            int version,
            String name,
            List<String> keywords,
            List<String> exceptions,
            Optional<Priority> priority,
            List<String> tags,
            Set<String> platforms,
            Set<MessageType> types,
            boolean enabled,
            String note) {
        this(id, version, name, keywords, exceptions, priority, tags, platforms, types, enabled, note, false);
    }

    boolean appliesTo(String platform, MessageType type) {
        return (platforms.isEmpty() || platforms.contains(platform)) && (types.isEmpty() || types.contains(type));
    }

    Rule as(long otherId, int otherVersion) {
        return new Rule(
                otherId,
                otherVersion,
                name,
                keywords,
                exceptions,
                priority,
                tags,
                platforms,
                types,
                enabled,
                note,
                shadow);
    }

    /** As if it were in force. */
    Rule inForce() {
        return new Rule(id, version, name, keywords, exceptions, priority, tags, platforms, types, true, note);
    }
}
