// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huitong.testkit.Eventually.until;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Connectors;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.file.FileDoor;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.reader.Entry;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaDeskTest {
    private static final byte[] PICTURE = picture(1_300_000);

    @TempDir
    Path folder;

    private final DerbyStore store = new DerbyStore().migrate("media");
    private final OneKeyVault vault = new OneKeyVault();
    private final TestClock clock = new TestClock();
    private final MediaShelf shelf = new MediaShelf(store, DerbyStore.schema("media"));
    private final MediaReader reader = new MediaReader(shelf, vault, clock);
    private final Map<String, Connector> plugged = new ConcurrentHashMap<>();
    private final Connectors connectors =
            (platform, account) -> Optional.ofNullable(plugged.get(platform + "~" + account));
    private final AtomicInteger asked = new AtomicInteger();
    private final RealTicks ticks = new RealTicks();
    private HttpServer platform;
    private MediaStore media;
    private MediaDesk desk;
    private Receiving receiving;
    private FileCounter counter;

    @BeforeEach
    void open() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        platform.createContext("/", exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                String query = exchange.getRequestURI().getQuery();
                boolean good = query.contains("token=fresh") && !query.contains("lost");
                byte[] body = good ? PICTURE : ("{\"code\":" + (query.contains("lost") ? 404 : 401) + "}").getBytes();
                boolean own = good && query.contains("own-json");
                if (own) {
                    body = "{\"code\":401}".getBytes();
                    exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=\"own.json\"");
                }
                exchange.getResponseHeaders().add("Content-Type", good && !own ? "image/whatever" : "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        platform.start();
        begin(10_000_000, 5_000_000);
    }

    private void begin(long quota, long largest) {
        media = new MediaStore(folder, quota, largest, MediaFile.State.KEPT, shelf, vault);
        UploadShelf uploads = new UploadShelf(store, DerbyStore.schema("media"));
        receiving = new Receiving(shelf, uploads, media, vault, new HeardAudit(), clock);
        counter = new FileCounter(new OneMessageDoor(null, null), shelf, uploads, media, vault, clock);
        desk = new MediaDesk(shelf, media, connectors, new Tokens(connectors), counter, receiving, vault, clock, ticks);
    }

    @AfterEach
    void close() {
        desk.close();
        ticks.close();
        platform.stop(0);
        store.close();
    }

    @Test
    void whatIsAttachedIsFetchedWithAFreshTokenAndLiesUnderLock() throws Exception {
        plug(new Platform());
        Message message = said("m1", "pic-1");
        MediaFile file = kept(message, "pic-1");

        assertThat(file.kind()).isEqualTo("image/png");
        assertThat(file.bytes()).isEqualTo(PICTURE.length);
        try (InputStream in = opened(file)) {
            assertThat(in.readAllBytes()).isEqualTo(PICTURE);
        }
        for (Path path : files()) {
            byte[] raw = Files.readAllBytes(path);
            assertThat(indexOf(raw, Arrays.copyOfRange(PICTURE, 400_000, 400_064)))
                    .isNegative();
        }
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void aFileThatIsGoneIsSaidToBeAndNotAskedForAgain() {
        plug(new Platform());
        Message message = said("m1", "lost-1");
        until("it failed", () -> state(message, "lost-1") == MediaFile.State.FAILED);
        MediaFile file = shelf.find(message.id(), name("lost-1")).orElseThrow();
        assertThat(file.reason()).isEqualTo("expired");
        assertThat(file.why().orElseThrow().zh()).isEqualTo("平台已删除");
    }

    /** So it goes with the message and not with what it was sent from. */
    @Test
    void whatWasSentFromHereIsCopiedIntoItsMessage() throws Exception {
        Asker li = new Asker("li", "李工", Optional.empty());
        Receiving.Outcome.Taken taken =
                (Receiving.Outcome.Taken) receiving.take(li, "pic.png", new ByteArrayInputStream(PICTURE));
        String id = taken.upload().id().value();
        String ticket = ((FileDoor.Here) counter.find(li, id)).file().ticket();
        Message sent = new Message(
                new MessageKey("test", "acme", "letter:1"),
                "main",
                Messages.text("m", "x").conversation(),
                Sender.ours("li", "李工"),
                Content.of(MessageType.IMAGE, null, Attachment.of(MessageType.IMAGE, FileDoor.REFERENCE + ticket)),
                clock.instant(),
                1,
                "{}");
        tell(sent);
        MediaFile copy = kept(sent, FileDoor.REFERENCE + ticket);
        clock.leap(Receiving.KEPT);
        until("the upload is gone", () -> shelf.find(taken.upload().id(), Upload.OWN)
                .isEmpty());
        try (InputStream in = opened(copy)) {
            assertThat(in.readAllBytes()).isEqualTo(PICTURE);
        }
    }

    @Test
    void aFullQuotaWaitsAndIsSaid() {
        desk.close();
        begin(1_000_000, 5_000_000);
        plug(new Platform());
        Message first = said("m1", "pic-1");
        kept(first, "pic-1");
        until("it is full", () -> media.result().status() != org.huitong.api.operation.Check.Status.UP);

        Message second = said("m2", "pic-2");
        until("it says so", () -> shelf.find(second.id(), name("pic-2"))
                .filter(f -> f.reason().equals("quota"))
                .isPresent());

        store.write(c -> {
            reader.read(List.of(new Entry.Forgotten(3, 1, Entry.Liveness.LIVE, first.id(), "C-1")), c);
            return null;
        });
        until("what was forgotten is gone", () -> shelf.find(first.id(), name("pic-1"))
                .isEmpty());
        assertThat(files()).isEmpty();
        clock.leap(Duration.ofHours(2));
        kept(second, "pic-2");
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        desk.close();
        begin(10_000_000, 100_000);
        plug(new Platform());
        Message message = said("m1", "pic-1");
        until("it failed", () -> state(message, "pic-1") == MediaFile.State.FAILED);
        assertThat(files()).isEmpty();
    }

    @Test
    void aConnectorThatIsAwayIsWaitedForThreeDaysAndOneThatCannotIsSaid() {
        Message message = said("m1", "pic-1");
        until("it was looked for", () -> shelf.find(message.id(), name("pic-1"))
                .filter(f -> f.tries() > 0)
                .isPresent());
        plug(new Platform());
        clock.leap(Duration.ofHours(1));
        kept(message, "pic-1");
    }

    @Test
    void aFileThatIsPouredByHandGoesOnAfterItBrokeOff() {
        AtomicInteger turns = new AtomicInteger();
        plug(new Platform() {
            @Override
            public Step<Download> fetch(Wanted what, Trail trail) {
                return Step.done(new ByHand(out -> {
                    out.write(PICTURE, 0, 600_000);
                    if (turns.incrementAndGet() == 1) {
                        throw new IOException("it broke off");
                    }
                    out.write(PICTURE, 600_000, PICTURE.length - 600_000);
                }));
            }
        });
        Message message = said("m1", "pic-1");
        until("it was tried", () -> turns.get() == 1 && state(message, "pic-1") == MediaFile.State.WAITING);
        until("it is put off", () -> shelf.find(message.id(), name("pic-1"))
                .filter(f -> f.tries() == 1)
                .isPresent());
        clock.leap(Duration.ofMinutes(1));
        assertThat(kept(message, "pic-1").bytes()).isEqualTo(PICTURE.length);
    }

    @Test
    void aFileOfJsonIsAFileWhereItIsToBeSavedUnderItsName() throws Exception {
        plug(new Platform());
        Message message = said("m1", "own-json");
        try (InputStream in = opened(kept(message, "own-json"))) {
            assertThat(new String(in.readAllBytes())).isEqualTo("{\"code\":401}");
        }
    }

    @Test
    void aFileThatCannotBeDeletedHoldsUpNoOther() throws Exception {
        plug(new Platform());
        Message first = said("m1", "pic-1");
        kept(first, "pic-1");
        Path path = files().get(0);
        Files.delete(path);
        Files.createDirectories(path.resolve("in the way"));
        store.write(c -> {
            reader.read(List.of(new Entry.Forgotten(3, 1, Entry.Liveness.LIVE, first.id(), "C-1")), c);
            return null;
        });
        kept(said("m2", "pic-2"), "pic-2");
        Files.delete(path.resolve("in the way"));
        until("it is tried again", () -> shelf.find(first.id(), name("pic-1")).isEmpty());
    }

    @Test
    void whatWasCutOrChangedDoesNotOpen() throws Exception {
        plug(new Platform());
        Message message = said("m1", "pic-1");
        MediaFile file = kept(message, "pic-1");
        Path path = files().get(0);
        byte[] raw = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(raw, raw.length - 200_000));
        assertThatThrownBy(() -> opened(file).readAllBytes()).isInstanceOf(IOException.class);
        raw[300_000] ^= 1;
        Files.write(path, raw);
        assertThatThrownBy(() -> opened(file).readAllBytes()).isInstanceOf(IOException.class);
    }

    private void plug(Connector connector) {
        plugged.put("test~main", connector);
    }

    private Message said(String id, String reference) {
        Content content = Content.of(MessageType.IMAGE, null, Attachment.of(MessageType.IMAGE, reference));
        Message message = Messages.of(id, content, clock.instant());
        tell(message);
        return message;
    }

    private void tell(Message message) {
        Entry.Said entry = new Entry.Said(1, 1, Entry.Liveness.LIVE, message, 1, false, clock.instant(), List.of());
        for (int i = 0; i < 2; i++) {
            // Told twice, wanted once.
            store.write(c -> {
                reader.read(List.of(entry), c);
                return null;
            });
        }
    }

    private MediaFile kept(Message message, String reference) {
        until("it is here", () -> state(message, reference) == MediaFile.State.KEPT);
        return shelf.find(message.id(), name(reference)).orElseThrow();
    }

    private InputStream opened(MediaFile file) throws IOException {
        return media.open(file, new Span(0, file.bytes()));
    }

    private MediaFile.State state(Message message, String reference) {
        return shelf.find(message.id(), name(reference)).map(MediaFile::state).orElse(MediaFile.State.GONE);
    }

    private String name(String reference) {
        return new Asked(vault).name(Attachment.of(MessageType.IMAGE, reference));
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] picture(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        byte[] magic = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        System.arraycopy(magic, 0, bytes, 0, magic.length);
        return bytes;
    }

    /** Its first token is stale, which the platform says by a file that is none. */
    private static final class Tokens implements Errands {
        private final Connectors connectors;
        private String token = "stale";

        Tokens(Connectors connectors) {
            this.connectors = connectors;
        }

        @Override
        public <T> CompletionStage<Ending<T>> run(
                String platform,
                String account,
                BiFunction<Connector, Trail, Step<T>> asking,
                BooleanSupplier leaving) {
            Connector connector = connectors.of(platform, account).orElseThrow();
            for (int turn = 0; turn < 3; turn++) {
                Step<T> step =
                        asking.apply(connector, Trail.beginning(Optional.of(new Token(token, Duration.ofHours(1)))));
                if (step instanceof Step.Done<T> done) {
                    return CompletableFuture.completedFuture(new Ending.Done<>(done.value()));
                }
                token = "fresh";
            }
            return CompletableFuture.completedFuture(
                    new Ending.Failed<>(Step.Failure.ACCOUNT, LocalText.of("不行", "no")));
        }
    }

    /** A platform that hands out files over HTTP for a token. */
    private class Platform implements MediaFetcher {
        @Override
        public Step<Download> fetch(Wanted what, Trail trail) {
            return trail.token().isEmpty()
                    ? Step.tokenNeeded()
                    : Step.done(new ByCall(Call.get(URI.create(
                            "http://127.0.0.1:" + platform.getAddress().getPort() + "/file?token="
                                    + trail.token().get().value() + "&id="
                                    + what.attachment().reference()))));
        }

        @Override
        public Step<Download> refused(Reply reply) {
            return new String(reply.body()).contains("404")
                    ? Step.failed(Step.Failure.REFUSED, LocalText.of("平台已删除", "the platform has deleted it"))
                    : Step.tokenNeeded();
        }

        @Override
        public Profile profile() {
            return new Profile(LocalText.of("测试", "Test"), "t", Duration.ofSeconds(5), "", "", false, List.of());
        }
    }
}
