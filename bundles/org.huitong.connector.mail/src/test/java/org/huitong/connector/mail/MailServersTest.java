// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.outbox.Writing;
import org.huitong.testkit.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real Postfix and a real Dovecot. */
class MailServersTest {
    private static final String SCRIPT =
            Path.of("src", "test", "sh", "servers.sh").toString();
    private static Path folder;
    private static int imap;
    private static int smtp;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && Files.exists(Path.of("/usr/sbin/dovecot"))
                        && Files.exists(Path.of("/usr/lib/dovecot/lmtp"))
                        && Files.exists(Path.of("/usr/sbin/postfix")),
                "no dovecot, dovecot-lmtpd and postfix here, or not root: not tried against real mail servers");
        folder = Files.createTempDirectory("huitong-mail");
        imap = FreePort.next();
        smtp = FreePort.next();
        assertThat(run("start", Integer.toString(imap), Integer.toString(smtp))).isZero();
        until("both listen", () -> listens(imap) && listens(smtp));
    }

    @AfterAll
    static void stop() throws Exception {
        if (folder != null) {
            run("stop");
        }
    }

    @Test
    void aLetterArrivesAndItsAnswerComesBackAsOne() throws Exception {
        MailConnector hub = connector("huitong@acme.test", Boxes.PASSWORD);
        MailConnector zhang = connector("zhang@acme.test", Boxes.PASSWORD);
        try (Listening toHub = new Listening(hub);
                Listening toZhang = new Listening(zhang)) {
            String first = sent(hub, "l-1", "zhang@acme.test", "设备报修 😀\n三号线停机", Outgoing.Topic.NONE);
            until("it has arrived", () -> toZhang.messages.size() == 1);
            Message letter = toZhang.messages.get(0);
            assertThat(letter.key().nativeId()).isEqualTo(first);
            assertThat(letter.content().text().orElseThrow()).isEqualTo("设备报修 😀\n设备报修 😀\n三号线停机");
            assertThat(letter.sender().id()).isEqualTo("huitong@acme.test");
            assertThat(letter.sender().name()).contains("汇通");

            sent(
                    zhang,
                    "l-2",
                    "huitong@acme.test",
                    "马上到",
                    new Outgoing.Topic(Optional.of(first), letter.conversation().title()));
            until("the answer is there", () -> toHub.messages.size() == 1);
            Message answer = toHub.messages.get(0);
            assertThat(answer.repliesTo()).contains(first);
            assertThat(answer.conversation().id())
                    .isEqualTo(letter.conversation().id());
            assertThat(answer.content().text().orElseThrow()).isEqualTo("Re: 设备报修 😀\n马上到");
        }
    }

    @Test
    void aLineGoesOnAtItsBookmarkAndReadsAllWhereTheFolderWasNumberedAnew() throws Exception {
        MailConnector hub = connector("huitong@acme.test", Boxes.PASSWORD);
        MailConnector zhang = connector("zhang@acme.test", Boxes.PASSWORD);
        String bookmark;
        try (Listening first = new Listening(zhang)) {
            sent(hub, "m-1", "zhang@acme.test", "一", Outgoing.Topic.NONE);
            until("the first is there", () -> first.texts().contains("一\n一"));
            bookmark = first.bookmark;
        }
        sent(hub, "m-2", "zhang@acme.test", "二", Outgoing.Topic.NONE);
        try (Listening second = new Listening(zhang, Optional.of(bookmark))) {
            until("what came meanwhile is there", () -> second.texts().contains("二\n二"));
            assertThat(second.texts()).doesNotContain("一\n一");
        }
        try (Listening anew = new Listening(zhang, Optional.of("1:999999"))) {
            until("all is read again", () -> anew.texts().containsAll(List.of("一\n一", "二\n二")));
            assertThat(anew.bookmark).doesNotStartWith("1:");
        }
    }

    @Test
    void whoIsNotThereIsRefusedAndAWrongPasswordStopsTheAccount() throws Exception {
        assertThat(failure(connector("huitong@acme.test", Boxes.PASSWORD), "nobody@acme.test"))
                .isEqualTo(Step.Failure.REFUSED);
        MailConnector wrong = connector("huitong@acme.test", "wrong-password");
        assertThat(failure(wrong, "zhang@acme.test")).isEqualTo(Step.Failure.ACCOUNT);
        try (Listening listening = new Listening(wrong)) {
            until("it says why", () -> listening.ended != null);
            assertThat(listening.ended).hasMessageContaining("user or password");
        }
    }

    private static Step.Failure failure(MailConnector connector, String to) throws Exception {
        Step<Sent> step = send(connector, "x-1", to, "x", Outgoing.Topic.NONE);
        return ((Step.Failed<Sent>) step).failure();
    }

    private static String sent(MailConnector connector, String key, String to, String text, Outgoing.Topic topic)
            throws Exception {
        return ((Step.Done<Sent>) send(connector, key, to, text, topic)).value().nativeId();
    }

    private static Step<Sent> send(MailConnector connector, String key, String to, String text, Outgoing.Topic topic)
            throws Exception {
        Outgoing letter = new Outgoing(
                key, new Outgoing.Target(Outgoing.Target.Kind.MAIL, to), new Writing.Text(text), Boxes.NOW, 0, topic);
        return ((Step.ByHand<Sent>) connector.send(letter, Trail.beginning(Optional.empty())))
                .work()
                .now();
    }

    private static MailConnector connector(String address, String password) {
        Map<String, String> settings = new HashMap<>(Boxes.of(address));
        settings.putAll(Map.of(
                "password", password,
                "imapHost", "127.0.0.1",
                "imapPort", Integer.toString(imap),
                "imapSecurity", "none",
                "smtpHost", "127.0.0.1",
                "smtpPort", Integer.toString(smtp),
                "smtpSecurity", "none"));
        return Boxes.connector(settings);
    }

    private static int run(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("bash", SCRIPT, words[0], folder.toString()));
        command.addAll(List.of(words).subList(1, words.length));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As the hub keeps a line, without a hub. */
    private static final class Listening implements Intray, AutoCloseable {
        final List<Message> messages = new CopyOnWriteArrayList<>();
        volatile Exception ended;
        volatile String bookmark;
        private final MailConnector connector;
        private final Line line;
        private final Thread thread;
        private volatile boolean stands;

        Listening(MailConnector connector) {
            this(connector, Optional.empty());
        }

        Listening(MailConnector connector, Optional<String> from) {
            this.connector = connector;
            this.bookmark = from.orElse(null);
            this.line = connector.line().orElseThrow();
            this.thread = new Thread(() -> {
                try {
                    line.listen(this);
                } catch (Exception e) {
                    ended = e;
                }
            });
            thread.start();
            until("it stands or has ended", () -> stands && bookmark != null || ended != null);
        }

        List<String> texts() {
            return messages.stream().map(m -> m.content().text().orElse("")).toList();
        }

        @Override
        public Optional<String> bookmark() {
            return Optional.ofNullable(bookmark);
        }

        @Override
        public void take(List<Evidence> came, String place) {
            for (Evidence evidence : came) {
                connector.read(evidence).deliveries().stream()
                        .flatMap(d -> d.sightings().stream())
                        .forEach(s -> messages.add(((Sighting.Said) s).message()));
            }
            bookmark = place;
        }

        @Override
        public void stands() {
            stands = true;
        }

        /** The thread is free at once, also from the middle of waiting for mail. */
        @Override
        public void close() throws InterruptedException {
            line.close();
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
