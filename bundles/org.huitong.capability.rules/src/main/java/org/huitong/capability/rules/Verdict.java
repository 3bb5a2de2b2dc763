// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.HashSet;
import java.util.Set;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;

/** A rule with what it always says made ready; equal to nothing but itself. */
final class Verdict {
    final Rule rule;
    /** Without the priority, of which there is only one for all rules that fire. */
    final Set<Mark> marks;

    final Set<Mark> all;
    private final boolean everywhere;

    Verdict(Rule rule) {
        this.rule = rule;
        this.everywhere = rule.platforms().isEmpty() && rule.types().isEmpty();
        Set<Mark> said = new HashSet<>();
        said.add(Mark.of(Mark.Kind.RULE, rule.name()));
        rule.tags().forEach(tag -> said.add(Mark.of(Mark.Kind.TAG, tag)));
        this.marks = Set.copyOf(said);
        rule.priority().ifPresent(priority -> said.add(priority.mark()));
        this.all = Set.copyOf(said);
    }

    boolean appliesTo(String platform, MessageType type) {
        return everywhere || rule.appliesTo(platform, type);
    }
}
