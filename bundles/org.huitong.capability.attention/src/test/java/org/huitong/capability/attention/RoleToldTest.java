// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.RoleHolders;
import org.huitong.capability.attention.PushRule.Recipient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever has a role is told of what is important in the department, whatever their post. */
class RoleToldTest {
    private static final Recipient CLERK = new Recipient.Role("message-clerk");

    private final Firm firm = new Firm(2, 3).away("p201", "2026-03-11", "2026-03-12", "p202");
    private final Desk desk = Desk.fresh("2026-03-11T09:00", firm, new Recipient.Head(), CLERK);

    @AfterEach
    void close() {
        desk.store.close();
    }

    @Test
    void who_has_it_for_the_department_is_told_beside_its_head() {
        desk.notices.holders = holders(Map.of("d1", List.of("p102")));
        desk.read(desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH));
        assertThat(desk.outbox.lines()).containsExactly("p100: 【重要】p101：三号机停机", "p102: 【重要】p101：三号机停机");
    }

    @Test
    void where_nobody_near_has_it_whoever_has_it_and_may_read_it_is_told() {
        desk.notices.holders = holders(Map.of("d9", List.of("p0")));
        desk.read(desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH));
        assertThat(desk.outbox.lines()).containsExactly("p100: 【重要】p101：三号机停机", "p0: 【重要】p101：三号机停机");
    }

    @Test
    void whom_a_message_is_kept_from_is_not_told_that_there_is_one() {
        desk.notices.holders = holders(Map.of("d2", List.of("p201")));
        desk.read(desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH));
        assertThat(desk.outbox.lines()).containsExactly("p100: 【重要】p101：三号机停机");
    }

    @Test
    void without_anybody_who_knows_of_roles_the_head_is_told() {
        desk.read(desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH));
        assertThat(desk.outbox.lines()).containsExactly("p100: 【重要】p101：三号机停机");
    }

    @Test
    void the_delivered_rule_is_for_the_head_and_the_clerks() {
        String delivered = desk.store.read(c -> {
            try (Statement statement = c.createStatement();
                    ResultSet found = statement.executeQuery("SELECT recipients FROM attention_rule")) {
                assertThat(found.next()).isTrue();
                return found.getString(1);
            }
        });
        assertThat(delivered.lines().map(Recipient::read))
                .containsExactly(Optional.of(new Recipient.Head()), Optional.of(CLERK));
    }

    /** Of message clerks, by department. */
    private static RoleHolders holders(Map<String, List<String>> clerks) {
        return (role, department) -> !role.equals("message-clerk")
                ? List.of()
                : department.map(id -> clerks.getOrDefault(id, List.of())).orElseGet(() -> clerks.values().stream()
                        .flatMap(List::stream)
                        .toList());
    }
}
