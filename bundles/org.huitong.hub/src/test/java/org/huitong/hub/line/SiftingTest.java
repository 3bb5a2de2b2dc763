// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.EvidenceReader;
import org.huitong.api.connector.LineDown;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.keeping.Admittance;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountName;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

/** What must not be kept is left out, and where nobody can tell nothing is kept. */
class SiftingTest {
    private static final AccountName ARCHIVE = new AccountName("test", "archive");
    private static final LocalText WHY = LocalText.of("平台没有回答", "no answer");

    private final List<String> counted = new ArrayList<>();
    private boolean undecided;

    @Test
    void whatMustNotBeKeptIsLeftOutAndCounted() throws Exception {
        Sifting.Left left = sifting().of(ARCHIVE, new Record(Consents.Policy.ONLY_AGREED), came("yes", "no", "bad"));
        assertThat(left.messages()).extracting(m -> m.key().nativeId()).containsExactly("no");
        assertThat(left.of(delivery("no")).sightings()).isEmpty();
        assertThat(left.of(delivery("yes")).sightings()).hasSize(1);
        left.note(null);
        assertThat(counted).containsExactly("test/archive no");
    }

    @Test
    void whereNobodyCanTellNothingIsKept() throws Exception {
        undecided = true;
        assertThatThrownBy(() -> sifting().of(ARCHIVE, new Record(Consents.Policy.ONLY_AGREED), came("yes")))
                .isInstanceOfSatisfying(
                        LineDown.class, down -> assertThat(down.why()).isEqualTo(WHY));
        Sifting nobody = new Sifting(Optional::empty);
        assertThatThrownBy(() -> nobody.of(ARCHIVE, new Record(Consents.Policy.UNLESS_REFUSED), came("yes")))
                .isInstanceOf(LineDown.class);
        assertThat(nobody.of(ARCHIVE, new Record(Consents.Policy.EVERYTHING), came("no"))
                        .ids())
                .isEmpty();
    }

    @Test
    void aConnectorThatAsksNobodyIsNotAskedAbout() throws Exception {
        undecided = true;
        EvidenceReader plain = new EvidenceReader() {
            @Override
            public Reading read(Evidence evidence) {
                throw new IllegalStateException("it need not be read");
            }

            @Override
            public Profile profile() {
                return profiled();
            }
        };
        assertThat(sifting().of(ARCHIVE, plain, came("no")).ids()).isEmpty();
    }

    private Sifting sifting() {
        return new Sifting(() -> Optional.of(new Admittance() {
            @Override
            public Collection<MessageId> refused(String platform, String account, List<Message> said) throws Undecided {
                if (undecided) {
                    throw new Undecided(WHY);
                }
                return said.stream()
                        .filter(m -> m.key().nativeId().equals("no"))
                        .map(Message::id)
                        .toList();
            }

            @Override
            public void leftOut(Connection transaction, String platform, String account, List<Message> refused) {
                refused.forEach(m ->
                        counted.add(platform + "/" + account + " " + m.key().nativeId()));
            }
        }));
    }

    private static List<Evidence> came(String... words) {
        return List.of(words).stream()
                .map(word -> new Evidence(word.getBytes(StandardCharsets.UTF_8), Map.of(), Instant.EPOCH))
                .toList();
    }

    private static Delivery delivery(String word) {
        return Delivery.of("d-" + word, Sighting.Said.once(Messages.text(word, word, Instant.EPOCH)));
    }

    private static Profile profiled() {
        return new Profile(LocalText.of("测试", "Test"), "t", Duration.ofSeconds(5), "", "", false, List.of());
    }

    /** A platform's record of which one piece cannot be read. */
    private record Record(Consents.Policy policy) implements EvidenceReader, Consents {
        @Override
        public Reading read(Evidence evidence) {
            String word = new String(evidence.raw(), StandardCharsets.UTF_8);
            if (word.equals("bad")) {
                throw new IllegalStateException("it cannot read this");
            }
            return Reading.of(delivery(word));
        }

        @Override
        public Optional<Need> need(Message message) {
            return Optional.empty();
        }

        @Override
        public Step<List<Consent>> ask(List<Between> whom, Trail trail) {
            return Step.done(List.of());
        }

        @Override
        public Step<List<String>> covered(Trail trail) {
            return Step.done(List.of());
        }

        @Override
        public Profile profile() {
            return profiled();
        }
    }
}
