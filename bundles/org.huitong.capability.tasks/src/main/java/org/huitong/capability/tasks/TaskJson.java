// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task as callers read it.
 *
 * @param code by which people name it in a chat
 * @param excerpt the beginning of the message that it is about, where the caller may read that
 * @param overdue whether its deadline is over and it is not
 * @param waiting where nobody sees to it yet: for what it waits, and how long it may
 * @param supervised whether somebody above wants to see that it is done; how that stands is in {@code supervision}
 * @param createdBy the account; what people call its owner is beside it, as in {@code byName} of the others
 * @param alsoIn the platforms in whose own list it stands
 * @param may what the caller may do: {@code edit}, everything; {@code work}, say how far it is; nothing
 */
public record TaskJson(
        String id,
        String code,
        int version,
        String title,
        Optional<String> note,
        Optional<String> message,
        Optional<String> excerpt,
        @JsonProperty("private") boolean hidden,
        Optional<String> assignee,
        Optional<String> assigneeName,
        Optional<String> department,
        Optional<String> departmentName,
        Optional<Instant> due,
        String state,
        boolean overdue,
        Optional<WaitingJson> waiting,
        boolean supervised,
        Optional<SupervisionJson> supervision,
        List<PointJson> checklist,
        String createdBy,
        Optional<String> createdByName,
        Instant createdAt,
        Optional<Instant> endedAt,
        List<String> alsoIn,
        String may,
        List<StepJson> history) {
    /** @param kind {@code classify} until it is known whose business it is, then {@code assign} */
    public record WaitingJson(String kind, Instant until) {}

    /** A line of the checklist. */
    public record PointJson(String text, boolean done) {}

    /**
     * How a supervised task stands (督办).
     *
     * @param chain who is asked, one above the other, by name
     * @param platform where the last reminder went
     */
    public record SupervisionJson(
            String by,
            Optional<String> byName,
            Instant since,
            List<String> chain,
            Optional<Instant> lastReminder,
            Optional<Instant> lastAcknowledgement,
            Optional<String> platform) {}

    /** Something that happened. */
    public record StepJson(
            int number,
            Instant at,
            String kind,
            String by,
            Optional<String> byName,
            Optional<String> person,
            Optional<String> personName,
            Optional<String> text,
            Optional<String> platform,
            Optional<String> letterState) {}

    /** What callers write. What is left out stays as it is; an empty text takes away. */
    public record TaskWish(
            Integer version,
            String title,
            String note,
            String message,
            @JsonProperty("private") Boolean hidden,
            String assignee,
            String department,
            String due,
            String state,
            List<PointJson> checklist) {}
}
