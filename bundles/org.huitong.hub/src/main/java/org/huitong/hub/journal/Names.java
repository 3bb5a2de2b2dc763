// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Mark;

/**
 * Numbers for names that many lines share: rooms, senders, values of marks. A line and its postings hold numbers, which
 * are a fraction of what the names take. A number is given once and never changed, so that whoever remembers one is right
 * for ever; only the journal's writer gives them, under the lock of the log's head.
 */
public final class Names {
    /** The rooms and senders of a busy company, and then some. */
    private static final int MOST_REMEMBERED = 50_000;

    private static final int ASKED_AT_ONCE = 32;
    private static final String ROOM = "ROOM";
    private static final String SENDER = "SENDER";

    private static final String BY_VALUE = "SELECT id, kind, platform, tenant, value FROM hub_name"
            + " --DERBY-PROPERTIES index=HUB_NAME_VALUE\n WHERE value ";

    /** What was committed; only the writer's thread touches it. */
    private final Map<Name, Integer> known = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Integer> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** @param platform,tenant whose name it is; empty of marks, which are the hub's own */
    record Name(String kind, String platform, String tenant, String value) {
        static Name room(String platform, String tenant, String conversation) {
            return new Name(ROOM, platform, tenant, conversation);
        }

        static Name sender(String platform, String tenant, String sender) {
            return new Name(SENDER, platform, tenant, sender);
        }

        static Name room(Message m) {
            return room(m.key().platform(), m.key().tenant(), m.conversation().id());
        }

        static Name room(Sighting.Recalled recall) {
            return room(
                    recall.key().platform(),
                    recall.key().tenant(),
                    recall.conversation().id());
        }

        static Name sender(Message m) {
            return sender(m.key().platform(), m.key().tenant(), m.sender().id());
        }

        static Name sender(Sighting.Recalled recall) {
            return sender(
                    recall.key().platform(),
                    recall.key().tenant(),
                    recall.by().map(Sender::id).orElse(""));
        }

        static Name mark(Mark mark) {
            return new Name(mark.kind().name(), "", "", mark.value());
        }
    }

    /** The rooms of this id; several where two platforms, or two companies, have one of the same. */
    public static List<Integer> rooms(
            Connection connection, Optional<String> platform, Optional<String> tenant, String conversation)
            throws SQLException {
        return those(connection, ROOM, platform, tenant, conversation);
    }

    /** The senders of this id; several where two platforms, or two companies, have one of the same. */
    public static List<Integer> senders(
            Connection connection, Optional<String> platform, Optional<String> tenant, String sender)
            throws SQLException {
        return those(connection, SENDER, platform, tenant, sender);
    }

    /** Empty where no message ever had this mark. */
    public static Optional<Integer> mark(Connection connection, Mark.Kind kind, String value) throws SQLException {
        return those(connection, kind.name(), Optional.empty(), Optional.empty(), value).stream()
                .findFirst();
    }

    /** The numbers of all marks of a kind, in no order. */
    public static List<Integer> marks(Connection connection, Mark.Kind kind) throws SQLException {
        List<Integer> marks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM hub_name WHERE kind = ?")) {
            select.setString(1, kind.name());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    marks.add(row.getInt(1));
                }
            }
        }
        return marks;
    }

    /** Whether any message came through two doors. */
    public static boolean isAnySame(Connection connection) throws SQLException {
        return Twins.isAny(connection);
    }

    private static List<Integer> those(
            Connection connection, String kind, Optional<String> platform, Optional<String> tenant, String value)
            throws SQLException {
        List<Integer> those = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(BY_VALUE + "= ?")) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Name name = name(row);
                    // Derby compares without the blanks at the end.
                    if (name.kind().equals(kind)
                            && name.value().equals(value)
                            && platform.map(name.platform()::equals).orElse(true)
                            && tenant.map(name.tenant()::equals).orElse(true)) {
                        those.add(row.getInt(1));
                    }
                }
            }
        }
        return those;
    }

    /** The name of this number, empty where it is none. */
    static String of(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM hub_name WHERE id = ?")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private static Name name(ResultSet row) throws SQLException {
        return new Name(row.getString(2), row.getString(3), row.getString(4), row.getString(5));
    }

    /** What the names of one transaction are; kept from then on once it is committed. */
    Given begin() {
        return new Given();
    }

    /** Names looked up, and given numbers, within one transaction of the writer. */
    final class Given {
        private final Map<Name, Integer> fresh = new HashMap<>();

        /** @throws IllegalStateException of one that was not {@link #need needed} before */
        int of(Name name) {
            Integer id = fresh.get(name);
            if (id == null) {
                id = known.get(name);
            }
            if (id == null) {
                throw new IllegalStateException("a name was not asked for before it was needed");
            }
            return id;
        }

        /** Sees to it that each has a number. */
        void need(Connection connection, Collection<Name> names) throws SQLException {
            Set<Name> missing = new LinkedHashSet<>();
            for (Name name : names) {
                if (!fresh.containsKey(name) && !known.containsKey(name)) {
                    missing.add(name);
                }
            }
            if (missing.isEmpty()) {
                return;
            }
            look(connection, missing);
            missing.removeAll(fresh.keySet());
            if (!missing.isEmpty()) {
                give(connection, missing);
            }
        }

        private void look(Connection connection, Set<Name> names) throws SQLException {
            Iterator<Name> left = names.iterator();
            try (PreparedStatement select =
                    connection.prepareStatement(BY_VALUE + "IN (?" + ", ?".repeat(ASKED_AT_ONCE - 1) + ")")) {
                while (left.hasNext()) {
                    String last = "";
                    for (int i = 1; i <= ASKED_AT_ONCE; i++) {
                        last = left.hasNext() ? left.next().value() : last;
                        select.setString(i, last);
                    }
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            Name there = name(row);
                            if (names.contains(there)) {
                                fresh.put(there, row.getInt(1));
                            }
                        }
                    }
                }
            }
        }

        private void give(Connection connection, Set<Name> names) throws SQLException {
            int id;
            try (PreparedStatement select = connection.prepareStatement("SELECT MAX(id) FROM hub_name");
                    ResultSet row = select.executeQuery()) {
                row.next();
                id = row.getInt(1);
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO hub_name (id, kind, platform, tenant, value) VALUES (?, ?, ?, ?, ?)")) {
                for (Name name : names) {
                    id++;
                    insert.setInt(1, id);
                    insert.setString(2, name.kind());
                    insert.setString(3, name.platform());
                    insert.setString(4, name.tenant());
                    insert.setString(5, name.value());
                    insert.addBatch();
                    fresh.put(name, id);
                }
                insert.executeBatch();
            }
        }

        /** The transaction was committed: on the writer's thread. */
        void keep() {
            known.putAll(fresh);
        }
    }
}
