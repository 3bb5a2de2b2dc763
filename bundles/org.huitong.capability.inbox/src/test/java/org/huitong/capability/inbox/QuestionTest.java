// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageType;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
    @Test
    void nothingAskedMeansTheNewestFifty() {
        MessageQuery query = Question.of(Map.of());

        assertThat(query.limit()).isEqualTo(50);
        assertThat(query.order()).isEqualTo(new Order.Newest(OptionalLong.empty()));
        assertThat(query.filter()).isEqualTo(Filter.everything());
    }

    @Test
    void everyParameterReachesTheDoor() {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        asked.put("platform", List.of("wecom"));
        asked.put("account", List.of("sales"));
        asked.put("conversation", List.of("c1"));
        asked.put("tenant", List.of("ww1"));
        asked.put("sender", List.of("u1"));
        asked.put("person", List.of("p-1"));
        asked.put("company", List.of("恒通"));
        asked.put("department", List.of("生产部"));
        asked.put("project", List.of("P-7"));
        asked.put("rule", List.of("急"));
        asked.put("type", List.of("rich-text"));
        asked.put("tag", List.of("投诉"));
        asked.put("priority", List.of("high"));
        asked.put("from", List.of("2026-03-01T08:00:00+08:00"));
        asked.put("to", List.of("2026-03-02T00:00:00Z"));
        asked.put("filter", List.of("{\"not\":{\"tag\":\"广告\"}}"));
        asked.put("after", List.of("17"));
        asked.put("order", List.of("conversation"));
        asked.put("limit", List.of("500"));
        Optional<String> wecom = Optional.of("wecom");
        Optional<String> tenant = Optional.of("ww1");

        MessageQuery query = Question.of(asked);

        assertThat(((Filter.All) query.filter()).of())
                .containsExactlyInAnyOrder(
                        new Filter.OnPlatform("wecom"),
                        new Filter.OnAccount("sales"),
                        new Filter.InRoom(wecom, tenant, "c1"),
                        new Filter.SaidBy(wecom, tenant, "u1"),
                        Filter.marked(Mark.Kind.PERSON, "p-1"),
                        Filter.marked(Mark.Kind.COMPANY, "恒通"),
                        Filter.marked(Mark.Kind.DEPARTMENT, "生产部"),
                        Filter.marked(Mark.Kind.PROJECT, "P-7"),
                        Filter.marked(Mark.Kind.RULE, "急"),
                        Filter.marked(Mark.Kind.TAG, "投诉"),
                        new Filter.OfType(MessageType.RICH_TEXT),
                        new Filter.Ranked(Priority.HIGH),
                        new Filter.SentBetween(
                                Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                                Optional.of(Instant.parse("2026-03-02T00:00:00Z"))),
                        new Filter.Not(Filter.marked(Mark.Kind.TAG, "广告")));
        assertThat(query.order())
                .isEqualTo(new Order.Spoken(
                        new Filter.InRoom(wecom, tenant, "c1"), OptionalLong.of(17), OptionalLong.empty()));
        assertThat(query.limit()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            limit=abc                        | limit is a number from 1 to 500
            limit=0                          | limit is a number from 1 to 500
            limit=501                        | limit is a number from 1 to 500
            limit=99999999999999999999       | limit is a number from 1 to 500
            type=photo                       | text rich-text image voice
            priority=urgent                  | low medium high
            order=newest                     | seq conversation
            order=conversation               | needs the parameters platform, tenant and conversation
            order=conversation&conversation=c&platform=wecom | needs the parameters platform, tenant and conversation
            tenant=ww1                       | beside conversation or sender
            filter=[]                        | a filter is a JSON object
            filter={}                        | the filter says nothing
            filter={"tagg":"x"}              | there is no such name; allowed are: all any not
            from=yesterday                   | a time with its zone
            to=2026-03-01                    | a time with its zone
            from=+999999999-12-31T23:59:59Z  | a time from the year 1 to 9999
            after=-1                         | the seq of a message
            before=x                         | the seq of a message
            after=1&before=2                 | exclude each other
            from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z | earlier than to
            platform=a&platform=b            | may be given once
            platfrom=wecom                   | allowed are account after assigned before
            """)
    void whatIsWrongIsToldWithWhatIsAllowed(String url, String told) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Question.of(parameters(url)));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.word()).isEqualTo("bad-request");
        assertThat(problem).hasMessageContaining(told);
    }

    @Test
    void textIsWordsBesideEveryOtherFilter() {
        assertThat(Question.of(parameters("text=你好&platform=wecom")).filter())
                .isEqualTo(Filter.all(new Filter.OnPlatform("wecom"), new Filter.Words("你好")));
    }

    @Test
    void aBlankParameterIsNone() {
        assertThat(Question.of(parameters("platform=&text=&limit=")).filter()).isEqualTo(Filter.everything());
    }

    private static Map<String, List<String>> parameters(String url) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : url.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.merge(
                    parts[0], List.of(parts[1]), (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream())
                            .toList());
        }
        return parameters;
    }

    @Test
    void roomsAreAskedForByTheSameFiltersAndGoBackInTimeAlone() {
        Question.Rooms rooms = Question.rooms(Map.of("platform", List.of("wecom"), "before", List.of("7")));
        assertThat(rooms.filter()).isEqualTo(new Filter.All(List.of(new Filter.OnPlatform("wecom"))));
        assertThat(rooms.before()).hasValue(7);
        assertThat(catchThrowableOfType(Problem.class, () -> Question.rooms(Map.of("after", List.of("7"))))
                        .status())
                .isEqualTo(400);
    }
}
