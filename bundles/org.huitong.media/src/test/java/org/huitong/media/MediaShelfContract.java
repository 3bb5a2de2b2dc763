// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of files, on each database. */
interface MediaShelfContract {
    Instant NOW = Instant.parse("2026-11-30T02:00:00Z");
    Message MESSAGE = Messages.text("m1", "见附件", NOW);
    Attachment FILE = Attachment.of(MessageType.FILE, "f1");

    /** With the schema {@code media}, empty. */
    Transactions store();

    final class House {
        final Transactions store;
        final OneKeyVault vault = new OneKeyVault();
        final MediaShelf shelf;
        final MediaStore media;
        final MediaReader reader;

        House(Transactions store, Path folder) {
            this.store = store;
            shelf = new MediaShelf(store, DerbyStore.schema("media"));
            media = new MediaStore(folder, 10_000_000, 5_000_000, MediaFile.State.KEPT, shelf, vault);
            reader = new MediaReader(shelf, vault, new TestClock(NOW));
        }

        MediaFile want() {
            Asked asked = new Asked(vault);
            MediaFile file = new MediaFile(
                    MESSAGE.id(),
                    asked.name(FILE),
                    "test",
                    "main",
                    MediaFile.State.WAITING,
                    "",
                    Optional.empty(),
                    "",
                    0,
                    "",
                    0,
                    NOW,
                    asked.seal(new Wanted(MESSAGE.key(), FILE)));
            store.write(connection -> {
                shelf.want(connection, file);
                return null;
            });
            return file;
        }

        MediaFile keep(byte[] bytes) throws IOException {
            MediaFile file = want();
            try (SealedFolder.Writing writing = media.write(file)) {
                writing.write(bytes);
                media.keep(file, writing);
            }
            return shelf.find(file.message(), file.name()).orElseThrow();
        }

        byte[] read(MediaFile file) throws IOException {
            try (InputStream in = media.open(file, new Span(0, file.bytes()))) {
                return in.readAllBytes();
            }
        }
    }

    @Test
    default void aFileIsUnreadableInTheTransactionThatForgetsItsMessageOrNotAtAll(@TempDir Path folder)
            throws IOException {
        House house = new House(store(), folder);
        byte[] bytes = "报价单".repeat(400_000).getBytes();
        MediaFile file = house.keep(bytes);
        assertThat(house.read(file)).isEqualTo(bytes);
        assertThat(house.want().name()).isEqualTo(file.name());
        assertThat(house.read(file)).isEqualTo(bytes);

        assertThatThrownBy(() -> house.store.write(connection -> {
                    house.reader.forget(connection, List.of(MESSAGE.id()));
                    throw new IllegalStateException("the certificate was not written");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(house.read(file)).isEqualTo(bytes);

        house.store.write(connection -> {
            house.reader.forget(
                    connection, List.of(MESSAGE.id(), Messages.text("m2", "").id()));
            return null;
        });
        assertThatThrownBy(() -> house.read(file)).isInstanceOf(NoSuchFileException.class);
        MediaFile gone = house.shelf.due(MediaFile.State.GONE, NOW, 10).get(0);
        assertThat(gone.asked().text()).isEmpty();
        Path path = only(folder);
        byte[] copy = Files.readAllBytes(path);

        house.media.destroy(gone);
        assertThat(path).doesNotExist();
        assertThat(house.shelf.find(file.message(), file.name())).isEmpty();
        // Whoever kept a copy of the folder has noise.
        Files.write(path, copy);
        assertThatThrownBy(() -> house.read(file)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    default void aFileThatComesAfterItsMessageWasForgottenDoesNotStay(@TempDir Path folder) throws IOException {
        House house = new House(store(), folder);
        MediaFile file = house.want();
        try (SealedFolder.Writing writing = house.media.write(file)) {
            writing.write(new byte[] {1, 2, 3});
            house.store.write(connection -> {
                house.reader.forget(connection, List.of(MESSAGE.id()));
                return null;
            });
            house.media.keep(file, writing);
        }
        try (var all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(house.shelf.find(file.message(), file.name()).orElseThrow().state())
                .isEqualTo(MediaFile.State.GONE);
    }

    private static Path only(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }
}
