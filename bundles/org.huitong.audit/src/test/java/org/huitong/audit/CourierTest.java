// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.operation.Check.Status;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.converter.Converters;

/** What was noted comes to its collector whole, in order and without a word of what somebody wrote or sought. */
class CourierTest {
    private static final Path RSYSLOGD = Path.of("/usr/sbin/rsyslogd");
    private static final Path RSYSLOG_TLS = Path.of("/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so");

    @TempDir
    Path folder;

    private DerbyStore store;
    private AuditContract.Desk desk;
    private Papers papers;

    @BeforeEach
    void open() throws Exception {
        store = new DerbyStore().migrate("audit");
        desk = new AuditContract.Desk(store, folder);
        papers = Papers.in(folder.resolve("papers"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anEntryIsAMessageOfRfc5424() throws Exception {
        try (StandIn collector = new StandIn(papers, 0)) {
            desk.book.note(Deed.refused(new Doer("wang", "王\"五]\n"), "rules.write", new Thing("rule", "r1", "裁员名单"))
                    .changing("before-secret", "after-secret")
                    .searching("sought-secret"));
            desk.sealer.link();
            courier(collector.port(), Map.of()).carry();

            String hash = desk.shelf.oldest(AuditContract.ALL, 0, 1).get(0).hash();
            assertThat(collector.messages).singleElement().satisfies(message -> {
                assertThat(message)
                        .matches(
                                "(?s)<108>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z hub huitong - rules\\.write \\[.*")
                        .contains("[huitong@32473 seq=\"1\" by=\"wang\" name=\"王\\\"五\\] \" verb=\"rules.write\""
                                + " thing=\"rule:r1\" outcome=\"refused\" hash=\"" + hash + "\"] \uFEFF")
                        .doesNotContain("secret", "裁员", "\n");
            });
        }
    }

    @Test
    void nothingIsLostWhileTheCollectorIsAwayOrBreaksOff() throws Exception {
        int port;
        try (StandIn collector = new StandIn(papers, 0)) {
            port = collector.port();
            collector.most = 300;
            note(0, 1200);
            Courier courier = courier(port, Map.of());
            courier.carry();
            // It read some and did not end in order: nothing of that counts as taken.
            assertThat(courier.standing().taken()).isZero();
            assertThat(courier.standing().problem()).isPresent();
        }
        Courier courier = courier(port, Map.of());
        courier.carry();
        assertThat(courier.standing().waiting()).isEqualTo(1200);
        assertThat(courier.standing().oldest()).isPresent();
        assertThat(courier.result().status()).isEqualTo(Status.UP);
        desk.clock.leap(Duration.ofMinutes(6));
        assertThat(courier.result().status()).isEqualTo(Status.DEGRADED);
        try (StandIn collector = new StandIn(papers, port)) {
            courier.carry();
            assertThat(courier.standing().waiting()).isZero();
            assertThat(courier.standing().problem()).isEmpty();
            assertThat(courier.result().status()).isEqualTo(Status.UP);
            // Another one, as after a restart, goes on where this one was.
            note(1200, 1300);
            courier(port, Map.of()).carry();
            assertThat(seqs(collector.messages))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 1300).boxed().toList());
        }
    }

    @Test
    void whatCanNeverWorkIsSaidAtOnceAndInWords() throws Exception {
        for (Map<String, String> wrong : List.of(
                Map.of("collector", "a:b:c"),
                Map.of("collector", ":"),
                Map.of("collector", "host:0"),
                Map.of("collector", "host:99999"),
                Map.of("collectorAuthority", "/nowhere/authority.pem"),
                Map.of("collectorPin", "zz"))) {
            Courier courier = courier(6514, wrong);
            assertThat(courier.result().toString()).as("%s", wrong).contains("carried nowhere: collector");
            assertThat(courier.standing().problem().orElseThrow()).startsWith("collector");
        }
        assertThat(courier(6514, Map.of("collector", "[2001:db8::7]:6514"))
                        .standing()
                        .problem())
                .isEmpty();
    }

    @Test
    void theFileThatWasMissingIsFoundOnceItIsThere() throws Exception {
        Path late = folder.resolve("late.pem");
        Courier courier = courier(6514, Map.of("collectorAuthority", late.toString()));
        courier.aside();
        assertThat(courier.result().toString()).contains("cannot be read");
        Files.copy(papers.certificate(), late);
        courier.aside();
        assertThat(courier.result().toString()).doesNotContain("carried nowhere");
        courier.end();
    }

    @Test
    void onlyTheCollectorThatIsMeantGetsAnything() throws Exception {
        try (StandIn collector = new StandIn(papers, 0)) {
            note(0, 1);
            Courier unknown = courier(collector.port(), Map.of("collectorAuthority", ""));
            unknown.carry();
            assertThat(unknown.standing().problem()).isPresent();
            String other = "00" + papers.pin().substring(2);
            Courier wrong = courier(collector.port(), Map.of("collectorPin", other));
            wrong.carry();
            assertThat(wrong.standing().problem()).isPresent();
            assertThat(collector.messages).isEmpty();
            // By its pin it is known under any name.
            Courier pinned = courier(
                    collector.port(),
                    Map.of(
                            "collector",
                            "127.0.0.1:" + collector.port(),
                            "collectorAuthority",
                            "",
                            "collectorPin",
                            papers.pin()));
            pinned.carry();
            assertThat(collector.messages).hasSize(1);
            Courier misnamed = courier(collector.port(), Map.of("collector", "127.0.0.1:" + collector.port()));
            note(1, 2);
            misnamed.carry();
            assertThat(misnamed.standing().problem()).isPresent();
            assertThat(collector.messages).hasSize(1);
        }
    }

    @Test
    void aRealSyslogServerTakesIt() throws Exception {
        assumeTrue(Files.isExecutable(RSYSLOGD) && Files.exists(RSYSLOG_TLS), "needs rsyslog-gnutls");
        int port = FreePort.next();
        Path out = folder.resolve("taken.log");
        Path settings = folder.resolve("rsyslog.conf");
        Files.writeString(
                settings,
                """
                global(DefaultNetstreamDriver="gtls" DefaultNetstreamDriverCAFile="%1$s"
                       DefaultNetstreamDriverCertFile="%1$s" DefaultNetstreamDriverKeyFile="%2$s"
                       workDirectory="%3$s" parser.escapeControlCharactersOnReceive="off")
                module(load="imtcp" StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.Authmode="anon")
                template(name="parsed" type="string"
                         string="%%syslogfacility%%|%%syslogseverity%%|%%app-name%%|%%msgid%%|%%structured-data%%|%%msg%%\\n")
                input(type="imtcp" port="%4$d")
                action(type="omfile" file="%5$s" template="parsed" asyncWriting="off")
                """
                        .formatted(papers.certificate(), papers.key(), folder, port, out));
        Process rsyslog = new ProcessBuilder(
                        RSYSLOGD.toString(),
                        "-n",
                        "-f",
                        settings.toString(),
                        "-i",
                        folder.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("rsyslog.log").toFile())
                .start();
        try {
            note(0, 700);
            Courier courier = courier(port, Map.of());
            Eventually.until(Duration.ofSeconds(60), "rsyslog takes all", () -> {
                courier.carry();
                return courier.standing().waiting() == 0;
            });
            Eventually.until(
                    Duration.ofSeconds(60),
                    "rsyslog has written all",
                    () -> lines(out).size() >= 700);
            List<String> lines = lines(out);
            assertThat(seqs(lines))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 700).boxed().toList());
            assertThat(lines.get(0))
                    .startsWith("13|6|huitong|rules.write|[huitong@32473 seq=\"1\" by=\"wang\" name=\"王五\"")
                    .contains("王五 (wang) rules.write rule:r0 done");
        } finally {
            rsyslog.destroy();
            rsyslog.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(int from, int to) {
        for (int i = from; i < to; i++) {
            desk.book.note(Deed.done(new Doer("wang", "王五"), "rules.write", Thing.of("rule", "r" + i)));
        }
        desk.sealer.link();
    }

    private static List<Integer> seqs(List<String> messages) {
        return messages.stream()
                .map(message -> Integer.valueOf(message.replaceFirst("(?s).* seq=\"(\\d+)\".*", "$1")))
                .toList();
    }

    private Courier courier(int port, Map<String, String> otherwise) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "collector",
                "localhost:" + port,
                "collectorAuthority",
                papers.certificate().toString()));
        settings.putAll(otherwise);
        AuditConfig config = Converters.standardConverter().convert(settings).to(AuditConfig.class);
        Courier courier = new Courier(store, desk.vault, desk.clock, new NoTicks(), "hub");
        courier.change(config);
        return courier;
    }
}
