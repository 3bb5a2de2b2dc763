// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.testkit.Eventually;
import org.huitong.web.FakeBundles;
import org.huitong.web.FakeEntrance;
import org.huitong.web.House;
import org.huitong.web.listen.Manners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Those who let others wait for what they say, and those who come in beside them. */
@Timeout(60)
class SlowBodiesTest {
    private static final Duration QUICK = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int EACH = 4;
    private static final int ALL = 10;
    private static final String STRANGER = "POST /api/v1/session HTTP/1.1\r\n";
    private static final String ANNA = "POST /api/v1/talk HTTP/1.1\r\nAuthorization: Bearer t-anna\r\n";

    @TempDir
    private java.nio.file.Path folder;

    private House house;
    private final List<Speaker> speakers = new ArrayList<>();

    private void open(Duration whole) throws Exception {
        Bundle bundle = FakeBundles.bundle(folder);
        FakeEntrance entrance = new FakeEntrance();
        RestRoot root =
                new RestRoot(FakeBundles.context(bundle), entrance.doorkeeper(), entrance.rights, new Anteroom());
        root.addResource(FakeBundles.reference(
                bundle, new Session(), Map.of("huitong.rest.subject", "session", Permitted.PROPERTY, "everybody")));
        root.addResource(FakeBundles.reference(
                bundle, new Talk(), Map.of("huitong.rest.subject", "talk", Permitted.PROPERTY, "everybody")));
        house = new House(connector -> Manners.teach(connector, QUICK, whole, EACH, ALL))
                .with(root, "/api/v1/*")
                .open();
    }

    @AfterEach
    void close() throws Exception {
        for (Speaker speaker : speakers) {
            speaker.close();
        }
        house.close();
    }

    /** Each byte came in time, and all of them would take for ever. */
    @Test
    void aBodyHasItsTimeAltogether() throws Exception {
        open(Duration.ofMillis(600));
        ScheduledExecutorService tongue = Executors.newSingleThreadScheduledExecutor();
        try (Speaker stranger = speaker(STRANGER, 1000)) {
            long begun = System.nanoTime();
            tongue.scheduleAtFixedRate(() -> stranger.sayQuietly(" "), 0, 50, TimeUnit.MILLISECONDS);
            assertThat(stranger.answer()).startsWith("HTTP/1.1 408").contains("too-slow", "Connection: close");
            assertThat(System.nanoTime() - begun)
                    .isLessThan(Duration.ofSeconds(20).toNanos());
        } finally {
            tongue.shutdownNow();
        }
    }

