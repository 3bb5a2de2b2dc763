// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.file.FileDoor;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.query.MessageView;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.web.Problem;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
    private static final Asker LI = new Asker("li", "李工", Optional.empty());
    private static final Asker WANG = new Asker("wang", "王工", Optional.empty());
    private static final Asker GUEST = new Asker("guest", "访客", Optional.empty());
    private static final String NAMED = "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf";
    private static final byte[] PDF = pdf(700_000);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final DerbyStore store = new DerbyStore().migrate("media");
    private final OneKeyVault vault = new OneKeyVault();
    private final HeardAudit audit = new HeardAudit();
    private final MediaShelf shelf = new MediaShelf(store, DerbyStore.schema("media"));
    private final UploadShelf uploads = new UploadShelf(store, DerbyStore.schema("media"));
    private final Asked asked = new Asked(vault);
    private final Attachment attached = new Attachment(
            MessageType.FILE, "file-1", Optional.of("报价\u202e.xlsx"), OptionalLong.empty(), OptionalLong.empty());
    private final Message message = Messages.of("m1", Content.of(MessageType.FILE, null, attached), clock.instant());
    private final OneMessageDoor door =
            new OneMessageDoor(LI, new MessageView(1, message, clock.instant(), 1, false, List.of()));
    private MediaStore media;
    private Receiving receiving;
    private FileCounter counter;
    private UploadsResource resource;

    @BeforeEach
    void open() {
        media = new MediaStore(
                folder,
                10_000_000,
                1_000_000,
                MediaFile.State.KEPT,
                new MediaStore.Uploading(2_000_000, Set.of("application/x-executable")),
                shelf,
                vault);
        receiving = new Receiving(shelf, uploads, media, vault, audit, clock);
        counter = new FileCounter(door, shelf, uploads, media, vault, clock);
        GivenRights rights = new GivenRights().give("li", Permissions.SEND).give("wang", "files.transfer");
        resource = new UploadsResource(receiving, uploads, shelf, counter, rights, audit);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatOnePutsInOneMayHandOnAndNobodyElse() throws IOException {
        UploadsResource.Item item = put(LI, PDF);
        assertThat(item.name()).isEqualTo("合同.pdf");
        assertThat(item.kind()).isEqualTo("application/pdf");
        assertThat(item.bytes()).isEqualTo(PDF.length);
        assertThat(item.expiresAt()).isEqualTo(clock.instant().plus(Receiving.KEPT));
        assertThat(resource.one(item.id(), caller(LI)).name()).isEqualTo("合同.pdf");

        FileDoor.Here here = (FileDoor.Here) counter.find(LI, item.id());
        try (InputStream in = counter.open(here.file().ticket())) {
            assertThat(in.readAllBytes()).isEqualTo(PDF);
        }
        Response content = resource.content(item.id(), caller(LI));
        assertThat(content.getHeaderString("Content-Disposition")).isEqualTo(NAMED);
        assertThat(content.getHeaderString("Content-Security-Policy")).contains("sandbox");
        try (InputStream in = (InputStream) content.getEntity()) {
            assertThat(in.readAllBytes()).isEqualTo(PDF);
        }
        assertThat(audit.lines().toString()).contains("file.put").contains("file.download");

        assertThat(counter.find(WANG, item.id())).isEqualTo(new FileDoor.Unknown());
        assertThat(problem(() -> resource.one(item.id(), caller(WANG))).status())
                .isEqualTo(404);
        assertThat(problem(() -> resource.content(item.id(), caller(WANG))).status())
                .isEqualTo(404);
        assertThat(problem(() -> resource.remove(item.id(), caller(WANG))).status())
                .isEqualTo(404);
        assertThat(problem(() -> put(GUEST, PDF)).status()).isEqualTo(403);
        for (String nonsense : List.of("", "../../x", "m1/0", message.id().value() + "/own", "x".repeat(22))) {
            assertThat(counter.find(LI, nonsense)).isEqualTo(new FileDoor.Unknown());
        }
    }

    @Test
    void aFileOfAMessageIsHandedOnByWhoMayReadIt() throws IOException {
        String file = message.id().value() + "/0";
        assertThat(counter.find(LI, file)).isInstanceOf(FileDoor.Away.class);
        keepAttached();

        FileDoor.Here here = (FileDoor.Here) counter.find(LI, file);
        assertThat(here.file().name()).isEqualTo("报价.xlsx");
        assertThat(here.file().message()).contains(message.id());
        try (InputStream in = counter.open(here.file().ticket())) {
            assertThat(in.readAllBytes()).isEqualTo(PDF);
        }
        assertThat(counter.find(WANG, file)).isEqualTo(new FileDoor.Unknown());
        assertThat(counter.find(LI, message.id().value() + "/1")).isEqualTo(new FileDoor.Unknown());

        store.write(connection -> {
            shelf.forget(connection, List.of(message.id()));
            return null;
        });
        assertThatThrownBy(() -> counter.open(here.file().ticket())).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsNotTakenSaysWhyAndLeavesNothing() throws IOException {
        assertThat(problem(() -> put(LI, new byte[0])).status()).isEqualTo(400);
        assertThat(problem(() -> put(LI, pdf(1_000_001))))
                .extracting(Problem::status, Problem::word)
                .containsExactly(413, "too-large");
        assertThat(problem(() -> put(LI, "\u007fELF and so on, whatever it is called".getBytes())))
                .extracting(Problem::status, Problem::word)
                .containsExactly(415, "kind-forbidden");
        assertNothingIsLeft();

        UploadsResource.Item first = put(LI, pdf(1_000_000));
        clock.leap(Duration.ofSeconds(1));
        UploadsResource.Item second = put(LI, pdf(900_000));
        assertThat(problem(() -> put(LI, pdf(100_001))))
                .extracting(Problem::status, Problem::word)
                .containsExactly(409, "upload-quota");
        assertThat(resource.list(caller(LI)).items())
                .extracting(UploadsResource.Item::id)
                .containsExactly(second.id(), first.id());
        assertThat(resource.list(caller(WANG)).items()).isEmpty();
        put(LI, pdf(100_000));
        assertThat(problem(() -> put(LI, PDF)))
                .extracting(Problem::status, Problem::word)
                .containsExactly(409, "upload-quota");
        put(WANG, PDF);
    }

    @Test
    void halfAnUploadLeavesNothing() throws IOException {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(PDF), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line broke");
            }
        });
        assertThat(problem(() -> resource.put(NAMED, broken, caller(LI))).status())
                .isEqualTo(400);
        assertNothingIsLeft();
    }

    /** As a process that is killed leaves it: a row that says that it comes, and what was written so far. */
    @Test
    void whatWasKilledInTheMiddleIsDeletedWhenItsTimeIsOver() throws IOException {
        for (boolean named : new boolean[] {false, true}) {
            MessageId id = MessageId.ofBytes(Arrays.copyOf(new byte[] {7, (byte) (named ? 1 : 0)}, 16));
            Upload upload = new Upload(id, "li", false, clock.instant().plus(Receiving.COMING));
            store.write(connection -> {
                uploads.begin(connection, upload, clock.instant());
                return null;
            });
            SealedFolder.Writing writing = new SealedFolder(folder, vault).write(id, Upload.OWN, 1_000_000);
            writing.write(PDF);
            if (named) {
                writing.keep();
            }
            assertThat(problem(() -> resource.one(id.value(), caller(LI))).status())
                    .isEqualTo(404);
            assertThat(files()).isNotEmpty();
            receiving.sweep(clock.instant());
            assertThat(files()).isNotEmpty();

            clock.leap(Receiving.COMING);
            receiving.sweep(clock.instant());
            writing.close();
            assertNothingIsLeft();
        }
    }

    @Test
    void twoAtOnceAreTwo() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Callable<UploadsResource.Item>> puts = IntStream.range(0, 2)
                    .mapToObj(n -> (Callable<UploadsResource.Item>) () -> put(LI, pdf(600_000 + n)))
                    .toList();
            for (Future<UploadsResource.Item> done : both.invokeAll(puts)) {
                FileDoor.Here here = (FileDoor.Here) counter.find(LI, done.get().id());
                try (InputStream in = counter.open(here.file().ticket())) {
                    assertThat(in.readAllBytes()).hasSize((int) done.get().bytes());
                }
            }
        } finally {
            both.shutdown();
        }
    }

    @Test
    void whatNobodyNeedsGoesAndWhatIsSentStays() throws IOException {
        UploadsResource.Item unsent = put(LI, PDF);
        UploadsResource.Item sent = put(LI, pdf(650_000));
        String ticket = ((FileDoor.Here) counter.find(LI, sent.id())).file().ticket();
        store.write(connection -> {
            counter.keep(connection, ticket, "letter a", clock.instant().plus(Duration.ofDays(4)));
            return null;
        });
        assertThat(problem(() -> resource.remove(sent.id(), caller(LI))).word()).isEqualTo("sent-already");

        clock.leap(Receiving.KEPT);
        receiving.sweep(clock.instant());
        assertThat(problem(() -> resource.one(unsent.id(), caller(LI))).status())
                .isEqualTo(404);
        counter.open(ticket).close();

        clock.leap(Duration.ofDays(3));
        receiving.sweep(clock.instant());
        assertThatThrownBy(() -> counter.open(ticket)).isInstanceOf(IOException.class);
        shelf.due(MediaFile.State.GONE, clock.instant(), 10).forEach(media::destroy);
        assertNothingIsLeft();
    }

    @Test
    void whatNobodyNeedsAnyMoreIsItsOwnersAgain() throws IOException {
        UploadsResource.Item item = put(LI, PDF);
        String ticket = ((FileDoor.Here) counter.find(LI, item.id())).file().ticket();
        need(ticket, "transfer a", Duration.ofDays(7));
        need(ticket, "transfer a", Duration.ofDays(14));
        need(ticket, "letter b", Duration.ofDays(4));
        letGo(ticket, "transfer a");
        letGo(ticket, "transfer nosuch");
        assertThat(until(item)).isEqualTo(clock.instant().plus(Duration.ofDays(4)));
        assertThat(problem(() -> resource.remove(item.id(), caller(LI))).word()).isEqualTo("sent-already");

        letGo(ticket, "letter b");
        assertThat(until(item)).isEqualTo(clock.instant().plus(Receiving.KEPT));
        need(ticket, "letter c", Duration.ofHours(1));
        clock.leap(Duration.ofHours(2));
        assertThat(resource.remove(item.id(), caller(LI)).getStatus()).isEqualTo(204);
        shelf.due(MediaFile.State.GONE, clock.instant(), 10).forEach(media::destroy);
        assertNothingIsLeft();
    }

    private void need(String ticket, String by, Duration time) {
        store.write(connection -> {
            counter.keep(connection, ticket, by, clock.instant().plus(time));
            return null;
        });
    }

    private void letGo(String ticket, String by) {
        store.write(connection -> {
            counter.letGo(connection, ticket, by);
            return null;
        });
    }

    private Instant until(UploadsResource.Item item) {
        return resource.one(item.id(), caller(LI)).expiresAt();
    }

    @Test
    void whatIsPutInAgainIsAsSecretAsTheMessageItIsFrom() throws IOException {
        UploadsResource.Item item = put(LI, PDF);
        keepAttached();
        assertThat(secrecy(item)).isEqualTo(Secrecy.INTERNAL);

        MediaReader reader = new MediaReader(shelf, vault, clock);
        Finding finding = new Finding("secrecy", 1, "s", Set.of(Mark.of(Mark.Kind.SECRECY, "secret")));
        store.write(connection -> {
            reader.read(
                    List.of(new Entry.Found(
                            2, 1, Entry.Liveness.LIVE, message, Optional.empty(), finding, finding.marks())),
                    connection);
            return null;
        });
        assertThat(secrecy(item)).isEqualTo(Secrecy.SECRET);
        assertThat(secrecy(put(LI, pdf(20)))).isEqualTo(Secrecy.INTERNAL);

        store.write(connection -> {
            reader.forget(connection, List.of(message.id()));
            return null;
        });
        assertThat(secrecy(item)).isEqualTo(Secrecy.INTERNAL);
    }

    private Secrecy secrecy(UploadsResource.Item item) {
        return ((FileDoor.Here) counter.find(LI, item.id())).file().secrecy();
    }

    @Test
    void oneTakesOnesOwnAwayAgain() throws IOException {
        UploadsResource.Item item = put(LI, PDF);
        assertThat(resource.remove(item.id(), caller(LI)).getStatus()).isEqualTo(204);
        assertThat(counter.find(LI, item.id())).isEqualTo(new FileDoor.Unknown());
        shelf.due(MediaFile.State.GONE, clock.instant(), 10).forEach(media::destroy);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(files()).isEmpty();
        assertThat(uploads.over(clock.instant().plus(Duration.ofDays(9)), 10)).isEmpty();
        assertThat(shelf.used()).isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private UploadsResource.Item put(Asker asker, byte[] bytes) {
        Response answer = resource.put(NAMED, new ByteArrayInputStream(bytes), caller(asker));
        assertThat(answer.getStatus()).isEqualTo(201);
        return (UploadsResource.Item) answer.getEntity();
    }

    private void keepAttached() throws IOException {
        MediaFile file = new MediaFile(
                message.id(),
                asked.name(attached),
                "test",
                "main",
                MediaFile.State.WAITING,
                "",
                Optional.empty(),
                "",
                0,
                "",
                0,
                clock.instant(),
                asked.seal(new Wanted(message.key(), attached)));
        store.write(connection -> {
            shelf.want(connection, file);
            return null;
        });
        try (SealedFolder.Writing writing = media.write(file)) {
            writing.write(PDF);
            media.keep(file, writing);
        }
    }

    private static Problem problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(call, Problem.class);
    }

    private static byte[] pdf(int size) {
        byte[] bytes = new byte[size];
        System.arraycopy("%PDF-1.7 ".getBytes(), 0, bytes, 0, 9);
        return bytes;
    }

    private static SecurityContext caller(Asker asker) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return asker;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "test";
            }
        };
    }
}
