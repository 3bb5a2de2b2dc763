// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.Trace;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.hub.journal.LogReader;

/** Follows one message's tracks through the tables. */
final class Tracer {
    private Tracer() {}

    static Trace of(Connection connection, MessageId id, List<LogReader.Row> rows) throws SQLException {
        List<Trace.Step> steps = new ArrayList<>();
        List<LogReader.Row> versions = LogReader.Row.inOrder(rows);
        for (LogReader.Row row : rows) {
            if (row.isVersion()) {
                version(connection, row, versions.indexOf(row) + 1, steps);
            } else if (row.isRecall()) {
                var recall = row.opened().recall().orElseThrow();
                steps.add(step("recalled", recall.account(), "taken back on the platform", recall.at()));
            } else if (row.isForgetting()) {
                steps.add(step("forgotten", "keeping", "by certificate " + row.delivery(), row.receivedAt()));
            } else if (row.isFinding()) {
                Finding finding = row.opened().findings().get(0);
                steps.add(step("judged", finding.stage(), later(finding), row.receivedAt()));
            }
        }
        sightings(connection, id, steps);
        other(connection, rows, steps);
        readers(connection, rows, steps);
        steps.sort(Comparator.comparing(Trace.Step::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return new Trace(id, steps);
    }

    private static void version(Connection connection, LogReader.Row row, int number, List<Trace.Step> steps)
            throws SQLException {
        Message m = row.opened().message().orElseThrow();
        String which = number == 1 ? "" : "version " + number + ", ";
        steps.add(step("sent", m.key().platform(), which + "by the platform's clock", m.sentAt()));
        steps.add(step("received", m.account(), which + "verified and read", row.receivedAt()));
        for (Finding finding : row.opened().findings()) {
            steps.add(step("judged", finding.stage(), verdict(finding), row.receivedAt()));
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT stage FROM hub_owed WHERE first_seq <= ? AND last_seq >= ? ORDER BY stage")) {
            select.setLong(1, row.seq());
            select.setLong(2, row.seq());
            try (ResultSet owed = select.executeQuery()) {
                while (owed.next()) {
                    steps.add(step("owed", owed.getString(1), "its finding will be made up", null));
                }
            }
        }
        steps.add(step("stored", "journal", which + "line " + row.seq() + " of the log", row.receivedAt()));
    }

    private static void sightings(Connection connection, MessageId id, List<Trace.Step> steps) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT account, seen_at FROM hub_sighting WHERE id = ? ORDER BY seen_at")) {
            select.setBytes(1, id.bytes());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(step(
                            "seen-again",
                            row.getString(1),
                            "known already, nothing changed",
                            Instant.ofEpochMilli(row.getLong(2))));
                }
            }
        }
    }

    /** Through another door it came under another id. */
    private static void other(Connection connection, List<LogReader.Row> rows, List<Trace.Step> steps)
            throws SQLException {
        long first = rows.stream().mapToLong(LogReader.Row::firstSeq).max().orElse(0);
        Optional<MessageId> other = LogReader.sameAs(connection, first);
        if (other.isPresent()) {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT j.received_at FROM hub_once o JOIN hub_journal j ON j.seq = o.seq"
                            + " WHERE o.id = ? AND o.kind = 1")) {
                select.setBytes(1, other.get().bytes());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        steps.add(step(
                                "same",
                                "doors",
                                "under the id " + other.get().value(),
                                Instant.ofEpochMilli(row.getLong(1))));
                    }
                }
            }
        }
    }

    private static void readers(Connection connection, List<LogReader.Row> rows, List<Trace.Step> steps)
            throws SQLException {
        long last = rows.get(rows.size() - 1).seq();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT r.name, r.position, (SELECT MAX(p.seq) FROM hub_parked p WHERE p.reader = r.name AND"
                        + " p.seq >= ? AND p.seq <= ?) FROM hub_reader r ORDER BY r.name")) {
            select.setLong(1, rows.get(0).seq());
            select.setLong(2, last);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long parked = row.getLong(3);
                    if (rows.stream().anyMatch(r -> r.seq() == parked)) {
                        steps.add(step("parked", row.getString(1), "refused again and again", null));
                    } else if (row.getLong(2) >= last) {
                        steps.add(step("read", row.getString(1), "has taken it", null));
                    } else {
                        steps.add(step("waiting", row.getString(1), "has not come to it yet", null));
                    }
                }
            }
        }
    }

    private static String later(Finding finding) {
        if (!finding.isByHand()) {
            return "after the commit: " + verdict(finding);
        }
        return "by " + finding.snapshot() + ": " + count(finding.marks().size()) + ", "
                + count(finding.denied().size()) + " denied";
    }

    private static String count(int marks) {
        return marks == 1 ? "1 mark" : marks + " marks";
    }

    private static String verdict(Finding finding) {
        List<String> rules = finding.values(Mark.Kind.RULE);
        String found =
                switch (finding.marks().size()) {
                    case 0 -> "nothing found";
                    case 1 -> "1 mark";
                    default -> finding.marks().size() + " marks";
                };
        return found + (rules.isEmpty() ? "" : (rules.size() == 1 ? ", rule " : ", rules ") + String.join(", ", rules))
                + " (snapshot " + finding.snapshot() + ")";
    }

    private static Trace.Step step(String gate, String subject, String verdict, Instant at) {
        return new Trace.Step(gate, subject, verdict, at);
    }
}
