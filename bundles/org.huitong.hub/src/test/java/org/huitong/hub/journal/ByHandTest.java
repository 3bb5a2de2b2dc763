// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.finding.Change;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

/** What several persons say of one message, one after the other, and what of it is taken back. */
class ByHandTest {
    private static final Set<Mark.Kind> ALL = EnumSet.allOf(Mark.Kind.class);

    private final Marking marking = new Marking();
    private long line = 1;

    ByHandTest() {
        marking.said(1, Messages.text("m1", "你好", Instant.parse("2026-11-20T01:02:03Z")), List.of(), true);
    }

    @Test
    void aPriorityThatAnotherPersonNamedSinceStays() {
        says(Change.priority(Priority.HIGH));
        long job = says(Change.priority(Priority.LOW));
        says(Change.priority(Priority.MEDIUM));
        takesBack(job);
        assertThat(marks()).containsExactly("PRIORITY medium");
    }

    @Test
    void aPriorityThatNobodyNamedSinceIsWhatItWasBefore() {
        says(Change.priority(Priority.HIGH));
        long job = says(Change.priority(Priority.LOW));
        takesBack(job);
        assertThat(marks()).containsExactly("PRIORITY high");
    }

    @Test
    void thereStaysOneModuleWhateverIsTakenBack() {
        says(Change.only(Mark.of(Mark.Kind.MODULE, "m1")));
        long job = says(Change.reset(Mark.Kind.MODULE));
        says(Change.only(Mark.of(Mark.Kind.MODULE, "m2")));
        takesBack(job);
        assertThat(marks()).containsExactly("MODULE m2");
    }

    @Test
    void theModuleSaidByHandStandsAlsoAgainstWhatIsFoundLater() {
        says(Change.only(Mark.of(Mark.Kind.MODULE, "m1")));
        marking.found(1, ++line, new Finding("rules", 1, "1", Set.of(Mark.of(Mark.Kind.MODULE, "m2"))));
        assertThat(marks()).containsExactly("MODULE m1");
    }

    @Test
    void aTagThatWasSaidAgainSinceStays() {
        long job = says(Change.tags(List.of("x"), List.of()));
        says(Change.tags(List.of(), List.of("x")));
        says(Change.tags(List.of("x"), List.of()));
        takesBack(job);
        assertThat(marks()).containsExactly("TAG x");
    }

    @Test
    void whatWasTakenBackTwiceIsTakenBackOnce() {
        long job = says(Change.tags(List.of("x"), List.of()));
        takesBack(job);
        says(Change.tags(List.of("x"), List.of()));
        takesBack(job);
        assertThat(marks()).containsExactly("TAG x");
    }

    private long says(Change change) {
        return hear(new ByHand.Says(change));
    }

    private void takesBack(long what) {
        hear(new ByHand.TakesBack(what, ALL));
    }

    private long hear(ByHand what) {
        what.upon(marking, "li").ifPresent(finding -> marking.found(0, ++line, finding));
        return line;
    }

    private Set<String> marks() {
        return marking.marks().stream().map(m -> m.kind() + " " + m.value()).collect(Collectors.toSet());
    }
}
