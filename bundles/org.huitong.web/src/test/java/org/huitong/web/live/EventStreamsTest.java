// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.operation.LiveLog;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Revelation;
import org.huitong.api.query.Trace;
import org.huitong.api.text.LocalText;
import org.huitong.web.FakeEntrance;
import org.huitong.web.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamsTest {
    private static final String SEEN = MessageId.ofBytes(new byte[16]).value();
    private static final String HIDDEN = MessageId.ofBytes("hidden-hidden-hi".getBytes(StandardCharsets.US_ASCII))
            .value();

    private final FakeEntrance entrance = new FakeEntrance();
    private final FakeLog log = new FakeLog();
    private EventStreams streams;
    private House house;

    @BeforeEach
    void open() throws Exception {
        streams = new EventStreams(entrance.doorkeeper(), log, new OneEyedDoor(), entrance.rights);
        house = new House().with(streams, "/api/v1/events").open();
    }

    @AfterEach
    void close() throws Exception {
        streams.shut();
        house.close();
    }

    @Test
    void tellsWhatTheAskerMaySee() throws Exception {
        try (Listener listener = new Listener("Authorization: Bearer t-anna")) {
            log.tell(LiveLog.Kind.MESSAGE, SEEN);
            log.tell(LiveLog.Kind.MESSAGE, HIDDEN);
            log.tell(LiveLog.Kind.FINDING, SEEN);
            log.tell(LiveLog.Kind.CONNECTOR, "wecom/a\"b\n");
            listener.reads("event: connector");

            assertThat(listener.text())
                    .contains("HTTP/1.1 200", "text/event-stream", "no-store", "retry: ")
                    .contains("id: 1\nevent: message\ndata: {\"id\":\"" + SEEN + "\",\"seq\":1}\n\n")
                    .contains("id: 3\nevent: finding\ndata: ")
                    .contains("data: {\"id\":\"wecom/a\\u0022b\\u000a\",\"seq\":4}\n\n")
                    .doesNotContain(HIDDEN);
        }
    }

    @Test
    void tellsEverybodyOfAGap() throws Exception {
        try (Listener listener = new Listener("Authorization: Bearer t-anna")) {
            log.tell(LiveLog.Kind.GAP, "");
            listener.reads("id: 1\nevent: gap\ndata: {\"id\":\"\",\"seq\":1}\n\n");
        }
    }

    @Test
    void goesOnAfterTheLastEventId() throws Exception {
        try (Listener listener = new Listener("Cookie: HUITONG_SESSION=c-anna", "Last-Event-ID: 41")) {
            listener.reads("retry");
            assertThat(log.askedFor).containsExactly(OptionalLong.of(41));
        }
    }

    @Test
    void turnsAwayWhoMayNotListen() throws Exception {
        assertThat(house.get("/api/v1/events").statusCode()).isEqualTo(401);
        assertThat(house.get("/api/v1/events", "Cookie", "HUITONG_SESSION=c-new")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> odd = house.get("/api/v1/events", "Authorization", "Bearer t-anna", "Last-Event-ID", "x");
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(streams.open()).isZero();
    }

    @Test
    void whoMayReadAndAdministerNothingHasNothingToListenTo() throws Exception {
        entrance.lets("t-clerk", "clerk", "rules.read");
        entrance.lets("t-it", "it", Permissions.READ_CONNECTORS);
        HttpResponse<String> clerk = house.get("/api/v1/events", "Authorization", "Bearer t-clerk");
        assertThat(clerk.statusCode()).isEqualTo(403);
        assertThat(clerk.headers().firstValue("Content-Type")).contains("application/problem+json");
        try (Listener it = new Listener("Authorization: Bearer t-it")) {
            it.reads("retry");
        }
    }

    @Test
    void otherMethodsAreRefusedInTheSameWayAsEverywhere() throws Exception {
        HttpResponse<String> response = house.send(house.to("/api/v1/events")
                .header("Authorization", "Bearer t-anna")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void anOpenStreamIsNoUseOfItsSession() throws Exception {
        try (Listener listener = new Listener("Cookie: HUITONG_SESSION=c-anna")) {
            listener.reads("retry");
            int looked = entrance.looked.get();
            await(() -> entrance.looked.get() > looked + 1);
            assertThat(entrance.used).hasValue(0);
        }
    }

    @Test
    void closesOnceTheCredentialIsLost() throws Exception {
        try (Listener listener = new Listener("Cookie: HUITONG_SESSION=c-anna")) {
            listener.reads("retry");
            entrance.logout("c-anna");
            listener.ends();
        }
        assertThat(log.followers).isEmpty();
    }

    @Test
    void closesOnceNobodyMayComeFromThereAnyMore() throws Exception {
        try (Listener listener = new Listener("Cookie: HUITONG_SESSION=c-anna")) {
            listener.reads("retry");
            entrance.barred.add("127.0.0.1");
            listener.ends();
        }
    }

    @Test
    void closesOnceARightIsLost() throws Exception {
        try (Listener listener = new Listener("Authorization: Bearer t-anna")) {
            listener.reads("retry");
            entrance.rights.give("anna", Permissions.ADMINISTER, Permissions.READ_CONNECTORS);
            listener.ends();
        }
    }

    @Test
    void goesOnWhenTheRightOfACapabilityComesOrGoes() throws Exception {
        String[] before = entrance.rights.of("anna").toArray(String[]::new);
        entrance.rights.give(
                "anna", Permissions.ADMINISTER, Permissions.READ_ALL, Permissions.READ_CONNECTORS, "rules.read");
        try (Listener listener = new Listener("Authorization: Bearer t-anna")) {
            listener.reads("retry");
            int asked = entrance.asked.get();
            entrance.rights.give("anna", before);
            await(() -> entrance.asked.get() > asked + 1);
            log.tell(LiveLog.Kind.MESSAGE, SEEN);
            listener.reads(SEEN);
        }
    }

    @Test
    void cutsWhoReadsTooSlowly() throws Exception {
        try (Listener listener = new Listener("Authorization: Bearer t-anna")) {
            listener.reads("retry");
            // Far more than the queue and the socket's buffers hold together, and nobody reads.
            await(() -> {
                for (int i = 0; i < 2_000; i++) {
                    log.tell(LiveLog.Kind.MESSAGE, SEEN);
                }
                return log.followers.isEmpty() || log.seq > 400_000;
            });
            await(() -> log.followers.isEmpty());
            assertThat(streams.open()).isZero();
        }
    }

    @Test
    void idleStreamsHoldNoThreads() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                listeners.add(new Listener("Authorization: Bearer t-anna"));
            }
            await(() -> log.followers.size() == 300);
            // The house has 16 threads for all of them, and is still there for others.
            assertThat(house.get("/api/v1/events").statusCode()).isEqualTo(401);

            log.tell(LiveLog.Kind.MESSAGE, SEEN);
            for (Listener listener : listeners) {
                listener.reads(SEEN);
            }
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
    }

    @Test
    void whoHangsUpIsForgotten() throws Exception {
        new Listener("Authorization: Bearer t-anna").close();
        await(() -> {
            log.tell(LiveLog.Kind.MESSAGE, SEEN);
            return streams.open() == 0;
        });
        assertThat(log.followers).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.onSpinWait();
        }
    }

    /** Listens as a browser would, over a bare socket. */
    private final class Listener implements AutoCloseable {
        private final Socket socket;
        private final StringBuilder read = new StringBuilder();

        Listener(String... headers) throws Exception {
            socket = new Socket("127.0.0.1", house.port());
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        /** Until this was read. */
        void reads(String wanted) throws Exception {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4096];
            while (read.indexOf(wanted) < 0 || read.charAt(read.length() - 1) != '\n') {
                int n = in.read(buffer);
                assertThat(n).as("the stream goes on; so far: " + read).isPositive();
                read.append(new String(buffer, 0, n, StandardCharsets.US_ASCII));
            }
        }

        /** What came, without the marks of chunked transfer. */
        String text() {
            return read.toString().replaceAll("\r\n[0-9A-Fa-f]+\r\n", "");
        }

        /** Fails where the socket's own limit comes first. */
        void ends() throws Exception {
            while (!read.toString().endsWith("\r\n0\r\n\r\n")) {
                int b = socket.getInputStream().read();
                if (b < 0) {
                    break;
                }
                read.append((char) b);
            }
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }

    private static final class FakeLog implements LiveLog {
        final List<Consumer<LiveEvent>> followers = new CopyOnWriteArrayList<>();
        final List<OptionalLong> askedFor = new CopyOnWriteArrayList<>();
        volatile long seq;

        @Override
        public Subscription subscribe(OptionalLong afterSeq, Consumer<LiveEvent> listener) {
            askedFor.add(afterSeq);
            followers.add(listener);
            return () -> followers.remove(listener);
        }

        void tell(Kind kind, String id) {
            // The socket is connected before the servlet has subscribed.
            await(() -> !followers.isEmpty() || seq > 0);
            LiveEvent event = new LiveEvent(++seq, kind, id, Optional.empty());
            followers.forEach(follower -> follower.accept(event));
        }
    }

    /** Lets everybody see everything but one message. */
    private static final class OneEyedDoor implements MessageDoor {
        @Override
        public Reading<Listing> list(Asker asker, MessageQuery query) {
            return new Reading.Denied<>(LocalText.of("这里不问", "not asked here"));
        }

        @Override
        public Reading<Rooms> rooms(Asker asker, Filter filter, OptionalLong before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void read(Asker asker, MessageId upTo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<MessageView> find(Asker asker, MessageId id) {
            return Optional.empty();
        }

        @Override
        public List<MessageView> versions(Asker asker, MessageId id) {
            return List.of();
        }

        @Override
        public Optional<Trace> trace(Asker asker, MessageId id) {
            return Optional.empty();
        }

        @Override
        public Revelation reveal(Asker asker, MessageId id, String reason) {
            return new Revelation.Missing();
        }

        @Override
        public boolean maySee(Asker asker, MessageId id) {
            return !id.value().equals(HIDDEN);
        }
    }
}
