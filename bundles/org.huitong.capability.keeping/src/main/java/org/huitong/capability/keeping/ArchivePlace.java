// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.capability.keeping.archive.ArchiveKey;
import org.huitong.capability.keeping.archive.Medium;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.JsonText;

/**
 * The place of archives. A mount that is not there looks like an empty folder, so the place is known by a marker that was
 * put into it once, by somebody who knew that it was the right one; nothing is written or believed where it is not.
 */
final class ArchivePlace {
    static final String MARKER = "huitong-archive.json";
    private static final String KEY_CLASS = "keeping";
    private static final byte[] CONTEXT = "keeping place".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_MARKER = 4_096;

    private final Transactions transactions;
    private final Vault vault;
    private final Audit audit;
    private final InstantSource clock;
    private final Optional<Medium> medium;
    private final AtomicBoolean preparing = new AtomicBoolean();

    /** @param medium empty where no path is set */
    ArchivePlace(Transactions transactions, Vault vault, Audit audit, InstantSource clock, Optional<Medium> medium) {
        this.transactions = transactions;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
        this.medium = medium;
    }

    /** How the place stands now. */
    sealed interface State {
        /** It can be written and read. */
        record Ready(Medium medium, ArchiveKey key, String marker) implements State {}

        /** It cannot, and why. */
        record Away(Word word, LocalText why) implements State {}
    }

    enum Word {
        /** No path is set. */
        UNSET,
        /** Nobody has prepared it yet. */
        UNPREPARED,
        /** The marker is not there: another folder, or a mount that is gone. */
        VANISHED,
        /** It does not answer whoever waits: a mount that hangs. */
        SILENT
    }

    private record Kept(String marker, Sealed key) {}

    /** Asks the medium, which may take as long as it likes: somebody who waits asks the {@link ReadingRoom}. */
    State state() {
        if (medium.isEmpty()) {
            return new State.Away(
                    Word.UNSET,
                    LocalText.of(
                            "还没有设置归档路径；需要归档的消息继续保留。", "No path of archives is set; what is to be archived is kept."));
        }
        Optional<Kept> kept = transactions.read(ArchivePlace::kept);
        if (kept.isEmpty()) {
            return new State.Away(
                    Word.UNPREPARED, LocalText.of("归档路径还没有启用。", "The path of archives was not prepared yet."));
        }
        try {
            if (marker(medium.get()).filter(kept.get().marker()::equals).isPresent()) {
                ArchiveKey key = new ArchiveKey(vault.open(kept.get().key(), CONTEXT));
                return new State.Ready(medium.get(), key, kept.get().marker());
            }
        } catch (IOException unreadable) {
            // Told below: it is not there.
        }
        return new State.Away(
                Word.VANISHED,
                LocalText.of(
                        "归档路径下没有汇通的标记文件 " + MARKER + "：挂载可能已断开，或路径指向了别处。恢复之后会继续。",
                        "The marker " + MARKER
                                + " is not in the path of archives: the mount is gone perhaps, or the path"
                                + " leads elsewhere. It goes on once it is back."));
    }

    private static Optional<Kept> kept(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT marker, seal_key, seal_wrapped, seal_text FROM keeping_place");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Kept(row.getString(1), new Sealed(row.getString(2), row.getBytes(3), row.getBytes(4))))
                    : Optional.empty();
        }
    }

    /**
     * Whether something is there already that somebody put there; asks the medium and nothing else.
     *
     * @throws IOException where it cannot be asked
     */
    boolean isTaken() throws IOException {
        return medium.isPresent() && medium.get().exists(MARKER);
    }

    private static Optional<String> marker(Medium medium) throws IOException {
        if (!medium.exists(MARKER)) {
            return Optional.empty();
        }
        try (InputStream in = medium.read(MARKER)) {
            return Json.read(in.readNBytes(LONGEST_MARKER)).good().flatMap(json -> json.text("id"));
        }
    }

    /**
     * Puts the marker there, and makes the key, once.
     *
     * @return the key, which whoever is to open archives without this hub keeps in a safe; it is told this once
     * @throws Problem where there is no path, it cannot be written, or the place was prepared already
     */
    ArchiveKey prepare(Doer by) {
        Medium place = medium.orElseThrow(() -> new Problem(
                409,
                "no-path",
                LocalText.of(
                        "请先设置归档路径（org.huitong.capability.keeping 的 path）。",
                        "Set the path of archives first (path of org.huitong.capability.keeping).")));
        // The marker is written before its row: whoever came in between would take it for another hub's.
        if (!preparing.compareAndSet(false, true)) {
            throw new Problem(
                    409,
                    "being-prepared",
                    LocalText.of(
                            "另一个人正在启用归档，请刷新查看。", "Somebody else prepares the archives at this moment; load it again."));
        }
        try {
            return prepare(place, by);
        } finally {
            preparing.set(false);
        }
    }

    private ArchiveKey prepare(Medium place, Doer by) {
        requireUnprepared();
        String marker = UUID.randomUUID().toString().replace("-", "");
        ArchiveKey key = ArchiveKey.fresh();
        try {
            if (place.exists(MARKER)) {
                // Another node of this hub may have been faster.
                requireUnprepared();
                throw new Problem(
                        409,
                        "marker-of-another",
                        LocalText.of("该目录已有另一个系统的归档。", "Another hub has its archives in this folder."));
            }
            place.folder("");
            String text = JsonText.object()
                    .with("format", "huitong-archive/1")
                    .with("id", marker)
                    .with("preparedAt", clock.instant().toString())
                    .toString();
            try (OutputStream out = place.write(MARKER)) {
                out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            }
            place.settle("");
        } catch (IOException e) {
            throw new Problem(409, "not-writable", trouble(e));
        }
        transactions.write(connection -> {
            keep(connection, marker, vault.seal(KEY_CLASS, key.bytes(), CONTEXT), by);
            audit.note(connection, Deed.done(by, KeepingPage.WRITE, Thing.of("archive-place", marker)));
            return null;
        });
        return key;
    }

    private void requireUnprepared() {
        if (transactions.read(ArchivePlace::kept).isPresent()) {
            throw new Problem(
                    409,
                    "prepared-already",
                    LocalText.of(
                            "归档已经启用。换一个位置时，请把原目录连同标记文件一起移过去。",
                            "Archives are prepared already. To move them, move the folder with its marker."));
        }
    }

    private void keep(Connection connection, String marker, Sealed key, Doer by) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO keeping_place (one, marker, made_at,"
                + " made_by, seal_key, seal_wrapped, seal_text) VALUES (1, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, marker);
            insert.setLong(2, clock.millis());
            insert.setString(3, by.account());
            insert.setString(4, key.key());
            insert.setBytes(5, key.wrapped());
            insert.setBytes(6, key.text());
            insert.executeUpdate();
        }
    }

    /** What went wrong with the medium, as its system says it. */
    static LocalText trouble(IOException failure) {
        String reason = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : failure instanceof FileSystemException
                        ? failure.getClass().getSimpleName()
                        : String.valueOf(failure.getMessage());
        return LocalText.of(
                "归档路径读写失败（" + reason + "）；没有归档的消息继续保留，下次再试。",
                "The path of archives cannot be written or read (" + reason
                        + "); what was not archived is kept, and tried again the next time.");
    }
}
