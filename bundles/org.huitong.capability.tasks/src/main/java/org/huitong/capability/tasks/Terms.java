// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written down of how tasks are made and reminded of; every time is a time of work.
 *
 * @param byTag which tags make a task, and how long it has; the order is that in which they count
 * @param usual how long a task has of which nothing is said
 * @param post who of a department gets its tasks, by their post; where nobody has it, whom the department names
 * @param escalate how long it waits at each step of the line of command
 * @param supervise how often who is to see to a supervised task is asked
 * @param address under which people open the hub, where it is known
 * @param classify,assign how long it may be until it is known whose business it is, and who sees to it
 */
record Terms(
        Map<String, Duration> byTag,
        Duration usual,
        String post,
        Duration escalate,
        Duration supervise,
        Duration classify,
        Duration assign,
        Optional<String> address) {
    private static final Logger LOG = LoggerFactory.getLogger(Terms.class);
    private static final Duration DAY_OF_WORK = Duration.ofHours(8);
    private static final Duration HALF_A_DAY = Duration.ofHours(4);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(2_000);

    static Terms of(TaskConfig config) {
        Map<String, Duration> byTag = new LinkedHashMap<>();
        for (String line : config.tags()) {
            int equals = line.lastIndexOf('=');
            String tag = (equals < 0 ? line : line.substring(0, equals)).strip();
            if (!tag.isEmpty()) {
                byTag.put(tag, duration(equals < 0 ? "" : line.substring(equals + 1), DAY_OF_WORK));
            }
        }
        return new Terms(
                byTag,
                duration(config.usual(), DAY_OF_WORK),
                config.post().strip(),
                duration(config.escalate(), HALF_A_DAY),
                duration(config.supervise(), DAY_OF_WORK),
                duration(config.classify(), HALF_AN_HOUR),
                duration(config.assign(), HOUR),
                Optional.of(config.address().strip().replaceAll("/+$", "")).filter(a -> !a.isEmpty()));
    }

    /** How long it may wait for that. */
    Duration of(Waiting.Kind kind) {
        return kind == Waiting.Kind.CLASSIFY ? classify : assign;
    }

    /** What cannot be used is said in the log, and what is usual stays in force: tasks are not to wait for a typo. */
    private static Duration duration(String text, Duration usual) {
        try {
            Duration read = Duration.parse(text.strip());
            if (read.compareTo(Duration.ZERO) > 0 && read.compareTo(LONGEST) <= 0) {
                return read;
            }
        } catch (DateTimeException e) {
            // Told below, as what is too long.
        }
        LOG.error("A time of the tasks cannot be used, so {} is in force, value={}", usual, text);
        return usual;
    }

    /** The first of the tags that makes a task. */
    Optional<String> among(Collection<String> tags) {
        return byTag.keySet().stream().filter(tags::contains).findFirst();
    }
}
