// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.hub.journal.Rank;

/** What a list is narrowed to: first by what the asker may see, then by what was asked for. */
final class Conditions {
    private final StringBuilder sql = new StringBuilder("j.kind = 1");
    private final List<Object> values = new ArrayList<>();

    static Conditions of(Scope scope, MessageQuery query) {
        Conditions conditions = within(scope);
        query.platform().ifPresent(v -> conditions.and("j.platform = ?", v));
        query.account().ifPresent(v -> conditions.and("j.account = ?", v));
        query.conversation().ifPresent(v -> conditions.and("j.conversation = ?", v));
        query.person()
                .ifPresent(v -> conditions.and(
                        "(j.sender = ? OR EXISTS (SELECT 1 FROM hub_mark m WHERE m.kind = 'PERSON' AND m.value = ?"
                                + " AND m.seq = j.seq))",
                        v,
                        v));
        query.department().ifPresent(v -> conditions.andMarked(Mark.Kind.DEPARTMENT, List.of(v)));
        query.project().ifPresent(v -> conditions.andMarked(Mark.Kind.PROJECT, List.of(v)));
        query.tag().ifPresent(v -> conditions.andMarked(Mark.Kind.TAG, List.of(v)));
        query.type().ifPresent(v -> conditions.and("j.type = ?", v.word()));
        query.priority().ifPresent(conditions::andRanked);
        query.from().ifPresent(v -> conditions.and("j.sent_at >= ?", v.toEpochMilli()));
        query.to().ifPresent(v -> conditions.and("j.sent_at < ?", v.toEpochMilli()));
        return conditions;
    }

    /** @param scope anything but {@link Scope.Nothing}, for which nothing may be asked at all */
    static Conditions within(Scope scope) {
        Conditions conditions = new Conditions();
        if (scope instanceof Scope.Departments some) {
            conditions.andMarked(Mark.Kind.DEPARTMENT, some.departments());
        } else if (scope instanceof Scope.Nothing) {
            throw new IllegalArgumentException("who may see nothing asks no database");
        }
        return conditions;
    }

    Conditions and(String condition, Object... bound) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(bound));
        return this;
    }

    private void andRanked(Priority priority) {
        Object[] codes = Rank.seenAs(priority).stream().map(Rank::code).toArray();
        and("j.priority IN (?" + ", ?".repeat(codes.length - 1) + ")", codes);
    }

    private void andMarked(Mark.Kind kind, Collection<String> anyOf) {
        if (anyOf.isEmpty()) {
            and("1 = 0");
            return;
        }
        List<Object> bound = new ArrayList<>();
        bound.add(kind.name());
        bound.addAll(anyOf);
        and(
                "EXISTS (SELECT 1 FROM hub_mark m WHERE m.kind = ? AND m.value IN (?" + ", ?".repeat(anyOf.size() - 1)
                        + ") AND m.seq = j.seq)",
                bound.toArray());
    }

    String sql() {
        return sql.toString();
    }

    /** Binds the values; returns the next free place. */
    int bind(PreparedStatement statement) throws SQLException {
        int i = 1;
        for (Object value : values) {
            statement.setObject(i++, value);
        }
        return i;
    }
}
