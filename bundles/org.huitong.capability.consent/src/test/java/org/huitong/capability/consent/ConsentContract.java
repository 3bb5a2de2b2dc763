// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.Consents.Between;
import org.huitong.api.connector.Consents.Consent;
import org.huitong.api.connector.Consents.Policy;
import org.huitong.api.connector.Consents.State;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.keeping.Admittance;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.Messages;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** Who agreed is asked, remembered and heeded, on every database. */
interface ConsentContract {
    Instant NOW = Instant.parse("2026-11-30T01:00:00Z");

    /** With the schema {@code consent}, empty. */
    Transactions tables();

    /** A platform whose customers have said this; each text is said by the customer of that name to one colleague. */
    final class Platform implements Consents, Errands {
        final Map<String, State> said = new HashMap<>();
        final List<String> asked = new ArrayList<>();
        Policy policy = Policy.ONLY_AGREED;
        boolean silent;

        @Override
        public Policy policy() {
            return policy;
        }

        @Override
        public Optional<Need> need(Message message) {
            String words = message.content().text().orElse("");
            return words.equals("colleague")
                    ? Optional.empty()
                    : Optional.of(new Need(between(words.replace("!", "")), words.endsWith("!")));
        }

        @Override
        public Step<List<Consent>> ask(List<Between> whom, Trail trail) {
            if (silent) {
                return Step.later(Duration.ofSeconds(1), LocalText.of("稍后", "later"));
            }
            if (whom.size() > 1 && whom.stream().anyMatch(one -> one.outsider().equals("strange"))) {
                return Step.failed(Step.Failure.REFUSED, LocalText.of("不认识", "not known"));
            }
            whom.forEach(one -> asked.add(one.outsider()));
            return Step.done(whom.stream()
                    .filter(one -> said.containsKey(one.outsider()))
                    .map(one -> new Consent(one, said.get(one.outsider()), Optional.of(NOW)))
                    .toList());
        }

        @Override
        public Step<List<String>> covered(Trail trail) {
            return Step.done(List.of("li", "wang"));
        }

        @Override
        public Profile profile() {
            return new Profile(LocalText.of("测试", "Test"), "t", Duration.ofSeconds(5), "", "", false, List.of());
        }

        @Override
        public <T> CompletionStage<Ending<T>> run(
                String platform,
                String account,
                BiFunction<Connector, Trail, Step<T>> asking,
                BooleanSupplier leaving) {
            Step<T> step = asking.apply(this, Trail.beginning(Optional.empty()));
            Ending<T> ending = step instanceof Step.Done<T> done
                    ? new Ending.Done<>(done.value())
                    : step instanceof Step.Later<T> later
                            ? new Ending.Later<>(later.after(), later.why())
                            : new Ending.Failed<>(((Step.Failed<T>) step).failure(), ((Step.Failed<T>) step).detail());
            return CompletableFuture.completedFuture(ending);
        }
    }

    private static Between between(String outsider) {
        return new Between("", "li", outsider);
    }

    private ConsentDesk desk(Platform platform, TestClock clock) {
        return new ConsentDesk(tables(), (name, account) -> Optional.of(platform), platform, clock);
    }

    private static List<String> refused(ConsentDesk desk, String... words) throws Exception {
        List<Message> said = List.of(words).stream()
                .map(word -> Messages.text(word, word, NOW))
                .toList();
        Collection<MessageId> refused = desk.refused("test", "archive", said);
        return said.stream()
                .filter(m -> refused.contains(m.id()))
                .map(m -> m.key().nativeId())
                .toList();
    }

    @Test
    default void onlyWhoAgreedIsKeptAndThePlatformIsAskedOnce() throws Exception {
        Platform platform = new Platform();
        platform.said.put("yes", State.AGREED);
        platform.said.put("no", State.REFUSED);
        ConsentDesk desk = desk(platform, new TestClock(NOW));
        assertThat(refused(desk, "yes", "colleague", "no", "yes", "strange")).containsExactly("no", "strange");
        assertThat(refused(desk, "yes", "no", "strange")).containsExactly("no", "strange");
        assertThat(platform.asked).containsExactlyInAnyOrder("yes", "no", "strange");
        platform.policy = Policy.UNLESS_REFUSED;
        assertThat(refused(desk, "yes", "no", "strange")).containsExactly("no");
    }

    @Test
    default void whoSpeaksAnewIsAskedAnewAndSoIsEverybodyAfterADay() throws Exception {
        Platform platform = new Platform();
        TestClock clock = new TestClock(NOW);
        ConsentDesk desk = desk(platform, clock);
        assertThat(refused(desk, "li")).containsExactly("li");
        platform.said.put("li", State.AGREED);
        assertThat(refused(desk, "li")).containsExactly("li");
        assertThat(refused(desk, "li!")).isEmpty();
        assertThat(refused(desk, "li")).isEmpty();
        platform.said.put("li", State.REFUSED);
        clock.leap(ConsentDesk.HOLDS.plusSeconds(1));
        assertThat(refused(desk, "li")).containsExactly("li");
    }

    @Test
    default void whereThePlatformIsSilentNothingIsTold() {
        Platform platform = new Platform();
        platform.silent = true;
        ConsentDesk desk = desk(platform, new TestClock(NOW));
        assertThatThrownBy(() -> refused(desk, "li")).isInstanceOf(Admittance.Undecided.class);
    }

    @Test
    default void whereEverythingIsKeptItIsAskedLaterAndShown() throws Exception {
        Platform platform = new Platform();
        platform.policy = Policy.EVERYTHING;
        platform.silent = true;
        platform.said.put("no", State.REFUSED);
        ConsentDesk desk = desk(platform, new TestClock(NOW));
        assertThat(refused(desk, "no", "no")).isEmpty();
        List<ConsentShelf.Known> due = tables().read(connection -> desk.shelf().askedBefore(connection, NOW, 10));
        assertThat(due).hasSize(1);
        platform.silent = false;
        desk.ask("test", "archive", List.of(due.get(0).consent().whom()));
        desk.askCovered("test", "archive");
        tables().read(connection -> {
            assertThat(desk.shelf().ofConversation(connection, "test", "group"))
                    .singleElement()
                    .satisfies(one -> assertThat(one.consent().state()).isEqualTo(State.REFUSED));
            assertThat(desk.shelf().counts(connection, "test", "archive")).isEqualTo(Map.of(State.REFUSED, 1));
            assertThat(desk.shelf().page(connection, "test", "archive", Optional.of(State.AGREED), "", 10))
                    .isEmpty();
            assertThat(desk.shelf().page(connection, "test", "archive", Optional.empty(), "", 10))
                    .hasSize(1);
            assertThat(desk.shelf().covered(connection, "test", "archive")).containsExactly("li", "wang");
            return null;
        });
    }

    @Test
    default void whatWasLeftOutIsCountedByDay() {
        TestClock clock = new TestClock(NOW);
        ConsentDesk desk = desk(new Platform(), clock);
        List<Message> two = List.of(Messages.text("a", "a", NOW), Messages.text("b", "b", NOW));
        for (int i = 0; i < 2; i++) {
            tables().write(connection -> {
                desk.leftOut(connection, "test", "archive", two);
                return null;
            });
        }
        Map<LocalDate, Long> left =
                tables().read(connection -> desk.shelf().leftOut(connection, "test", "archive", 30));
        assertThat(left).isEqualTo(Map.of(LocalDate.ofInstant(NOW, clock.zone()), 4L));
    }
}
