// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaResourceTest {
    private static final Asker READER = new Asker("li", "李工", Optional.empty());
    private static final Asker STRANGER = new Asker("wang", "王工", Optional.empty());
    private static final byte[] FILM = film(1_300_000);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final DerbyStore store = new DerbyStore().migrate("media");
    private final OneKeyVault vault = new OneKeyVault();
    private final Asked asked = new Asked(vault);
    private final MediaShelf shelf = new MediaShelf(store, DerbyStore.schema("media"));
    private final Attachment film = file(MessageType.VIDEO, "film-1", "工地 1.mp4");
    private final Attachment page = file(MessageType.FILE, "page-1", "evil\".svg");
    private final Message message = Messages.of("m1", Content.of(MessageType.VIDEO, null, film, page), clock.instant());
    private final OneMessageDoor door =
            new OneMessageDoor(READER, new MessageView(1, message, clock.instant(), 1, false, List.of()));
    private MediaStore media;

    private static Attachment file(MessageType type, String reference, String name) {
        return new Attachment(type, reference, Optional.of(name), OptionalLong.empty(), OptionalLong.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFileIsHandedOutAsWhatItIsUnderAPolicyThatRunsNothing() throws IOException {
        keep(film, FILM);
        keep(page, "<svg xmlns='x'><script>alert(1)</script></svg>".getBytes());

        Response shown = get(0, null, READER);
        assertThat(shown.getStatus()).isEqualTo(200);
        assertThat(shown.getMediaType()).hasToString("video/mp4");
        assertThat(shown.getHeaderString("Content-Length")).isEqualTo("1300000");
        assertThat(shown.getHeaderString("Content-Disposition"))
                .isEqualTo("inline; filename*=UTF-8''%E5%B7%A5%E5%9C%B0%201.mp4");
        assertThat(shown.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shown.getHeaderString("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(bytes(shown)).isEqualTo(FILM);

        Response saved = get(1, null, READER);
        assertThat(saved.getMediaType()).hasToString("application/octet-stream");
        assertThat(saved.getHeaderString("Content-Disposition")).isEqualTo("attachment; filename*=UTF-8''evil%22.svg");
        assertThat(saved.getHeaderString("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void aPlayerGetsTheStretchThatItAsksForAcrossPieces() throws IOException {
        keep(film, FILM);
        for (long from : new long[] {0, 524_287, 524_288, 1_048_575, 1_299_999}) {
            Response part = get(0, "bytes=" + from + "-" + (from + 600_000), READER);
            int end = (int) Math.min(FILM.length, from + 600_001);
            assertThat(part.getStatus()).isEqualTo(206);
            assertThat(part.getHeaderString("Content-Range")).isEqualTo("bytes " + from + "-" + (end - 1) + "/1300000");
            assertThat(part.getHeaderString("Content-Length")).isEqualTo(Long.toString(end - from));
            assertThat(bytes(part)).isEqualTo(Arrays.copyOfRange(FILM, (int) from, end));
        }
        Response beyond = get(0, "bytes=1300000-", READER);
        assertThat(beyond.getStatus()).isEqualTo(416);
        assertThat(beyond.getHeaderString("Content-Range")).isEqualTo("bytes */1300000");

        Response other = resource().file(message.id().value(), 0, "bytes=5-", "\"of another\"", caller(READER));
        assertThat(other.getStatus()).isEqualTo(200);
        assertThat(bytes(other)).isEqualTo(FILM);
    }

    @Test
    void whoMayNotReadTheMessageHearsThatThereIsNone() throws IOException {
        keep(film, FILM);
        assertThat(problem(0, STRANGER).status()).isEqualTo(404);
        Problem list = catchThrowableOfType(
                () -> resource().list(message.id().value(), null, caller(STRANGER)), Problem.class);
        assertThat(list.status()).isEqualTo(404);
        assertThat(problem(2, READER).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotHereSaysWhetherToWait() throws IOException {
        assertThat(problem(0, READER))
                .extracting(Problem::status, Problem::word)
                .containsExactly(409, "not-here-yet");
        clock.leap(Duration.ofMinutes(2));
        Problem never = problem(0, READER);
        assertThat(never).extracting(Problem::status, Problem::word).containsExactly(410, "not-to-be-had");
        assertThat(never.detail().zh()).contains("没有取回");

        MediaFile file = want(film);
        assertThat(problem(0, READER).status()).isEqualTo(409);
        shelf.failed(file, "expired", LocalText.of("平台已删除", "the platform has deleted it"));
        assertThat(problem(0, READER))
                .extracting(Problem::status, p -> p.detail().en())
                .containsExactly(410, "the platform has deleted it");
    }

    @Test
    void aFileThatItsFolderHasLostIsSaidToBe() throws IOException {
        keep(film, FILM);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Files.delete(path);
            }
        }
        assertThat(problem(0, READER).status()).isEqualTo(410);
    }

    @Test
    void whoeverWaitsForFilesReadsTheMessageOnce() throws IOException {
        keep(film, FILM);
        MediaResource.Files first = resource().list(message.id().value(), null, caller(READER));
        assertThat(first.items()).extracting(MediaResource.Item::state).containsExactly("kept", "none");
        assertThat(first.items().get(0).shows()).contains("film");
        assertThat(door.found).hasSize(1);

        String names = first.items().get(1).name() + "," + first.items().get(0).name();
        MediaResource.Files again = resource().list(message.id().value(), names, caller(READER));
        assertThat(again.items()).extracting(MediaResource.Item::state).containsExactly("none", "kept");
        assertThat(door.found).hasSize(1);
    }

    @Test
    void onlyAPictureHasAThumbnail() throws IOException {
        keep(film, FILM);
        keep(page, "<svg xmlns='x'/>".getBytes());
        for (int n = 0; n < 2; n++) {
            int which = n;
            assertThat(catchThrowableOfType(
                            () -> resource().thumbnail(message.id().value(), which, caller(READER)), Problem.class))
                    .extracting(Problem::status, Problem::word)
                    .containsExactly(404, "no-thumbnail");
        }
        assertThat(catchThrowableOfType(
                                () -> resource().thumbnail(message.id().value(), 0, caller(STRANGER)), Problem.class)
                        .word())
                .isEqualTo("not-found");
    }

    private MediaResource resource() {
        return new MediaResource(door, shelf, media(), vault, clock);
    }

    private MediaStore media() {
        if (media == null) {
            media = new MediaStore(folder, 10_000_000, 5_000_000, MediaFile.State.KEPT, shelf, vault);
        }
        return media;
    }

    private Response get(int n, String range, Asker asker) throws IOException {
        return resource().file(message.id().value(), n, range, null, caller(asker));
    }

    private Problem problem(int n, Asker asker) {
        return catchThrowableOfType(() -> get(n, null, asker), Problem.class);
    }

    private MediaFile want(Attachment attachment) {
        MediaFile file = new MediaFile(
                message.id(),
                asked.name(attachment),
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
                asked.seal(new Wanted(message.key(), attachment)));
        store.write(connection -> {
            shelf.want(connection, file);
            return null;
        });
        return file;
    }

    private void keep(Attachment attachment, byte[] bytes) throws IOException {
        MediaFile file = want(attachment);
        try (SealedFolder.Writing writing = media().write(file)) {
            writing.write(bytes);
            media().keep(file, writing);
        }
    }

    private static byte[] bytes(Response response) throws IOException {
        try (InputStream in = (InputStream) response.getEntity()) {
            return in.readAllBytes();
        }
    }

    private static byte[] film(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        System.arraycopy("....ftypisom".getBytes(), 0, bytes, 0, 12);
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
