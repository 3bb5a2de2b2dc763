// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.access.Asker;
import org.huitong.api.operation.DeadLetters;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.kit.shell.NotDone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HubCommandsTest {
    private final Letters letters = new Letters();
    private final HubCommands commands = new HubCommands(List::of, new Inbox(), letters);

    @Test
    void whatIsDoneSaysSo() {
        assertThat(commands.retry("inbox", "7")).isEqualTo("taken");
        assertThat(commands.replay("inbox", "7")).isEqualTo("set back");
        assertThat(commands.parked("inbox")).startsWith("7 ");
        letters.outcome = DeadLetters.Outcome.TAKEN;
        assertThat(commands.resend("7")).isEqualTo("taken");
    }

    @Test
    void whatIsNotDoneFails() {
        fails(() -> commands.retry("inbox", "8"), "refused again");
        fails(() -> commands.replay("nobody", "7"), "no such reader");
        fails(() -> commands.parked("nobody"), "no such reader");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAKEN")
    void aLetterThatIsNotTakenFails(DeadLetters.Outcome outcome) {
        letters.outcome = outcome;
        fails(() -> commands.resend("7"), " / ");
    }

    @Test
    void aWrongWordIsAnsweredWithTheUsage() {
        fails(() -> commands.parked(), "Usage / 用法: hub:parked <reader>");
        fails(() -> commands.retry("inbox"), "hub:retry <reader> <seq>");
        fails(() -> commands.replay("inbox", "seven"), "hub:replay <reader> <seq>");
        fails(() -> commands.resend(""), "hub:resend <letter>");
    }

    private static void fails(ThrowingCallable command, String words) {
        assertThatThrownBy(command).isInstanceOfSatisfying(NotDone.class, no -> assertThat(no.toString())
                .contains(words)
                .doesNotContain("NotDone"));
    }

    /** One reader that parked its seventh entry and takes it the next time. */
    private static final class Inbox implements ReaderBoard {
        @Override
        public List<ReaderStanding> readers() {
            return List.of(new ReaderStanding("inbox", true, 7, 0, 1, "", true, 0, "", Optional.empty()));
        }

        @Override
        public List<StageStanding> stages() {
            return List.of();
        }

        @Override
        public List<Parked> parked(String reader, int limit) {
            return List.of(new Parked(reader, 7, "full", 3, Instant.EPOCH));
        }

        @Override
        public boolean retry(String reader, long seq) {
            return seq == 7;
        }

        @Override
        public boolean replay(String reader, long seq) {
            return reader.equals("inbox");
        }
    }

    private static final class Letters implements DeadLetters {
        @Override
        public boolean discard(Asker by, long id, String reason) {
            return false;
        }

        private Outcome outcome = Outcome.NO_SUCH_LETTER;

        @Override
        public List<DeadLetter> list(OptionalLong before, int limit) {
            return List.of();
        }

        @Override
        public long count() {
            return 0;
        }

        @Override
        public Optional<byte[]> raw(Asker asker, long id) {
            return Optional.empty();
        }

        @Override
        public Outcome sendAgain(Asker asker, long id) {
            return outcome;
        }
    }
}
