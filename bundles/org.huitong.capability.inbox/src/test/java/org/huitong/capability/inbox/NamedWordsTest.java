// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huitong.api.filter.Filter;
import org.huitong.api.stage.Mark;
import org.junit.jupiter.api.Test;

class NamedWordsTest {
    private static final List<String> MANY =
            IntStream.range(0, 30).mapToObj(i -> "p" + i).toList();
    private static final Map<String, List<String>> KNOWN =
            Map.of("王建国", List.of("p3"), "张伟", List.of("p7", "p8"), "李娜", MANY);

    private static Filter of(String text) {
        return NamedWords.of(text, name -> KNOWN.getOrDefault(name, List.of()));
    }

    private static Filter name(String words, String... people) {
        return new Filter.Any(Stream.concat(
                        Stream.<Filter>of(new Filter.Words(words)),
                        List.of(people).stream().map(id -> Filter.marked(Mark.Kind.PERSON, id)))
                .toList());
    }

    @Test
    void aNameFindsWhatIsSaidOfThemAndByThem() {
        assertThat(of("王建国")).isEqualTo(name("王建国", "p3"));
        assertThat(of("张伟")).isEqualTo(name("张伟", "p7", "p8"));
    }

    @Test
    void otherWordsHaveToBeThereAsWell() {
        assertThat(of("王建国 停线 夹具")).isEqualTo(Filter.all(name("王建国", "p3"), new Filter.Words("停线 夹具")));
    }

    @Test
    void whatIsNobodysNameIsLookedForAsItStands() {
        assertThat(of("停线  夹具")).isEqualTo(new Filter.Words("停线  夹具"));
        assertThat(of("\"王建国\"")).isEqualTo(new Filter.Words("\"王建国\""));
        assertThat(of("王建国 \"换 夹具\"")).isEqualTo(Filter.all(name("王建国", "p3"), new Filter.Words("\"换 夹具\"")));
    }

    @Test
    void aNameThatManyHaveTellsNobodyApart() {
        assertThat(of("李娜")).isEqualTo(new Filter.Words("李娜"));
    }
}
