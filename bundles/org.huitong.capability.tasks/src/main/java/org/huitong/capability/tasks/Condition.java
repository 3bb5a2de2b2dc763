// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A part of a query over tasks, with its values. */
record Condition(String sql, List<Object> values) {
    static final Condition NONE = new Condition("1 = 1", List.of());

    static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    static Condition in(String column, Collection<?> values) {
        String marks = values.stream().map(value -> "?").collect(Collectors.joining(", "));
        return new Condition(column + " IN (" + marks + ")", List.copyOf(values));
    }

    static Condition any(List<Condition> some) {
        return new Condition(
                some.stream().map(Condition::sql).collect(Collectors.joining(" OR ", "(", ")")),
                some.stream().flatMap(one -> one.values().stream()).toList());
    }

    Condition and(String more, Object... moreValues) {
        return and(of(more, moreValues));
    }

    Condition and(Condition other) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(other.values());
        return new Condition(sql + " AND " + other.sql(), all);
    }
}
