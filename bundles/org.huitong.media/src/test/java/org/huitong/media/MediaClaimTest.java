// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.MessageId;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MediaClaimTest {
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");
    private static final MessageId WITH_FILE = Messages.text("m1", "见附件", NOW).id();
    private static final MessageId WITHOUT = Messages.text("m2", "没有附件", NOW).id();

    private final DerbyStore store = new DerbyStore().migrate("media");
    private final MediaShelf shelf = new MediaShelf(store, DerbyStore.schema("media"));
    private final MediaClaim claim = new MediaClaim(DerbyStore.schema("media"));

    @AfterEach
    void close() {
        store.close();
    }

    private Set<MessageId> needed() {
        return store.read(connection -> claim.among(connection, List.of(WITH_FILE, WITHOUT)));
    }

    @Test
    void aMessageIsNeededAsLongAsAFileOfItIsAboutToCome() {
        assertThat(needed()).isEmpty();
        MediaFile file = new MediaFile(
                WITH_FILE,
                "f1",
                "test",
                "test",
                MediaFile.State.WAITING,
                "",
                Optional.empty(),
                "",
                0,
                "",
                0,
                NOW,
                new OneKeyVault().seal("media", new byte[] {1}, new byte[] {2}));
        store.write(connection -> {
            shelf.want(connection, file);
            return null;
        });
        assertThat(needed()).containsExactly(WITH_FILE);
        shelf.here(
                file, MediaFile.State.KEPT, "image/png", new SealedFolder.Written(3, "00", new byte[0], new Locks()));
        assertThat(needed()).isEmpty();
    }
}
