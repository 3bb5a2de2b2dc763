// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** One thing that a stage says of a message; people filter by it and rights are decided on it. */
public record Mark(Kind kind, String value) {
    /** What can be said. Except for what is {@linkplain #isSingle single}, several values are normal. */
    public enum Kind {
        PERSON,
        COMPANY,
        DEPARTMENT,
        PROJECT,
        /** {@code high}, {@code medium} or {@code low}; the highest of all stages counts. */
        PRIORITY,
        TAG,
        /** The rule that fired. */
        RULE,
        /** How secret it is; the words of {@code org.huitong.api.filter.Secrecy}, of which the highest counts. */
        SECRECY,
        /** What it is about in the life of the company: a complaint, the progress of a project. */
        MODULE,
        /** The person who is to see to it. */
        ASSIGNED,
        /** A person whom it is addressed to. */
        PARTY,
        CUSTOMER,
        /** A department to which the room belongs, by what is written down of rooms and not by who speaks there. */
        ROOM,
        /** The message that this one is, come before it through another door: its id. Found by the log itself. */
        SAME_AS;

        /** Of which a message has one: what a person says of it by hand stands in the place of whatever stages find. */
        public boolean isSingle() {
            return this == PRIORITY || this == MODULE;
        }
    }

    public Mark {
        Objects.requireNonNull(kind);
        if (Objects.requireNonNull(value).isBlank() || value.length() > 128) {
            throw new IllegalArgumentException("a mark's value has 1 to 128 characters");
        }
    }

    public static Mark of(Kind kind, String value) {
        return new Mark(kind, value);
    }

    /**
     * What these findings say together: whatever a stage says and nobody denied by hand, and of priorities the one that
     * counts.
     */
    public static Set<Mark> among(Collection<Finding> findings) {
        Set<Mark> marks = new HashSet<>();
        findings.stream().filter(f -> !f.isByHand()).forEach(f -> marks.addAll(f.marks()));
        findings.stream().filter(Finding::isByHand).forEach(f -> {
            marks.removeAll(f.denied());
            f.marks().stream()
                    .map(Mark::kind)
                    .filter(Kind::isSingle)
                    .forEach(fixed -> marks.removeIf(mark -> mark.kind() == fixed));
            marks.addAll(f.marks());
        });
        if (marks.removeIf(mark -> mark.kind() == Kind.PRIORITY)) {
            marks.add(Priority.among(findings).mark());
        }
        return marks;
    }
}
