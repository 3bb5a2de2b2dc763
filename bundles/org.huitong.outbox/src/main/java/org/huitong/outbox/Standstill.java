// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * A hub that was restored from a backup knows nothing of what it sent since that was made: what waited then has gone
 * perhaps, and reminders that were due meanwhile are made once more. So nothing leaves until somebody has said what is to
 * become of it. Whoever restores leaves a mark in the data folder, before the hub starts.
 */
@Component(service = Standstill.class)
public final class Standstill {
    static final LocalText WHY = LocalText.of(
            "数据是从备份恢复的，确认之前不发送", "the data was restored from a backup; nothing is sent until somebody says so");

    private final Path mark;
    private volatile boolean holds;

    @Activate
    public Standstill(BundleContext context) {
        this(data(context).resolve("restored"));
    }

    Standstill(Path mark) {
        this.mark = mark;
        this.holds = Files.exists(mark);
    }

    private static Path data(BundleContext context) {
        String home = context.getProperty("huitong.home");
        String data = context.getProperty("huitong.data");
        return data != null ? Path.of(data) : Path.of(home == null ? "" : home).resolve("data");
    }

    /** What is to become of all that waits at its end. */
    enum Fate {
        /** It goes: nobody had it yet. */
        SEND,
        /** Nobody can tell whether it went, and of each it is decided. */
        DECIDE,
        /** It went, or is of no use any more. */
        DROP;

        static Optional<Fate> of(String wordOrNull) {
            return Arrays.stream(values())
                    .filter(fate -> fate.name().toLowerCase(Locale.ROOT).equals(wordOrNull))
                    .findFirst();
        }
    }

    boolean holds() {
        return holds;
    }

    /** How many letters it was decided about. */
    int decide(Connection transaction, Fate fate, LocalText why, Instant now) throws SQLException {
        if (fate == Fate.SEND) {
            return 0;
        }
        try (PreparedStatement update = transaction.prepareStatement("UPDATE outbox_letter SET state = ?, next_at = ?,"
                + " reason_zh = ?, reason_en = ? WHERE state = 'waiting'")) {
            String state = (fate == Fate.DROP ? State.REJECTED : State.UNKNOWN).word();
            LetterShelf.bind(update, state, now.toEpochMilli(), why.zh(), why.en());
            return update.executeUpdate();
        }
    }

    /** From now on letters leave; also after the next start. */
    void end() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("the mark of the restore cannot be taken away", e);
        }
        holds = false;
    }
}
