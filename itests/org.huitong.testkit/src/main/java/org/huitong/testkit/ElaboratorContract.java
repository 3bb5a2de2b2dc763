// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/**
 * What was announced by a bare event is asked for as the hub does: by calls that do no harm when made twice, told in a
 * message of its own, which is no announcement itself. The platform is what {@code
 * src/test/resources/approval.json} says.
 */
public interface ElaboratorContract {
    LocalText WHY = LocalText.of("没有权限", "no permission");

    Trail WITH_TOKEN = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));

    /** An account that can ask. */
    Elaborator elaborator();

    /** One that is set up to listen alone. */
    Elaborator listener();

    /** A message as it came, that names a matter. */
    Message announcement();

    /** Messages as they came, that say all there is. */
    List<Message> others();

    /** What the platform answers about the matter. */
    default String whole() {
        try {
            return Files.readString(Path.of("src/test/resources/approval.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it answers where there is none. */
    Reply gone();

    @Test
    default void namesWhatThereIsToAskAbout() {
        assertThat(elaborator().matter(announcement())).isPresent();
        assertThat(listener().matter(announcement())).isEqualTo(elaborator().matter(announcement()));
        assertThat(others())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(elaborator().matter(one)).isEmpty());
    }

    @Test
    default void tellsItInAMessageOfItsOwn() {
        Sighting.Said said = said(whole());
        assertThat(said.key()).isNotEqualTo(announcement().key());
        assertThat(said.key().tenant()).isEqualTo(announcement().key().tenant());
        assertThat(said.message().account()).isEqualTo(announcement().account());
        assertThat(said.message().content().event()).isEmpty();
        assertThat(elaborator().matter(said.message())).isEmpty();
        assertThat(said.revision().at()).isAfterOrEqualTo(said.message().sentAt());
    }

    /** What is asked twice and has not changed is no further version. */
    @Test
    default void theSameIsTheSameVersion() {
        assertThat(said(whole()).revision()).isEqualTo(said(whole()).revision());
    }

    @Test
    default void whatCannotBeHadIsTheSameMessageAndOlder() {
        Sighting.Said lacking = elaborator().lacking(matter(), WHY);
        Sighting.Said said = said(whole());
        assertThat(lacking.key()).isEqualTo(said.key());
        assertThat(lacking.revision().at())
                .isEqualTo(Instant.EPOCH)
                .isBefore(said.revision().at());
        assertThat(lacking.message().content().unavailable().orElseThrow().detail())
                .isEqualTo(WHY);
        assertThat(elaborator().matter(lacking.message())).isEmpty();
    }

    @Test
    default void asksForATokenFirst() {
        assertThat(elaborator().elaborate(matter(), Trail.beginning(Optional.empty())))
                .isEqualTo(Step.tokenNeeded());
    }

    /** It is set up so: that is nothing to tell of each matter. */
    @Test
    default void whoOnlyListensWaits() {
        assertThat(listener().elaborate(matter(), WITH_TOKEN)).isInstanceOf(Step.Later.class);
    }

    @Test
    default void whatIsNotThereIsNeverHad() {
        assertThat(answered(gone())).isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                .isEqualTo(Step.Failure.REFUSED));
    }

    /** What a page of a gateway says is asked again. */
    @Test
    default void whatIsNoAnswerIsAskedAgain() {
        Reply page = new Reply(502, Map.of(), "<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(answered(page)).isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                .isEqualTo(Step.Failure.UNKNOWN));
    }

    default Matter matter() {
        Message announcement = announcement();
        return new Matter(
                elaborator().matter(announcement).orElseThrow(),
                announcement.key().tenant());
    }

    /** The message that comes of this answer. */
    default Sighting.Said said(String answer) {
        Step<Sighting.Said> step = answered(new Reply(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8)));
        assertThat(step).isInstanceOf(Step.Done.class);
        return ((Step.Done<Sighting.Said>) step).value();
    }

    default Step<Sighting.Said> answered(Reply reply) {
        Step<Sighting.Said> first = elaborator().elaborate(matter(), WITH_TOKEN);
        assertThat(first)
                .isInstanceOfSatisfying(
                        Step.Ask.class, ask -> assertThat(ask.call().harmless()).isTrue());
        return elaborator().elaborate(matter(), WITH_TOKEN.then(((Step.Ask<Sighting.Said>) first).note(), reply));
    }
}
