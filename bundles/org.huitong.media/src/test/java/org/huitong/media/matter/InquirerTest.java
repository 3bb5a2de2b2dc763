// SPDX-License-Identifier: Apache-2.0
package org.huitong.media.matter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.reader.Entry;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was announced is asked for, again at each change, and kept until the log has it. */
class InquirerTest {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-30T02:00:00Z"));
    private final List<Sighting.Said> kept = new ArrayList<>();
    private final Platform platform = new Platform();
    private boolean takes = true;
    private DerbyStore store;
    private Inquirer inquirer;

    @BeforeEach
    void begin() {
        store = new DerbyStore().migrate("media");
        inquirer = started();
    }

    /** Another process finds nothing but the tables. */
    private Inquirer started() {
        Inquirer one = new Inquirer(
                store, (name, account) -> Optional.of(platform), platform, what -> takes && kept.add(what), clock);
        one.add(platform, Map.of("huitong.platform", "dingtalk"));
        return one;
    }

    @AfterEach
    void end() {
        store.close();
    }

    private void announce(String words) {
        Message message = message("e-" + words, Content.event("bpms", LocalText.of("审批", "approval"), words));
        Entry entry =
                new Entry.Said(1, 1, Entry.Liveness.LIVE, message, 1, false, clock.instant(), List.of(), Set.of());
        store.write(connection -> {
            inquirer.read(List.of(entry), connection);
            return null;
        });
    }

    private static Message message(String id, Content content) {
        return new Message(
                new MessageKey("dingtalk", "c1", id),
                "sales",
                Conversation.ofEvents("dingtalk", "c1"),
                Sender.SYSTEM,
                content,
                Instant.EPOCH,
                1,
                "{}");
    }

    private void after(Duration time) {
        clock.leap(time);
        inquirer.prepare("all");
    }

    @Test
    void isAskedForOnceItHasSettledAndAtEachChange() {
        announce("i1");
        after(Duration.ofSeconds(1));
        assertThat(platform.asked).isEmpty();
        announce("i1");
        after(Duration.ofSeconds(10));
        assertThat(platform.asked).containsExactly("i1");
        after(Duration.ofMinutes(1));
        assertThat(platform.asked).hasSize(1);
        announce("i1");
        after(Duration.ofMinutes(1));
        assertThat(platform.asked).hasSize(2);
        assertThat(kept).extracting(said -> said.key().nativeId()).containsOnly("approval:i1");
        announce("none");
        after(Duration.ofMinutes(1));
        assertThat(platform.asked).hasSize(2);
    }

    @Test
    void whatIsAnnouncedWhileItIsAskedForIsAskedForAgain() {
        announce("i1");
        platform.meanwhile = () -> announce("i1");
        after(Duration.ofSeconds(10));
        platform.meanwhile = () -> {};
        after(Duration.ofSeconds(10));
        assertThat(platform.asked).hasSize(2);
    }

    @Test
    void whatTheLogDoesNotTakeIsBroughtAgainAlsoAfterARestart() {
        takes = false;
        announce("i1");
        after(Duration.ofSeconds(10));
        assertThat(kept).isEmpty();
        takes = true;
        inquirer = started();
        after(Duration.ofMinutes(1));
        assertThat(kept).hasSize(1);
    }

    @Test
    void whatCannotBeHadIsShownWithItsReasonAndTriedAgain() {
        platform.failure = Optional.of(Step.Failure.ACCOUNT);
        announce("i1");
        after(Duration.ofSeconds(10));
        assertThat(kept).singleElement().satisfies(said -> assertThat(said.message()
                        .content()
                        .unavailable()
                        .orElseThrow()
                        .detail()
                        .en())
                .isEqualTo("no permission"));
        platform.failure = Optional.empty();
        after(Duration.ofMinutes(2));
        assertThat(kept).hasSize(2);
        platform.failure = Optional.of(Step.Failure.REFUSED);
        announce("i2");
        after(Duration.ofMinutes(1));
        after(Duration.ofDays(1));
        assertThat(platform.asked).containsOnlyOnce("i2");
    }

    /** A platform, its connector, and the hub's way to it. */
    private static final class Platform implements Elaborator, Errands {
        private final List<String> asked = new ArrayList<>();
        private Optional<Step.Failure> failure = Optional.empty();
        private Runnable meanwhile = () -> {};

        @Override
        public Optional<String> matter(Message announcement) {
            return announcement.content().text().filter(words -> !words.equals("none"));
        }

        @Override
        public Step<Sighting.Said> elaborate(Matter matter, Trail trail) {
            asked.add(matter.id());
            meanwhile.run();
            return failure.<Step<Sighting.Said>>map(one -> Step.failed(one, LocalText.of("没有权限", "no permission")))
                    .orElseGet(() ->
                            Step.done(Sighting.Said.once(message("approval:" + matter.id(), Content.text("表单")))));
        }

        @Override
        public Sighting.Said lacking(Matter matter, LocalText why) {
            return Sighting.Said.once(
                    message("approval:" + matter.id(), Content.unavailable(Unavailable.Reason.WITHHELD, why)));
        }

        @Override
        public <T> CompletionStage<Ending<T>> run(
                String platform,
                String account,
                BiFunction<Connector, Trail, Step<T>> asking,
                BooleanSupplier leaving) {
            Step<T> step = asking.apply(this, Trail.beginning(Optional.empty()));
            return CompletableFuture.completedFuture(
                    step instanceof Step.Done<T> done
                            ? new Ending.Done<>(done.value())
                            : new Ending.Failed<>(((Step.Failed<T>) step).failure(), ((Step.Failed<T>) step).detail()));
        }

        @Override
        public Profile profile() {
            return new Profile(LocalText.of("钉钉", "DingTalk"), "c1", Duration.ofSeconds(1), "", "", true, List.of());
        }

        @Override
        public Optional<LocalText> problem() {
            return Optional.empty();
        }
    }
}
