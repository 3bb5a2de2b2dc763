// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.kit.parse.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterJsonTest {
    @Test
    void whatWasWrittenIsReadBack() {
        Filter filter = Filter.any(
                Filter.all(
                        Filter.marked(Mark.Kind.DEPARTMENT, "财务部"),
                        Filter.marked(Mark.Kind.RULE, "含\"引号\""),
                        new Filter.SaidBy(Optional.of("wecom"), Optional.of("ww1"), "u1"),
                        new Filter.SaidBy(Optional.empty(), Optional.empty(), "u2"),
                        new Filter.InRoom(Optional.empty(), Optional.of("t"), "c1"),
                        new Filter.OnPlatform("feishu"),
                        new Filter.OnAccount("sales")),
                new Filter.Not(new Filter.OfType(MessageType.RICH_TEXT)),
                new Filter.SentBetween(
                        Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                        Optional.of(Instant.parse("2026-03-02T00:00:00Z"))),
                new Filter.SentBetween(Optional.empty(), Optional.of(Instant.parse("2026-03-02T00:00:00Z"))),
                new Filter.Ranked(Priority.HIGH),
                new Filter.SecrecyUpTo(Secrecy.SECRET),
                new Filter.Words("停机"),
                Filter.everything(),
                Filter.nothing());

        assertThat(FilterJson.read(FilterJson.write(filter))).isEqualTo(new Parsed.Good<>(filter));
    }

    @Test
    void namesBesideEachOtherAreAnAnd() {
        assertThat(FilterJson.read("{\"department\":\"a\",\"platform\":\"wecom\"}"))
                .isEqualTo(new Parsed.Good<>(new Filter.All(
                        List.of(Filter.marked(Mark.Kind.DEPARTMENT, "a"), new Filter.OnPlatform("wecom")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            nonsense                     | not JSON
            []                           | a filter is a JSON object
            {}                           | the filter says nothing
            {"departement":"x"}          | there is no such name; allowed are: all any not
            {"all":{"tag":"x"}}          | all and any have an array
            {"tag":""}                   | a text of 1 to 512 characters
            {"sender":"a\\u0000"}         | no control characters
            {"tag":7}                    | a text of 1 to 512 characters
            {"type":"photo"}             | type is one of: text rich-text
            {"priority":"urgent"}        | priority is one of: low medium high
            {"secrecyUpTo":"top"}        | secrecyUpTo is one of: public internal secret confidential
            {"from":"yesterday"}         | a time with its zone
            {"tenant":"x"}               | beside sender or conversation
            {"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"tag":"x"}}}}}}}}}}}}}} | at most 200 parts, 12 deep
            """)
    void whatIsWrongIsSaid(String json, String why) {
        assertThat(((Parsed.Bad<Filter>) FilterJson.read(json)).reason().en()).contains(why);
    }

    @Test
    void tooManyPartsAreRefused() {
        String many = "{\"any\":[" + "{\"tag\":\"x\"},".repeat(200) + "{\"tag\":\"x\"}]}";

        assertThat(FilterJson.read(many)).isInstanceOf(Parsed.Bad.class);
    }
}
