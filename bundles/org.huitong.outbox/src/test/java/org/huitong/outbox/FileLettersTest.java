// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.huitong.testkit.Eventually.until;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.file.FileDoor;
import org.huitong.api.file.HeldFile;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.connector.echo.EchoConnector;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that go along: put up first, then sent, each from the folder as it leaves. */
class FileLettersTest {
    private static final Asker LI = new Asker("li", "李工", Optional.empty());
    private static final byte[] BYTES = "%PDF-1.7 报价单".getBytes(StandardCharsets.UTF_8);

    private final Post post = new Post(new DerbyStore());
    private final Shelf files = new Shelf();

    @BeforeEach
    void open() {
        post.enclosures.files = files;
        files.bytes.put("t/own", BYTES);
    }

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void aFileIsPutUpAndThenSentAndStandsInTheLog() {
        post.plug(new Filing(post.echo(), 1_000));
        String id = post.post(letter("t/own", BYTES.length));

        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.platform.uploads)
                .singleElement()
                .asString()
                .contains("name=\"media\"; filename=\"报价 %22新%22.pdf\"; filelength=" + BYTES.length)
                .contains("name=\"kind\"\r\n\r\nfile\r\n")
                .contains("Content-Type: application/pdf\r\n\r\n%PDF-1.7 报价单\r\n--");
        assertThat(post.platform.texts()).containsExactly("m-1");
        until("it stands in the log", () -> !post.log.isEmpty());
        Message message = post.log.get(0);
        assertThat(message.content().type()).isEqualTo(MessageType.FILE);
        assertThat(message.content().attachments()).singleElement().satisfies(attached -> {
            assertThat(attached.reference()).isEqualTo("huitong:file:t/own");
            assertThat(attached.name()).contains("报价 \"新\".pdf");
            assertThat(attached.bytes()).hasValue(BYTES.length);
        });
        assertThat(files.keptUntil).isAfter(Post.START.plus(Duration.ofDays(3)));
    }

    @Test
    void whatAnAccountDoesNotTakeIsNotSentAndSaysSo() {
        post.plug(new Filing(post.echo(), 0));
        String none = post.post(letter("t/own", BYTES.length));
        until("it is rejected", () -> post.state(none) == State.REJECTED);
        assertThat(post.row(none).reason().orElseThrow().zh()).contains("不能发送文件");

        post.unplug();
        post.plug(new Filing(post.echo(), 1 << 20));
        String large = post.post(letter("t/own", (1 << 20) + 1));
        until("it is rejected", () -> post.state(large) == State.REJECTED);
        assertThat(post.row(large).reason().orElseThrow().zh()).contains("1 MB 以内");
        assertThat(post.platform.uploads).isEmpty();
    }

    @Test
    void whatBrokeOffIsPutUpAnewAndSentOnce() {
        post.platform.hangsUpOnFiles.set(true);
        post.plug(new Filing(post.echo(), 1_000));
        String id = post.post(letter("t/own", BYTES.length));
        until("it waits", () -> post.row(id).reason().isPresent());
        post.pass(Duration.ofSeconds(5));
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.platform.uploads).hasSize(2);
        assertThat(post.platform.texts()).containsExactly("m-2");
    }

    @Test
    void aFileThatIsGoneIsRefusedAndHoldsNobodyUp() {
        post.plug(new Filing(post.echo(), 1_000));
        String gone = post.post(letter("gone/own", 10));
        String next = post.post("hall", "后面的");
        until("it is rejected", () -> post.state(gone) == State.REJECTED);
        assertThat(post.row(gone).reason().orElseThrow().zh()).contains("已不在汇通");
        until("the next one goes", () -> post.state(next) == State.ACCEPTED);
        assertThat(post.platform.texts()).containsExactly("后面的");
    }

    @Test
    void whatIsTakenBackBeforeItGoesIsNotSent() {
        String taken = post.post(keyed("t/own:file"));
        String other = post.post(keyed("other"));
        LocalText why = LocalText.of("已撤回", "withdrawn");
        post.recall("li", "t/own:file", why);
        post.recall("li", "nosuch", why);
        assertThat(post.state(taken)).isEqualTo(State.REJECTED);
        assertThat(post.row(taken).reason().orElseThrow().zh()).isEqualTo("已撤回");

        post.plug(new Filing(post.echo(), 1_000));
        until("the other goes", () -> post.state(other) == State.ACCEPTED);
        assertThat(post.platform.uploads).hasSize(1);
        post.recall("li", "other", why);
        assertThat(post.state(other)).isEqualTo(State.ACCEPTED);
    }

    private static Letter keyed(String key) {
        Letter letter = letter("t/own", BYTES.length);
        return new Letter(
                letter.to(),
                letter.writing(),
                letter.by(),
                letter.spoken(),
                false,
                Optional.of(key),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    @Test
    void somebodyElsesFileIsNoneAndOneThatComesIsWaitedFor() {
        assertThat(problem("unknown").status()).isEqualTo(404);
        assertThat(problem("soon")).extracting(Problem::status, Problem::word).containsExactly(409, "not-here-yet");
        assertThat(problem("never")).extracting(Problem::status, Problem::word).containsExactly(410, "not-to-be-had");
        assertThat(post.enclosures.find(LI, "mine").name()).isEqualTo("a.pdf");
        assertThat(problem("core")).extracting(Problem::status, Problem::word).containsExactly(403, "transfer-only");
        post.enclosures.files = null;
        assertThat(problem("mine").status()).isEqualTo(503);
    }

    private Problem problem(String file) {
        return catchThrowableOfType(() -> post.enclosures.find(LI, file), Problem.class);
    }

    private static Letter letter(String ticket, long bytes) {
        return new Letter(
                new To.Room("echo", "front", "hall"),
                new Writing.File(ticket, "报价 \"新\".pdf", "application/pdf", bytes, "ab"),
                "li",
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    /** Files by their tickets. */
    private static final class Shelf implements FileDoor {
        final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
        volatile Instant keptUntil;

        @Override
        public Sought find(Asker asker, String file) {
            LocalText why = LocalText.of("还没有", "not yet");
            return switch (file) {
                case "core" -> new Here(new HeldFile(
                        "m/x", "a.pdf", "application/pdf", 3, "ab", Optional.<MessageId>empty(), Secrecy.CONFIDENTIAL));
                case "mine" -> new Here(new HeldFile(
                        "t/own", "a.pdf", "application/pdf", 3, "ab", Optional.<MessageId>empty(), Secrecy.INTERNAL));
                case "soon" -> new Away(true, why);
                case "never" -> new Away(false, why);
                default -> new Unknown();
            };
        }

        @Override
        public InputStream open(String ticket) throws IOException {
            byte[] found = bytes.get(ticket);
            if (found == null) {
                throw new FileNotFoundException(ticket);
            }
            return new ByteArrayInputStream(found);
        }

        @Override
        public void keep(Connection transaction, String ticket, String by, Instant until) {
            keptUntil = until;
        }

        @Override
        public void letGo(Connection transaction, String ticket, String by) {}
    }

    /** An echo account whose platform takes files: they are put up, and then named. */
    private record Filing(EchoConnector echo, long largest) implements MessageSender, Credentials {
        @Override
        public Abilities abilities() {
            return echo.abilities().withFiles(largest);
        }

        @Override
        public Step<Sent> send(Outgoing what, Trail trail) {
            if (!(what.writing() instanceof Writing.File file)) {
                return echo.send(what, trail);
            }
            if (trail.token().isEmpty()) {
                return Step.tokenNeeded();
            }
            if (trail.reply().isEmpty()) {
                URI letters = ((Step.Ask<Sent>) echo.send(words(what, "x"), trail))
                        .call()
                        .address();
                return Step.ask(Call.post(
                                letters.resolve("/media"),
                                new Call.Upload(
                                        "media",
                                        file.name(),
                                        file.type(),
                                        file.bytes(),
                                        what.enclosure().orElseThrow(),
                                        Map.of("kind", "file")))
                        .asHarmless());
            }
            String reply = new String(trail.reply().get().body(), StandardCharsets.UTF_8);
            if (reply.contains("media")) {
                String media = reply.replaceAll(".*\"(m-[0-9]+)\".*", "$1");
                return echo.send(words(what, media), Trail.beginning(trail.token()));
            }
            return echo.send(words(what, "x"), trail);
        }

        private static Outgoing words(Outgoing what, String text) {
            return new Outgoing(
                    what.key(), what.target(), new Writing.Text(text), what.at(), what.tried(), what.topic());
        }

        @Override
        public Profile profile() {
            return echo.profile();
        }

        @Override
        public Step<Token> renew(Trail trail) {
            return echo.renew(trail);
        }
    }
}
