// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.huitong.api.filter.Filter;
import org.huitong.api.finding.Change;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaidJsonTest {
    @Test
    void whatIsSaidIsRead() {
        assertThat(SaidJson.tags("{\"add\":[\" 投诉 \"],\"remove\":[\"紧急\"]}"))
                .isEqualTo(Change.tags(List.of("投诉"), List.of("紧急")));
        assertThat(SaidJson.priority("{\"priority\":\"high\"}")).isEqualTo(Change.priority(Priority.HIGH));
        assertThat(SaidJson.priority("{\"priority\":null}")).isEqualTo(Change.reset(Mark.Kind.PRIORITY));
        assertThat(SaidJson.module("{\"module\":\"售后\"}")).isEqualTo(Change.only(Mark.of(Mark.Kind.MODULE, "售后")));
        assertThat(SaidJson.marks("{\"add\":[{\"kind\":\"department\",\"value\":\"d1\"}]}")
                        .add())
                .containsExactly(Mark.of(Mark.Kind.DEPARTMENT, "d1"));
        SaidJson.OfMany many =
                SaidJson.ofMany("{\"filter\":{\"tag\":\"紧急\"},\"add\":[\"投诉\"],\"priority\":\"low\",\"dryRun\":true}");
        assertThat(many.filter()).isEqualTo(Filter.marked(Mark.Kind.TAG, "紧急"));
        assertThat(many.change().only()).isEqualTo(Set.of(Priority.LOW.mark()));
        assertThat(many.dryRun()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"add\":[\"a\"]}",
                "{\"filter\":{\"tag\":\"a\"}}",
                "{\"filter\":{\"nothing\":\"a\"},\"add\":[\"b\"]}",
                "{\"filter\":{\"all\":[]},\"add\":[\" \"]}",
                "{\"filter\":{\"all\":[]},\"add\":\"b\"}",
                "{\"filter\":{\"all\":[]},\"add\":[\"b\"],\"remove\":[\"b\"]}",
                "{\"filter\":{\"all\":[]},\"add\":[\"b\"],\"dryRun\":\"true\"}",
                "{\"filter\":{\"all\":[]},\"module\":[\"b\"]}",
                "{\"filter\":{\"all\":[]},\"priority\":\"urgent\"}"
            })
    void whatIsNoChangeIsRefusedInWords(String words) {
        assertThatThrownBy(() -> SaidJson.ofMany(words)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.detail().zh()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"value\":\"high\"}", "{\"priority\":[\"high\"]}", "{\"priority\":3}"})
    void whatDoesNotNameThePriorityIsNotTakenForAsItIsJudged(String words) {
        assertThatThrownBy(() -> SaidJson.priority(words)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"room", "rule", "priority", "DEPARTMENT", "nothing"})
    void whatIsNotForPeopleToSayIsRefused(String kind) {
        String words = "{\"add\":[{\"kind\":\"" + kind + "\",\"value\":\"d1\"}]}";
        assertThatThrownBy(() -> SaidJson.marks(words)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"机密", "SECRET", "secretl"})
    void aSecrecyThatProtectsNothingIsRefused(String word) {
        String words = "{\"add\":[{\"kind\":\"secrecy\",\"value\":\"" + word + "\"}]}";
        assertThatThrownBy(() -> SaidJson.marks(words)).isInstanceOf(Problem.class);
    }
}
