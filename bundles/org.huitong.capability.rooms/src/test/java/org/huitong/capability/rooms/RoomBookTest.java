// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.stage.Mark;
import org.huitong.capability.rooms.Line.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomBookTest {
    private static final RoomBook BOOK = new RoomBook(
            "rooms-9",
            List.of(
                    line(1, "wecom", null, null, null, List.of(), null, "集团"),
                    line(2, "wecom", "corp1", null, null, List.of("总部"), null, null),
                    line(3, "wecom", null, "sales", null, List.of("销售部"), null, "销售公司"),
                    line(4, "wecom", null, null, "room1", List.of("生产部", "质量部"), "三号线", null),
                    line(5, "wecom", "corp1", null, "room2", List.of("财务部"), null, null),
                    line(6, "wecom", null, null, "room2", List.of("别家"), "年审", null)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # platform, tenant, account, conversation | marks
            wecom    | corp9 | other | any   | COMPANY 集团
            wecom    | corp1 | other | any   | COMPANY 集团; DEPARTMENT 总部
            wecom    | corp1 | sales | any   | COMPANY 销售公司; DEPARTMENT 销售部
            wecom    | corp1 | sales | room1 | COMPANY 销售公司; DEPARTMENT 生产部; DEPARTMENT 质量部; PROJECT 三号线
            wecom    | corp1 | other | room2 | COMPANY 集团; DEPARTMENT 财务部; PROJECT 年审
            wecom    | corp9 | other | room2 | COMPANY 集团; DEPARTMENT 别家; PROJECT 年审
            feishu   | corp1 | sales | room1 | ''
            """)
    void theMostExactLineThatNamesSomethingCounts(
            String platform, String tenant, String account, String conversation, String marks) {
        Set<String> expected = new TreeSet<>(marks.isEmpty() ? List.of() : List.of(marks.split("; ")));
        // Each department is said twice: as the message's, and as the room's.
        List.copyOf(expected).stream()
                .filter(mark -> mark.startsWith("DEPARTMENT "))
                .forEach(mark -> expected.add(mark.replace("DEPARTMENT", "ROOM")));
        Set<String> judged = BOOK.judge(message(platform, tenant, account, conversation)).stream()
                .map(m -> m.kind() + " " + m.value())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(judged).isEqualTo(expected);
    }

    @Test
    void anEmptySetSaysNothing() {
        assertThat(new RoomBook("rooms-0", List.of()).judge(message("wecom", "c", "a", "r")))
                .isEmpty();
        assertThat(BOOK.snapshot()).isEqualTo("rooms-9");
    }

    @Test
    void judgesByMarksOfTheRightKinds() {
        assertThat(BOOK.judge(message("wecom", "corp9", "x", "room1")))
                .containsExactlyInAnyOrder(
                        Mark.of(Mark.Kind.DEPARTMENT, "生产部"),
                        Mark.of(Mark.Kind.DEPARTMENT, "质量部"),
                        Mark.of(Mark.Kind.ROOM, "生产部"),
                        Mark.of(Mark.Kind.ROOM, "质量部"),
                        Mark.of(Mark.Kind.PROJECT, "三号线"),
                        Mark.of(Mark.Kind.COMPANY, "集团"));
    }

    /** A line that speaks of all that an account hears opens nothing of what two people say to each other there. */
    @Test
    void betweenTwoPeopleItIsNoRoomOfTheDepartment() {
        Message direct = new Message(
                new MessageKey("wecom", "corp9", "m1"),
                "sales",
                Conversation.of("any", Conversation.Kind.DIRECT),
                Sender.person("u1"),
                Content.text("x"),
                Instant.EPOCH,
                0,
                "{}");
        assertThat(BOOK.judge(direct))
                .containsExactlyInAnyOrder(Mark.of(Mark.Kind.DEPARTMENT, "销售部"), Mark.of(Mark.Kind.COMPANY, "销售公司"));
    }

    static Line line(
            long id,
            String platform,
            String tenant,
            String account,
            String conversation,
            List<String> departments,
            String project,
            String company) {
        return new Line(
                id,
                0,
                new Place(
                        platform,
                        Optional.ofNullable(tenant),
                        Optional.ofNullable(account),
                        Optional.ofNullable(conversation)),
                departments,
                Optional.ofNullable(project),
                Optional.ofNullable(company),
                "");
    }

    static Message message(String platform, String tenant, String account, String conversation) {
        return new Message(
                new MessageKey(platform, tenant, "m1"),
                account,
                Conversation.of(conversation, Conversation.Kind.GROUP),
                Sender.person("u1"),
                Content.text("x"),
                Instant.EPOCH,
                0,
                "{}");
    }
}
