// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.web.Problem;
import org.huitong.capability.approvals.Approval.State;
import org.huitong.capability.approvals.Matter.Glance;

/**
 * Which approvals somebody asks for.
 *
 * @param mine those alone whose turn is the asker's
 * @param after the place behind which it goes on: moment and id of the last one that was shown
 */
record ApprovalQuestion(Optional<State> state, boolean mine, Optional<String> after, int limit) {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    static ApprovalQuestion of(String stateOrNull, boolean mine, String afterOrNull, String limitOrNull) {
        Optional<String> word = some(stateOrNull);
        Optional<State> state = word.flatMap(State::ofWord);
        if (word.isPresent() && state.isEmpty()) {
            throw Problem.badRequest(
                    "state 是 waiting、approved、refused、expired 或 overtaken。",
                    "state is waiting, approved, refused, expired or overtaken.");
        }
        Optional<String> after = some(afterOrNull);
        if (after.filter(place -> !place.matches("[0-9]{1,15}-[0-9a-f]{32}")).isPresent()) {
            throw Problem.badRequest("after 是上一页的 next。", "after is next of the page before.");
        }
        String limit = some(limitOrNull).orElse(String.valueOf(USUAL));
        if (!limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > MOST) {
            throw Problem.badRequest("limit 是 1 到 200 的整数。", "limit is a number from 1 to 200.");
        }
        return new ApprovalQuestion(state, mine, after, Integer.parseInt(limit));
    }

    static String place(Matter last) {
        return last.madeAt().toEpochMilli() + "-" + last.id();
    }

    ApprovalQuestion behind(Matter last) {
        return new ApprovalQuestion(state, mine, Optional.of(place(last)), limit);
    }

    /** One more than the limit, so that it is seen whether there are more; who may not see them all is still to judge. */
    List<Glance> ask(Connection connection, ApprovalShelf shelf, Asker asker, boolean all) throws SQLException {
        List<String> where = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        state.ifPresent(s -> {
            where.add("state = ?");
            values.add(s.word());
        });
        if (mine) {
            where.add("state = 'waiting'");
        } else if (!all) {
            where.add("(state = 'waiting' OR made_by = ? OR EXISTS (SELECT 1 FROM approvals_step s"
                    + " WHERE s.approval = approvals_approval.id AND s.person = ?))");
            values.add(asker.account());
            values.add(asker.person().orElse(""));
        }
        after.ifPresent(place -> {
            where.add("(made_at < ? OR made_at = ? AND id < ?)");
            int dash = place.indexOf('-');
            long at = Long.parseLong(place.substring(0, dash));
            values.addAll(List.of(at, at, place.substring(dash + 1)));
        });
        return shelf.glances(connection, where.isEmpty() ? "1 = 1" : String.join(" AND ", where), values, limit + 1);
    }

    private static Optional<String> some(String textOrNull) {
        return Optional.ofNullable(textOrNull).map(String::strip).filter(text -> !text.isEmpty());
    }
}
