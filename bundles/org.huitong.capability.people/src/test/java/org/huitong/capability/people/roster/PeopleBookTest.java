// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.testkit.StageContract;
import org.junit.jupiter.api.Test;

class PeopleBookTest implements StageContract {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate MOVED = LocalDate.of(2026, 11, 20);
    private static final RosterPicture ROSTER = new RosterPicture(
            7,
            Map.of(),
            List.of(
                    card("c1", new Company("c1", "华东公司", Optional.empty(), Optional.of("p2"), List.of())),
                    card("d1", department("d1", Optional.empty(), Optional.of("p2"))),
                    card("d2", department("d2", Optional.of("d1"), Optional.of("p1"))),
                    card(
                            "p1",
                            person(
                                    "p1",
                                    "李娜",
                                    List.of(
                                            new Membership("d1", Memberships.ALWAYS, Optional.of(MOVED)),
                                            Membership.since("d2", MOVED)),
                                    "lina",
                                    "ou_1")),
                    card("p2", person("p2", "王建国", List.of(Membership.since("d1", Memberships.ALWAYS)), "wang"))));

    private static Card card(String id, Object what) {
        return new Card(id, 1, what);
    }

    private static Department department(String id, Optional<String> parent, Optional<String> head) {
        return new Department(id, "部门" + id, "c1", parent, head, Optional.empty(), false);
    }

    private static Person person(String id, String name, List<Membership> memberships, String... ids) {
        return new Person(
                id,
                "1",
                name,
                "c1",
                memberships,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new PlatformAccount("feishu", "t1", List.of(ids), Optional.empty())),
                Optional.empty(),
                Person.State.ACTIVE);
    }

    @Override
    public Stage stage() {
        return () -> new PeopleBook(ROSTER, ZONE);
    }

    private static Message message(Sender sender, Instant at) {
        return new Message(
                new MessageKey("feishu", "t1", "m1"),
                "main",
                Conversation.of("room", Conversation.Kind.GROUP),
                sender,
                Content.text("你好"),
                at,
                0,
                "");
    }

    private static List<Mark> marks(Sender sender, Instant at) {
        return new ArrayList<>(new PeopleBook(ROSTER, ZONE).judge(message(sender, at)));
    }

    @Test
    void anyIdOfTheSenderIsThePersonAndANameIsNobody() {
        Instant now = Instant.parse("2026-11-29T04:00:00Z");
        List<Mark> expected = List.of(
                Mark.of(Mark.Kind.PERSON, "p1"), Mark.of(Mark.Kind.COMPANY, "c1"), Mark.of(Mark.Kind.DEPARTMENT, "d2"));
        assertThat(marks(Sender.person("ou_1"), now)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(marks(Sender.person("unknown").alias("lina"), now)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(marks(Sender.person("unknown", "李娜"), now)).isEmpty();
        assertThat(marks(Sender.person("lina").of("another"), now)).isEmpty();
        assertThat(marks(Sender.SYSTEM, now)).isEmpty();
        assertThat(marks(Sender.person("lina").alias("wang"), now)).isEmpty();
    }

    @Test
    void whomItWasSaidToIsAPartyAndTakesNothingAlong() {
        Message message = message(Sender.person("unknown"), Instant.parse("2026-11-29T04:00:00Z"))
                .to(List.of(
                        Addressee.of("lina"),
                        new Addressee(List.of("wang"), Optional.of("another"), Optional.empty()),
                        Addressee.named("王建国"),
                        Addressee.EVERYBODY));
        assertThat(new PeopleBook(ROSTER, ZONE).judge(message)).containsExactly(Mark.of(Mark.Kind.PARTY, "p1"));
    }

    /** Judging the past anew gives nobody what was said before the account was theirs. */
    @Test
    void whatWasSaidBeforeTheAccountWasTheirsIsNotTheirs() {
        Instant from = Instant.parse("2026-11-29T04:00:00Z");
        Person before = person("p1", "李娜", List.of(), "lina");
        PlatformAccount taken =
                new PlatformAccount("feishu", "t1", List.of("lina"), Optional.empty(), Optional.of(from));
        RosterPicture roster =
                new RosterPicture(8, Map.of(), List.of(card("p1", With.accounts(before, List.of(taken)))));
        PeopleBook book = new PeopleBook(roster, ZONE);
        assertThat(book.judge(message(Sender.person("lina"), from.minusMillis(1))))
                .isEmpty();
        assertThat(book.judge(message(Sender.person("lina"), from))).contains(Mark.of(Mark.Kind.PERSON, "p1"));
    }

    @Test
    void theDepartmentIsThatOfTheDayWhereTheCompanyIs() {
        assertThat(marks(Sender.person("lina"), Instant.parse("2026-11-19T15:59:59Z")))
                .contains(Mark.of(Mark.Kind.DEPARTMENT, "d1"));
        assertThat(marks(Sender.person("lina"), Instant.parse("2026-11-19T16:00:00Z")))
                .contains(Mark.of(Mark.Kind.DEPARTMENT, "d2"))
                .doesNotContain(Mark.of(Mark.Kind.DEPARTMENT, "d1"));
    }

    @Test
    void theLineOfCommandClimbsAndNeverGoesInACircle() {
        assertThat(ROSTER.superior("p1", MOVED).map(Person::id)).contains("p2");
        assertThat(ROSTER.lineOfCommand("p1", MOVED)).extracting(Person::id).containsExactly("p2");
        assertThat(ROSTER.lineOfCommand("p2", MOVED)).isEmpty();
        assertThat(ROSTER.tree("d1")).containsExactlyInAnyOrder("d1", "d2");
        assertThat(ROSTER.members("d1", MOVED)).extracting(Person::id).containsExactly("p2");
        assertThat(ROSTER.departmentsLed("p1")).containsExactly("d2");
    }
}
