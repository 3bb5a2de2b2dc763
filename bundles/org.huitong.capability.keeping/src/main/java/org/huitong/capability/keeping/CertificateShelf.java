// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Certificates of destruction. Every method works in its caller's transaction. */
@Component(service = CertificateShelf.class)
public final class CertificateShelf {
    private static final String SELECT =
            "SELECT number, run, rule, rule_name, keep, basis, made_at, closed_at, messages,"
                    + " hash FROM keeping_certificate";

    @Activate
    public CertificateShelf(@Reference(target = "(schema=keeping)") Schema tables) {}

    /**
     * What one run destroyed by one rule.
     *
     * @param closedAt empty while the run goes on
     * @param hash SHA-256 over its lines and the copies it names, once it is closed
     */
    record Certificate(
            String number,
            String run,
            long rule,
            String ruleName,
            String keep,
            String basis,
            Instant madeAt,
            Optional<Instant> closedAt,
            long messages,
            String hash) {}

    /**
     * A message that was destroyed.
     *
     * @param container where it is archived; 0: nowhere
     * @param hash of its line in the archive, or a fingerprint that only this hub's keys can make
     */
    record Line(long seq, MessageId id, Instant sentAt, int container, String hash) {
        /** As the certificate's hash is made of it. */
        String text() {
            return seq + " " + id.value() + " " + sentAt + " " + container + " " + hash + "\n";
        }
    }

    /**
     * A copy that somebody else opens, of messages that were destroyed here.
     *
     * @param file its name
     * @param recipient fingerprint of the certificate for which it is locked
     * @param hash SHA-256 of the file; empty where it was not finished
     * @param messages how many of those that the certificate certifies
     */
    record Elsewhere(String file, String recipient, String hash, int messages) {
        /** As the certificate's hash is made of it, behind the lines. */
        String text() {
            return "copy " + file + " " + recipient + " " + (hash.isEmpty() ? "-" : hash) + " " + messages + "\n";
        }
    }

    /**
     * Why something was destroyed.
     *
     * @param rule 0 where no rule said so, and two persons did
     * @param name of the rule, or the key of the month
     * @param keep how long it was to be kept; empty where no rule said so
     */
    record Grounds(long rule, String name, String keep, String basis) {
        static Grounds of(Rule rule) {
            return new Grounds(rule.id(), rule.name(), rule.keep().toString(), rule.basis());
        }
    }

    /**
     * Where copies of what was destroyed were.
     *
     * @param kind {@code key}, {@code container}, or what the hub cannot reach: {@code lost-container archive-copies
     *     backups key-copies}
     * @param reached it was destroyed there
     * @param hash of a container's manifest; empty: none
     */
    record Place(String kind, String place, boolean reached, String hash, int messages) {
        /** As the certificate's hash is made of it, behind the copies. */
        String text() {
            return "place " + kind + " " + place + " " + (reached ? "reached" : "beyond") + " "
                    + (hash.isEmpty() ? "-" : hash) + " " + messages + "\n";
        }
    }

