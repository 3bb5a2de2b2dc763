// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.complaint;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.capability.monitor.Listing.Place;
import org.huitong.capability.monitor.MonitorLetters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What people have to complain of, and what they were answered, which goes to them as a letter too. All words lie sealed;
 * how many complaints there are a month is measured.
 */
@Component(service = ComplaintBox.class)
public final class ComplaintBox {
    static final String MAKE = "complaints.make";
    private static final String KEY_CLASS = "complaint";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_AN_HOUR = 20;
    private static final String COLUMNS =
            "id, made_at, made_by, person, answered_at, answered_by, seal_key, seal_wrapped, seal_text,"
                    + " answer_key, answer_wrapped, answer_text";

    private final Transactions transactions;
    private final Vault vault;
    private final MonitorLetters letters;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public ComplaintBox(
            @Reference Transactions transactions,
            @Reference(target = "(schema=monitor)") Schema tables,
            @Reference Vault vault,
            @Reference MonitorLetters letters,
            @Reference Audit audit,
            @Reference Clock clock) {
        this(transactions, vault, letters, audit, clock);
    }

    public ComplaintBox(Transactions transactions, Vault vault, MonitorLetters letters, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.vault = vault;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One complaint, with the account that made it.
     *
     * @param person whose account that is; empty where it is nobody's
     * @param answer empty as long as it waits
     */
    public record Complaint(
            String id, Instant at, String by, Optional<String> person, String text, Optional<Answer> answer) {
        @Override
        public String toString() {
            return "Complaint[" + id + "]";
        }
    }

    /** What came of it, with the account that answered. */
    record Answer(Instant at, String by, String text) {
        @Override
        public String toString() {
            return "Answer[" + at + "]";
        }
    }

    /** @throws Problem where the account has made too many within the hour: they are read by people */
    public Complaint put(Asker by, String text) {
        Complaint made = new Complaint(
                UUID.randomUUID().toString().replace("-", ""),
                now(),
                by.account(),
                by.person(),
                text,
                Optional.empty());
        Sealed sealed = seal(text, context(made.id()));
        return transactions.write(connection -> {
            if (made(connection, by.account(), made.at().minus(HOUR)) >= MOST_AN_HOUR) {
                throw new Problem(
                        429,
                        "too-many-complaints",
                        LocalText.of(
                                "一小时内最多提 " + MOST_AN_HOUR + " 条，请稍后再试，或合并成一条。",
                                "At most " + MOST_AN_HOUR + " complaints an hour; try again later, or say it in one."));
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO monitor_complaint (id, made_at,"
                    + " made_by, person, seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, made.id());
                insert.setLong(2, made.at().toEpochMilli());
                insert.setString(3, made.by());
                insert.setString(4, made.person().orElse(null));
                insert.setString(5, sealed.key());
                insert.setBytes(6, sealed.wrapped());
                insert.setBytes(7, sealed.text());
                insert.executeUpdate();
            }
            audit.note(connection, Deed.done(Doer.of(by), MAKE, Thing.of("complaint", made.id())));
            return made;
        });
    }

    private static long made(Connection connection, String account, Instant after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COUNT(*) FROM monitor_complaint WHERE made_by = ? AND made_at > ?")) {
            select.setString(1, account);
            select.setLong(2, after.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How many were made since then. */
    public long since(Instant from) {
        return transactions.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT COUNT(*) FROM monitor_complaint WHERE made_at >= ?")) {
                select.setLong(1, from.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /**
     * The newest first.
     *
     * @param by of that account alone; empty: of everybody
     */
    public List<Complaint> newest(Optional<String> by, Place before, int most) {
        return transactions.read(connection -> {
            String sql = "SELECT " + COLUMNS + " FROM monitor_complaint WHERE (made_at < ? OR made_at = ? AND id < ?)"
                    + (by.isPresent() ? " AND made_by = ?" : "") + " ORDER BY made_at DESC, id DESC FETCH FIRST " + most
                    + " ROWS ONLY";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, before.at().toEpochMilli());
                select.setLong(2, before.at().toEpochMilli());
                select.setString(3, before.id());
                if (by.isPresent()) {
                    select.setString(4, by.get());
                }
                List<Complaint> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(complaint(row));
                    }
                }
                return found;
            }
        });
    }

    /** @return as it is with its answer; empty where there is none of this id, or it was answered before */
    Optional<Complaint> answer(String id, Asker by, String permission, String text) {
        Answer answer = new Answer(now(), by.account(), text);
        Sealed sealed = seal(text, answerContext(id));
        return transactions.write(connection -> {
            if (!keep(connection, id, answer, sealed)) {
                return Optional.empty();
            }
            Complaint answered = find(connection, id);
            letters.answered(connection, answered, text);
            audit.note(connection, Deed.done(Doer.of(by), permission, Thing.of("complaint", id)));
            return Optional.of(answered);
        });
    }

    /** Whether there is one of this id, answered or not. */
    boolean has(String id) {
        return transactions.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM monitor_complaint WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    private static boolean keep(Connection connection, String id, Answer answer, Sealed sealed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE monitor_complaint SET answered_at = ?,"
                + " answered_by = ?, answer_key = ?, answer_wrapped = ?, answer_text = ?"
                + " WHERE id = ? AND answered_at IS NULL")) {
            update.setLong(1, answer.at().toEpochMilli());
            update.setString(2, answer.by());
            update.setString(3, sealed.key());
            update.setBytes(4, sealed.wrapped());
            update.setBytes(5, sealed.text());
            update.setString(6, id);
            return update.executeUpdate() == 1;
        }
    }

    private Complaint find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM monitor_complaint WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return complaint(row);
            }
        }
    }

    private Complaint complaint(ResultSet row) throws SQLException {
        String id = row.getString(1);
        return new Complaint(
                id,
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                Optional.ofNullable(row.getString(4)),
                open(new Sealed(row.getString(7), row.getBytes(8), row.getBytes(9)), context(id)),
                answer(row, id));
    }

    /** One that was marked as answered before answers were written has no words. */
    private Optional<Answer> answer(ResultSet row, String id) throws SQLException {
        long at = row.getLong(5);
        if (row.wasNull()) {
            return Optional.empty();
        }
        String key = row.getString(10);
        String text = key == null ? "" : open(new Sealed(key, row.getBytes(11), row.getBytes(12)), answerContext(id));
        return Optional.of(new Answer(Instant.ofEpochMilli(at), row.getString(6), text));
    }

    private Sealed seal(String text, byte[] context) {
        return vault.seal(KEY_CLASS, text.getBytes(StandardCharsets.UTF_8), context);
    }

    private String open(Sealed sealed, byte[] context) {
        return new String(vault.open(sealed, context), StandardCharsets.UTF_8);
    }

    /** As the shelf keeps it. */
    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static byte[] context(String id) {
        return ("complaint " + id).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] answerContext(String id) {
        return ("complaint " + id + " answer").getBytes(StandardCharsets.UTF_8);
    }
}
