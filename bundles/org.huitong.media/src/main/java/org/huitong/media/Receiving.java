// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.MessageId;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what people put into the hub.
 *
 * <p>Why neither half a file nor an orphan stays, wherever it breaks off: the row that it comes is written before its first
 * byte; it is whole in the one transaction that writes the keys of its pieces; what has a row and no keys is deleted once
 * its time to come is over.
 */
@Component(service = Receiving.class)
public final class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);

    /** In which somebody's line must have brought it. */
    static final Duration COMING = Duration.ofMinutes(40);

    /** Who attaches something sends it the same day. */
    static final Duration KEPT = Duration.ofDays(1);

    static final int MOST_FILES = 200;
    private static final int AT_ONCE = 50;
    private static final int BUFFER = 1 << 16;

    private final MediaShelf shelf;
    private final UploadShelf uploads;
    private final MediaStore store;
    private final Asked asked;
    private final Audit audit;
    private final InstantSource clock;
    private final SecureRandom lot = new SecureRandom();

    @Activate
    public Receiving(
            @Reference MediaShelf shelf,
            @Reference UploadShelf uploads,
            @Reference MediaStore store,
            @Reference Vault vault,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.uploads = uploads;
        this.store = store;
        this.asked = new Asked(vault);
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Outcome {
        record Taken(Upload upload, MediaFile file, String name) implements Outcome {}

        record Empty() implements Outcome {}

        record TooLarge(long most) implements Outcome {}

        /** One person's share is used up. */
        record TooMany(long most) implements Outcome {}

        /** The hub's own place is. */
        record Full() implements Outcome {}

        /** What nobody sends anybody by a hub. */
        record Forbidden(String kind) implements Outcome {}
    }

    /** @throws IOException where it broke off: then nothing of it stays */
    Outcome take(Asker asker, String said, InputStream bytes) throws IOException {
        if (store.isFull()) {
            return new Outcome.Full();
        }
        Instant now = clock.instant();
        byte[] drawn = new byte[16];
        lot.nextBytes(drawn);
        MessageId id = MessageId.ofBytes(drawn);
        Upload coming = new Upload(id, asker.account(), false, now.plus(COMING));
        if (!uploads.transactions().write(connection -> begins(connection, coming, now))) {
            return new Outcome.TooMany(store.mostOfOne());
        }
        boolean taken = false;
        try {
            Outcome outcome = pour(asker, coming, FileName.clean(said), bytes);
            taken = outcome instanceof Outcome.Taken;
            return outcome;
        } finally {
            if (!taken) {
                giveUp(coming);
            }
        }
    }

    private boolean begins(Connection connection, Upload coming, Instant now) throws SQLException {
        UploadShelf.Holding holding = uploads.holding(connection, coming.owner());
        if (holding.files() >= MOST_FILES || holding.bytes() >= store.mostOfOne()) {
            return false;
        }
        uploads.begin(connection, coming, now);
        return true;
    }

    private Outcome pour(Asker asker, Upload coming, String name, InputStream bytes) throws IOException {
        MediaFile draft = draft(coming, name);
        try (SealedFolder.Writing writing = store.write(draft)) {
            byte[] head = bytes.readNBytes(Sniffed.ENOUGH);
            if (head.length == 0) {
                return new Outcome.Empty();
            }
            if (store.forbids(Sniffed.kind(head))) {
                return new Outcome.Forbidden(Sniffed.kind(head));
            }
            writing.write(head);
            byte[] buffer = new byte[BUFFER];
            for (int some = bytes.read(buffer); some >= 0; some = bytes.read(buffer)) {
                writing.write(buffer, 0, some);
            }
            Instant until = clock.instant().plus(KEPT);
            AtomicBoolean tooMany = new AtomicBoolean();
            Optional<MediaFile> whole = store.keepNew(
                    draft, writing, (file, locks) -> uploads.transactions().write(connection -> {
                        // Several may have begun while there was room for one.
                        if (uploads.holding(connection, coming.owner()).bytes() + file.bytes() > store.mostOfOne()) {
                            tooMany.set(true);
                            return false;
                        }
                        if (!uploads.end(connection, coming.id(), until)) {
                            return false;
                        }
                        shelf.lay(connection, file, locks);
                        audit.note(
                                connection,
                                Deed.done(
                                                Doer.of(asker),
                                                "file.put",
                                                Thing.of("file", coming.id().value()))
                                        .changing("", file.bytes() + " bytes\nsha256 " + file.hash()));
                        return true;
                    }));
            if (tooMany.get()) {
                return new Outcome.TooMany(store.mostOfOne());
            }
            return whole.<Outcome>map(
                            file -> new Outcome.Taken(new Upload(coming.id(), coming.owner(), true, until), file, name))
                    .orElseThrow(() -> new IOException("it took longer than it may"));
        } catch (SealedFolder.TooLarge e) {
            return new Outcome.TooLarge(store.largest());
        }
    }

    private MediaFile draft(Upload coming, String name) {
        return new MediaFile(
                coming.id(),
                Upload.OWN,
                "",
                "",
                MediaFile.State.WAITING,
                "",
                Optional.empty(),
                "",
                0,
                "",
                0,
                clock.instant(),
                asked.sealName(coming.id(), name));
    }

    private void giveUp(Upload upload) {
        try {
            store.discard(upload.id(), Upload.OWN);
            uploads.transactions().write(connection -> {
                uploads.remove(connection, upload.id());
                return null;
            });
        } catch (RuntimeException e) {
            // Its time to come ends by itself.
            LOG.warn(
                    "What did not come to its end is deleted later exception={}",
                    e.getClass().getName());
        }
    }

    /**
     * Takes somebody's own file away again.
     *
     * @return false where somebody else needs it
     */
    boolean takeAway(Connection connection, Upload upload) throws SQLException {
        if (uploads.isNeeded(connection, upload.id(), clock.instant())) {
            return false;
        }
        remove(connection, upload);
        return true;
    }

    /** Its keys are struck at once, its bytes go within a second. */
    private void remove(Connection connection, Upload upload) throws SQLException {
        shelf.forget(connection, List.of(upload.id()));
        uploads.remove(connection, upload.id());
    }

    /** What is over is deleted; one that cannot be holds up no other. */
    void sweep(Instant now) {
        for (Upload upload : uploads.over(now, AT_ONCE)) {
            if (upload.whole()) {
                uploads.transactions().write(connection -> {
                    remove(connection, upload);
                    return null;
                });
            } else {
                giveUp(upload);
            }
        }
    }

    /** Kinds that run where somebody opens them. */
    static Set<String> forbidden(String setting) {
        return Set.of(setting.isBlank() ? new String[0] : setting.strip().split("\\s*,\\s*"));
    }
}
