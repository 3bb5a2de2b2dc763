// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.outbox.Writing;
import org.huitong.testkit.WireSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailConnectorTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef-1";

    private final Mailbox box = Boxes.box("huitong@acme.test");
    private final MailConnector connector = Boxes.connector(Boxes.of("huitong@acme.test"));

    @Test
    void whatWeSentOurselvesMakesNoSecondMessage() {
        assertThat(read("Message-ID: " + box.messageId(KEY) + "\n\nours\n").deliveries())
                .isEmpty();
        assertThat(read("Message-ID: <" + KEY + ".0000000000000000@acme.test>\n\nforged\n")
                        .deliveries())
                .hasSize(1);
    }

    @Test
    void aMailThatCameBackIsAReceiptAndAMessageOfARobot() {
        Reading reading = read("From: MAILER-DAEMON@mail.acme.test\nMessage-ID: <b-1@mail.acme.test>\n"
                + "Auto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\nno such person\n"
                + "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.acme.test\n\n"
                + "Final-Recipient: rfc822; x@acme.test\nAction: failed\nStatus: 5.1.1\n"
                + "--b\nContent-Type: message/rfc822\n\nSubject: hello\nMessage-ID: " + box.messageId(KEY)
                + "\n\nhi\n--b--\n");

        assertThat(reading.receipts()).singleElement().satisfies(told -> {
            assertThat(told.id()).isEqualTo(box.messageId(KEY));
            assertThat(told.receipt().state()).isEqualTo(Receipt.State.REJECTED);
            assertThat(told.receipt().why().orElseThrow().en()).contains("5.1.1");
        });
        Sighting.Said said =
                (Sighting.Said) reading.deliveries().get(0).sightings().get(0);
        assertThat(said.message().sender().kind()).isEqualTo(Sender.Kind.ROBOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: auto-generated", "Precedence: bulk", "List-Id: <all.acme.test>"})
    void whatAMachineSentIsARobots(String header) {
        Sighting.Said said = (Sighting.Said) read("From: a@acme.test\nMessage-ID: <a@b>\n" + header + "\n\nx\n")
                .deliveries()
                .get(0)
                .sightings()
                .get(0);

        assertThat(said.message().sender().kind()).isEqualTo(Sender.Kind.ROBOT);
    }

    /** What a server sends back is a letter of ours: it was said already, perhaps to fewer people. */
    @Test
    void theLetterInAReportIsNotSaidAgain() {
        Sighting.Said said =
                (Sighting.Said) read("From: MAILER-DAEMON@mail.acme.test\nMessage-ID: <b-2@mail.acme.test>\n"
                                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                                + "--b\nContent-Type: text/plain\n\nno such person\n"
                                + "--b\nContent-Type: message/rfc822\n\nSubject: hello\n\nfor two alone\n--b--\n")
                        .deliveries()
                        .get(0)
                        .sightings()
                        .get(0);

        assertThat(said.message().content().text()).contains("no such person");
    }

    @Test
    void aSubjectOfAnyLengthIsReadInATimeThatGrowsWithIt() {
        String subject = "Re: ".repeat(200_000) + "停机";

        Reading reading = assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> read("From: a@acme.test\nMessage-ID: <a@b>\nSubject: " + subject + "\n\nx\n"));

        Sighting.Said said =
                (Sighting.Said) reading.deliveries().get(0).sightings().get(0);
        assertThat(said.message().content().text().orElseThrow()).endsWith("停机\nx");
    }

    /** Whatever comes is a message or a dead letter, and never an exception. */
    @Test
    void damagedMailsAreRead() {
        Random dice = new Random(20261129);
        for (WireSample sample : WireSample.all()) {
            byte[] raw = sample.in().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                byte[] damaged = java.util.Arrays.copyOf(raw, 1 + dice.nextInt(raw.length));
                for (int j = dice.nextInt(8); j >= 0; j--) {
                    damaged[dice.nextInt(damaged.length)] = (byte) dice.nextInt();
                }
                Reading reading = connector.read(evidence(damaged));
                assertThat(reading.deliveries().size() + reading.receipts().size())
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "address, '', Address",
        "password, '', Password",
        "address, nobody, no address",
        "password, sealed:lost, key store"
    })
    void anAccountThatIsNotReadySaysWhatToMend(String name, String value, String hint) {
        Map<String, String> settings = Boxes.of("huitong@acme.test");
        settings.put(name, value);

        assertThat(Boxes.connector(settings).problem().orElseThrow().en()).contains(hint);
        assertThat(Boxes.connector(settings).abilities().problem()).isPresent();
        assertThat(Boxes.connector(settings).line()).isEmpty();
    }

    @Test
    void whatIsNoAddressIsRefusedBeforeAnybodyIsAsked() {
        Outgoing letter = new Outgoing(
                KEY,
                new Outgoing.Target(Outgoing.Target.Kind.MAIL, "a@b.test\nBcc: c@d.test"),
                new Writing.Text("x"),
                Boxes.NOW);
        Step<?> step = connector.send(letter, Trail.beginning(java.util.Optional.empty()));

        assertThat(((Step.Failed<?>) step).failure()).isEqualTo(Step.Failure.REFUSED);
        assertThat(connector.abilities().problem()).as("no server").isPresent();
    }

    private Reading read(String mail) {
        return connector.read(evidence(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static Evidence evidence(byte[] raw) {
        return new Evidence(raw, Map.of("folder", "INBOX", "validity", "7", "uid", "42"), Boxes.NOW);
    }
}
