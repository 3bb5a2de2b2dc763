// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Slice;
import org.huitong.api.connector.Directory.Withheld;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.junit.jupiter.api.Test;

/**
 * A platform may show an account only a part of the company, and another part from one moment to the next: whoever is merely
 * not seen is not gone, so wherever somebody may be missing the directory says so, or fails.
 */
public interface PartialDirectoryContract {
    int MOST_SLICES = 50;

    Directory directory();

    /** What a platform answers that shows one department alone, with somebody in it. */
    String part(Call call);

    /** What it answers about a department that was shown a moment ago. */
    String outOfSight(Call call);

    /** The department of the part. */
    String shown();

    @Test
    default void aPartIsNoWholeCompany() {
        List<Withheld> withheld = new ArrayList<>();
        read(cursor -> asked(trail -> directory().departments(cursor, trail), this::part), withheld);
        assertThat(withheld).anyMatch(Withheld::people);
    }

    /** The whole company was told of by its departments, and less is seen once people are asked for. */
    @Test
    default void whatIsMadeNarrowerMeanwhileIsNoWholeCompany() {
        List<Withheld> withheld = new ArrayList<>();
        read(cursor -> asked(trail -> directory().people(Directory.NOWHERE, cursor, trail), this::part), withheld);
        assertThat(withheld).anyMatch(Withheld::people);
    }

    @Test
    default void whoIsInTheDepartmentThatIsShownIsTold() {
        List<Withheld> withheld = new ArrayList<>();
        List<Member> members = this.<Member>read(
                cursor -> asked(trail -> directory().people(shown(), cursor, trail), this::part), withheld);
        assertThat(members).hasSize(1);
        assertThat(withheld).noneMatch(Withheld::people);
    }

    @Test
    default void aDepartmentThatWentOutOfSightHasNotLostItsPeople() {
        List<Withheld> withheld = new ArrayList<>();
        List<Member> members = this.<Member>read(
                cursor -> asked(trail -> directory().people(shown(), cursor, trail), this::outOfSight), withheld);
        assertThat(members).isEmpty();
        assertThat(withheld).anyMatch(Withheld::people);
    }

    private <T> List<T> read(Function<Optional<String>, Step<Slice<T>>> asking, List<Withheld> withheld) {
        List<T> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int i = 0; i < MOST_SLICES; i++) {
            Step<Slice<T>> step = asking.apply(cursor);
            assertThat(step).isInstanceOf(Step.Done.class);
            Slice<T> slice = ((Step.Done<Slice<T>>) step).value();
            items.addAll(slice.items());
            withheld.addAll(slice.withheld());
            cursor = slice.next();
            if (cursor.isEmpty()) {
                return items;
            }
        }
        throw new AssertionError("a list without an end");
    }

    private static <T> Step<T> asked(Function<Trail, Step<T>> asking, Function<Call, String> platform) {
        Trail trail = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));
        Step<T> step = asking.apply(trail);
        while (step instanceof Step.Ask<T> ask) {
            byte[] answer = platform.apply(ask.call()).getBytes(StandardCharsets.UTF_8);
            trail = trail.then(ask.note(), new Reply(200, Map.of(), answer));
            step = asking.apply(trail);
        }
        return step;
    }
}