    /** @throws Keeping.Refused where it is closed already */
    void add(Connection connection, String number, String run, Grounds grounds, List<Line> lines, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_certificate SET messages = messages + ? WHERE number = ?" + " AND closed_at IS NULL")) {
            update.setInt(1, lines.size());
            update.setString(2, number);
            if (update.executeUpdate() == 0) {
                if (find(connection, number).isPresent()) {
                    throw new Keeping.Refused(LocalText.of(
                            "销毁证明 " + number + " 已经封存；什么都没有销毁。",
                            "The certificate " + number + " is closed; nothing was destroyed."));
                }
                begin(connection, number, run, grounds, lines.size(), at);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keeping_destroyed (certificate, seq, id, sent_at, container, hash) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Line line : lines) {
                insert.setString(1, number);
                insert.setLong(2, line.seq());
                insert.setString(3, line.id().value());
                insert.setLong(4, line.sentAt().toEpochMilli());
                insert.setInt(5, line.container());
                insert.setString(6, line.hash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void begin(
            Connection connection, String number, String run, Grounds grounds, int messages, Instant at)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO keeping_certificate (number, run, rule,"
                        + " rule_name, keep, basis, made_at, messages, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')")) {
            insert.setString(1, number);
            insert.setString(2, run);
            insert.setLong(3, grounds.rule());
            insert.setString(4, grounds.name());
            insert.setString(5, grounds.keep());
            insert.setString(6, grounds.basis());
            insert.setLong(7, at.toEpochMilli());
            insert.setInt(8, messages);
            insert.executeUpdate();
        }
    }

    /** Those of these messages that stand in it already, by their first lines. */
    static Set<Long> among(Connection connection, String number, Collection<Long> lines) throws SQLException {
        Set<Long> there = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM keeping_destroyed WHERE certificate = ? AND seq = ?")) {
            for (long line : lines) {
                select.setString(1, number);
                select.setLong(2, line);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        there.add(line);
                    }
                }
            }
        }
        return there;
    }

    /** Names a place, once. */
    void name(Connection connection, String number, Place place) throws SQLException {
        if (places(connection, number).stream()
                .anyMatch(one -> one.kind().equals(place.kind()) && one.place().equals(place.place()))) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO keeping_certified_place (certificate,"
                + " kind, place, reached, hash, messages) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, number);
            insert.setString(2, place.kind());
            insert.setString(3, place.place());
            insert.setBoolean(4, place.reached());
            insert.setString(5, place.hash());
            insert.setInt(6, place.messages());
            insert.executeUpdate();
        }
    }

    static List<Place> places(Connection connection, String number) throws SQLException {
        List<Place> places = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT kind, place, reached, hash, messages FROM"
                + " keeping_certified_place WHERE certificate = ? ORDER BY kind, place")) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    places.add(new Place(
                            row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4), row.getInt(5)));
                }
            }
        }
        return places;
    }

    /**
     * Closes it: nothing is added to it from now on. Copies outside of the hub are named, also one that was being made: it
     * was written down before a word of it was opened, and of what is destroyed none is made any more.
     *
     * @return its hash
     */
    String close(Connection connection, String number, Instant at) throws SQLException {
        nameCopies(connection, number);
        String hash = hash(connection, number);
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_certificate SET closed_at = ?, hash = ? WHERE number = ?")) {
            update.setLong(1, at.toEpochMilli());
            update.setString(2, hash);
            update.setString(3, number);
            update.executeUpdate();
        }
        return hash;
    }

    private static void nameCopies(Connection connection, String number) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO keeping_certified_copy (certificate, place,"
                        + " recipient, file_hash, messages) SELECT d.certificate, n.place, n.recipient, n.file_hash, COUNT(*) FROM"
                        + " keeping_destroyed d JOIN keeping_nominated m ON m.id = d.id JOIN keeping_nomination n ON n.id ="
                        + " m.nomination WHERE d.certificate = ? AND n.place <> '' AND (m.print <> '' OR n.file_hash = '') GROUP BY"
                        + " d.certificate, n.place, n.recipient, n.file_hash")) {
            insert.setString(1, number);
            insert.executeUpdate();
        }
    }

    /** Copies outside of the hub, of what it certifies. */
    static List<Elsewhere> elsewhere(Connection connection, String number) throws SQLException {
        List<Elsewhere> copies = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT place, recipient, file_hash, messages FROM"
                + " keeping_certified_copy WHERE certificate = ? ORDER BY place")) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    copies.add(new Elsewhere(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)));
                }
            }
        }
        return copies;
    }

    private static String hash(Connection connection, String number) throws SQLException {
        MessageDigest hash;
        try {
            hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        long after = 0;
        for (List<Line> lines = lines(connection, number, after, 500);
                !lines.isEmpty();
                lines = lines(connection, number, after, 500)) {
            for (Line line : lines) {
                hash.update(line.text().getBytes(StandardCharsets.UTF_8));
                after = line.seq();
            }
        }
        for (Elsewhere copy : elsewhere(connection, number)) {
            hash.update(copy.text().getBytes(StandardCharsets.UTF_8));
        }
        for (Place place : places(connection, number)) {
            hash.update(place.text().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /** The next of its lines. */
    static List<Line> lines(Connection connection, String number, long after, int most) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT seq, id, sent_at, container, hash FROM"
                + " keeping_destroyed WHERE certificate = ? AND seq > ? ORDER BY seq FETCH FIRST " + most
                + " ROWS ONLY")) {
            select.setString(1, number);
            select.setLong(2, after);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(new Line(
                            row.getLong(1),
                            new MessageId(row.getString(2)),
                            Instant.ofEpochMilli(row.getLong(3)),
                            row.getInt(4),
                            row.getString(5)));
                }
            }
        }
        return lines;
    }

    /** Those of runs that no run is writing on any more, and that were never closed: their run was cut off. */
    List<Certificate> open(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " WHERE closed_at IS NULL AND rule <> 0 ORDER BY number")) {
            return certificates(select);
        }
    }

    /** Those of months, that were never closed. */
    List<Certificate> openOfMonths(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " WHERE closed_at IS NULL AND rule = 0 ORDER BY number")) {
            return certificates(select);
        }
    }

    Optional<Certificate> find(Connection connection, String number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE number = ?")) {
            select.setString(1, number);
            return certificates(select).stream().findFirst();
        }
    }

    /** The newest, from behind one of them on; behind one that there is not, there is none. */
    List<Certificate> newest(Connection connection, Optional<String> before, int most) throws SQLException {
        String order = " ORDER BY made_at DESC, number FETCH FIRST " + most + " ROWS ONLY";
        if (before.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(SELECT + order)) {
                return certificates(select);
            }
        }
        Optional<Certificate> last = find(connection, before.get());
        if (last.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " WHERE made_at < ? OR made_at = ? AND number > ?" + order)) {
            select.setLong(1, last.get().madeAt().toEpochMilli());
            select.setLong(2, last.get().madeAt().toEpochMilli());
            select.setString(3, last.get().number());
            return certificates(select);
        }
    }

    private static List<Certificate> certificates(PreparedStatement select) throws SQLException {
        List<Certificate> certificates = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long closed = row.getLong(8);
                Optional<Instant> end = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(closed));
                certificates.add(new Certificate(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7)),
                        end,
                        row.getLong(9),
                        row.getString(10)));
            }
        }
        return certificates;
    }
}