    /** More than the port has threads, and more than were let in at all before. */
    @Test
    void slowStrangersOfOneAddressGoAndWhoeverComesFromThereIsHeard() throws Exception {
        open(LONG);
        List<Speaker> slow = speakers(STRANGER, 60);
        assertThat(login()).isEqualTo(200);
        Eventually.until("most of them have gone", () -> count(slow, "HTTP/1.1 408") == 60 - EACH);
        assertThat(login()).isEqualTo(200);
        // Those that are left were not too many, and may still end.
        for (Speaker left : slow.stream().filter(s -> s.heard().isEmpty()).toList()) {
            left.say("\"n\":1}   ");
            assertThat(left.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void theSlowestGoFirst() throws Exception {
        open(LONG);
        Speaker one = speaker(STRANGER, 4000);
        one.say("{\"n\":1}" + " ".repeat(3900));
        List<Speaker> slower = speakers(STRANGER, EACH + 3);
        Eventually.until("those who are too many have gone", () -> count(slower, "HTTP/1.1 408") == 4);
        assertThat(one.heard()).isEmpty();
        one.say(" ".repeat(93));
        assertThat(one.answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoIsKnownIsCountedApart() throws Exception {
        open(LONG);
        Speaker anna = speaker(ANNA, 10);
        anna.say("{");
        List<Speaker> slow = speakers(STRANGER, 30);
        Eventually.until("most of them have gone", () -> count(slow, "HTTP/1.1 408") == 30 - EACH);
        anna.say("\"n\":1}   ");
        assertThat(anna.answer()).startsWith("HTTP/1.1 200");
        // And no account may have more of them than an address.
        List<Speaker> many = speakers(ANNA, 30);
        Eventually.until("most of them have gone", () -> count(many, "HTTP/1.1 408") == 30 - EACH);
    }

    /** Each proxied caller is one, and all of them together are so many. */
    @Test
    void behindAProxyEveryAddressIsCountedByItself() throws Exception {
        open(LONG);
        List<Speaker> slow = IntStream.range(0, 6)
                .mapToObj(i -> speakers(STRANGER + "X-Forwarded-For: 10.0.0." + i / 3 + "\r\n", 1))
                .flatMap(List::stream)
                .toList();
        List<Speaker> crowd = speakers(STRANGER + "X-Forwarded-For: 10.0.1.1\r\n", 20);
        Eventually.until("most of the crowd have gone", () -> count(crowd, "HTTP/1.1 408") == 20 - EACH);
        assertThat(count(slow, "HTTP")).isZero();
        List<Speaker> more = speakers(STRANGER + "X-Forwarded-For: 10.0.2.1\r\n", 3);
        Eventually.until("all together are no more than may be", () -> {
            int gone = count(slow, "HTTP/1.1 408") + count(more, "HTTP/1.1 408");
            return gone + count(crowd, "HTTP/1.1 408") == 29 - ALL;
        });
        assertThat(login()).isEqualTo(200);
    }

    @Test
    void whatTakesLongerByItsNatureMay() throws Exception {
        open(QUICK);
        Speaker upload = speaker("POST /api/v1/talk/long HTTP/1.1\r\nAuthorization: Bearer t-anna\r\n", 10);
        upload.say("123");
        Speaker other = speaker(ANNA, 10);
        assertThat(other.answer()).startsWith("HTTP/1.1 408");
        upload.say("4567890");
        assertThat(upload.answer()).startsWith("HTTP/1.1 200").endsWith("10");
    }

    private int login() throws Exception {
        return house.send(house.to("/api/v1/session")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"n\":1}")))
                .statusCode();
    }

    private static int count(List<Speaker> speakers, String answer) {
        return (int) speakers.stream().filter(s -> s.heard().startsWith(answer)).count();
    }

    /** They have begun to speak. */
    private List<Speaker> speakers(String call, int many) {
        return IntStream.range(0, many).mapToObj(i -> speaker(call, 10, "{")).toList();
    }

    private Speaker speaker(String call, int length) {
        return speaker(call, length, "");
    }

    /** @param begun in one piece with the head: who speaks on after the answer may lose the answer with the line */
    private Speaker speaker(String call, int length, String begun) {
        try {
            Speaker speaker = new Speaker(new Socket("127.0.0.1", house.port()));
            speakers.add(speaker);
            speaker.say(call + "Host: x\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n"
                    + begun);
            return speaker;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody at the other end of a socket. */
    private static final class Speaker implements Closeable {
        private final Socket socket;
        private final StringBuilder heard = new StringBuilder();

        Speaker(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** Whoever is answered meanwhile may find the line shut. */
        void sayQuietly(String text) {
            try {
                say(text);
            } catch (IOException e) {
                assertThat(e).as("the line was shut").isNotNull();
            }
        }

        /** What there is by now. */
        synchronized String heard() {
            try {
                InputStream in = socket.getInputStream();
                while (in.available() > 0) {
                    heard.append((char) in.read());
                }
            } catch (IOException e) {
                assertThat(heard).as("the line was shut after the answer").isNotEmpty();
            }
            return heard.toString();
        }

        String answer() throws IOException {
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            try {
                for (int b = in.read(); b >= 0; b = in.read()) {
                    heard.append((char) b);
                    if (isWhole()) {
                        break;
                    }
                }
            } catch (SocketTimeoutException e) {
                throw new AssertionError("no answer, but " + heard, e);
            }
            return heard.toString();
        }

        private boolean isWhole() {
            int body = heard.indexOf("\r\n\r\n");
            int length = heard.indexOf("Content-Length: ");
            if (body < 0 || length < 0) {
                return false;
            }
            int end = heard.indexOf("\r\n", length);
            return heard.length() - body - 4 == Integer.parseInt(heard.substring(length + 16, end));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    record In(int n) {}

    @Path("")
    public static final class Session implements RestResource {
        @POST
        @Permitted(Permitted.PUBLIC)
        public String post(In in) {
            return "{}";
        }
    }

    @Path("")
    public static final class Talk implements RestResource {
        @POST
        public String post(In in) {
            return "{}";
        }

        @POST
        @Path("long")
        public String takesLong(@BodyLimit(seconds = 60) InputStream in) throws IOException {
            return Integer.toString(in.readAllBytes().length);
        }
    }
}
