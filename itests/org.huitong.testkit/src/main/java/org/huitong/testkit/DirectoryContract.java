// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Directory.Department;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Slice;
import org.huitong.api.connector.Directory.Withheld;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/**
 * A directory is read as the hub does: departments, then the people of each, slice by slice, each slice one errand of few
 * calls that do no harm when made twice. The platform is whatever answers the calls.
 */
public interface DirectoryContract {
    /** Errands are given up after so many calls. */
    int MOST_CALLS = 20;

    int MOST_SLICES = 5_000;

    /** The connector as its operator has set it to read, and to shut out. */
    Directory directory();

    /** The connector as nobody has set anything. */
    Directory unset();

    /** What the platform answers; it tells of two departments and three people at least. */
    Reply answer(Call call);

    /** The id of somebody whom the platform lets be shut out. */
    String leaver();

    /** All that was told. */
    record Told(Map<String, Department> departments, Map<String, Member> members, List<Withheld> withheld) {
        /** Names nobody. */
        @Override
        public String toString() {
            return "Told[" + departments.size() + " departments, " + members.size() + " people]";
        }
    }

    @Test
    default void readsNothingUnlessItsOperatorWantsIt() {
        assertThat(unset().reach().reads()).isFalse();
        assertThat(unset().reach().shuts()).isFalse();
        assertThat(directory().reach()).isEqualTo(new Directory.Reach(true, true, Optional.empty()));
    }

    @Test
    default void tellsOfEverybodyByPlacesThatLeadToAnEnd() {
        Told told = all();
        assertThat(told.departments()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(told.members()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(told.departments().values()).allSatisfy(one -> {
            assertThat(one.id()).isNotEmpty().isNotEqualTo(Directory.NOWHERE);
            assertThat(one.name()).isNotBlank();
            assertThat(one.above()).isNotEqualTo(Optional.of(one.id()));
        });
        assertThat(told.members().values())
                .allSatisfy(one -> assertThat(told.departments().keySet()).containsAll(one.departments()));
    }

    /** A cursor may be followed by another version of the connector, or after a crash. */
    @Test
    default void theSamePlaceLeadsToTheSameSlice() {
        Optional<String> cursor = Optional.empty();
        for (int i = 0; i < 2; i++) {
            Optional<String> place = cursor;
            Slice<Department> once = ask(trail -> directory().departments(place, trail));
            Slice<Department> again = ask(trail -> directory().departments(place, trail));
            assertThat(again).isEqualTo(once);
            cursor = once.next();
        }
    }

    @Test
    default void whoIsShutOutIsListedNoMoreAndMayBeShutOutAgain() {
        assertThat(all().members()).containsKey(leaver());
        assertThat(this.<Boolean>ask(trail -> directory().shutOut(leaver(), trail)))
                .isTrue();
        assertThat(all().members()).doesNotContainKey(leaver());
        assertThat(this.<Boolean>ask(trail -> directory().shutOut(leaver(), trail)))
                .isTrue();
    }

    /** What a page of a gateway says is no empty company. */
    @Test
    default void whatIsNoAnswerIsNoEmptyCompany() {
        Trail trail = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));
        if (directory().departments(Optional.empty(), trail) instanceof Step.Ask<Slice<Department>> ask) {
            Reply page = new Reply(502, Map.of(), "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(directory().departments(Optional.empty(), trail.then(ask.note(), page)))
                    .isNotInstanceOf(Step.Done.class)
                    .isNotInstanceOf(Step.Ask.class);
        }
    }

    /** All that it tells, as the hub asks for it. */
    default Told all() {
        Told told = new Told(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        this.<Department>slices(cursor -> ask(trail -> directory().departments(cursor, trail)), told)
                .forEach(one -> told.departments().put(one.id(), one));
        List<String> places = new ArrayList<>(told.departments().keySet());
        places.add(Directory.NOWHERE);
        for (String place : places) {
            this.<Member>slices(cursor -> ask(trail -> directory().people(place, cursor, trail)), told)
                    .forEach(one -> told.members().put(one.ids().get(0), one));
        }
        return told;
    }

    private <T> List<T> slices(Function<Optional<String>, Slice<T>> asking, Told told) {
        List<T> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int i = 0; i < MOST_SLICES; i++) {
            Slice<T> slice = asking.apply(cursor);
            all.addAll(slice.items());
            slice.withheld().stream()
                    .filter(one -> !told.withheld().contains(one))
                    .forEach(told.withheld()::add);
            cursor = slice.next();
            if (cursor.isEmpty()) {
                return all;
            }
        }
        throw new AssertionError("a list without an end");
    }

    /** One errand: every call is made, and a token is had where one is wanted. */
    default <T> T ask(Function<Trail, Step<T>> asking) {
        Trail trail = Trail.beginning(token());
        Step<T> step = asking.apply(trail);
        for (int calls = 0; step instanceof Step.Ask<T> ask; calls++) {
            assertThat(ask.call().harmless()).isTrue();
            assertThat(calls).isLessThan(MOST_CALLS);
            trail = trail.then(ask.note(), answer(ask.call()));
            step = asking.apply(trail);
        }
        Step<T> end = step;
        assertThat(end)
                .as(() -> end instanceof Step.Failed<T> failed ? words(failed.detail()) : "")
                .isInstanceOf(Step.Done.class);
        return ((Step.Done<T>) end).value();
    }

    private static String words(LocalText text) {
        return text.en();
    }

    /** The account's token, where its platform hands out such. */
    default Optional<Token> token() {
        return Optional.of(new Token("t", Duration.ofHours(2)));
    }
}
