// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Right;
import org.huitong.api.filter.Facts;
import org.huitong.api.message.MessageType;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/** Finding: moving somebody's account to another opened all that had ever been said by it. */
class TakenAccountTest {
    private static final Instant FROM = Instant.parse("2026-11-20T04:00:00Z");
    private final Group group = Group.of(5, 1);

    @Test
    void anAccountThatWasSomebodyElsesOpensWhatIsSaidFromThenOn() {
        Right own = own(List.of(
                new PlatformAccount("wecom", "ww1", List.of("lina"), Optional.empty(), Optional.of(FROM)),
                new PlatformAccount("wecom", "ww1", List.of("wang"), Optional.empty())));
        assertThat(own.messages().admits(said("lina", FROM.minusMillis(1), Set.of())))
                .isFalse();
        assertThat(own.messages().admits(said("lina", FROM, Set.of()))).isTrue();
        assertThat(own.messages().admits(said("wang", FROM.minusMillis(1), Set.of())))
                .isTrue();
        // What was theirs when it was said stays theirs, whoever has the account now.
        Mark theirs = Mark.of(Mark.Kind.PERSON, "p1");
        assertThat(own.messages().admits(said("lina", FROM.minusMillis(1), Set.of(theirs))))
                .isTrue();
    }

    private Right own(List<PlatformAccount> accounts) {
        Person person = new Person(
                "p1",
                "1",
                "王建国",
                "c1",
                List.of(Membership.since("d1", Group.TODAY.minusYears(1))),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                accounts,
                Optional.empty(),
                Person.State.ACTIVE);
        Role employee = new Role(
                Reach.EMPLOYEE, 1, LocalText.of("员工", "employee"), List.of(Grant.of("messages.read", Where.OWN)));
        return new Reach(group, Map.of(employee.id(), employee), Group.TODAY, ZoneId.of("Asia/Shanghai"))
                .of(person, List.of())
                .get(0)
                .right();
    }

    private static Facts said(String sender, Instant at, Set<Mark> marks) {
        return new Facts("wecom", "ww1", "main", "room", sender, MessageType.TEXT, at, Priority.HIGH, marks);
    }
}
