// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The queue's tables: what is put there, looked for, and written down of each letter's way. */
@Component(service = LetterShelf.class)
public final class LetterShelf {
    static final String KEY_CLASS = "letter";

    /** The key of a piece of ours, see {@link Delivery}. */
    private static final Pattern PIECE = Pattern.compile("([0-9a-f]{32})-[0-9]{1,4}");

    private static final String INSERT =
            "INSERT INTO outbox_letter (id, letter_key, platform, account, lane, state, urgent, spoken, repeated,"
                    + " posted_by, posted_at, next_at, expires_at, tries, pieces_done, pieces_all, runner, leased_until, tried_at,"
                    + " sent_at, native_id, is_message, receipt_at, receipts, owed, body_key, body_wrapped, body, about)"
                    + " VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, 0, ?, ?, ?, ?, 0, 0, 0, '', 0, 0, 0, '', 0, 0, 0, 0, ?, ?, ?, ?)";

    /** The first of each lane, for a lane keeps its order. */
    private static final String HEADS =
            "WHERE l.platform = ? AND l.account = ? AND l.state = 'waiting' AND l.next_at <= ?"
                    + " AND NOT EXISTS (SELECT 1 FROM outbox_letter e WHERE e.lane = l.lane"
                    + " AND e.state IN ('waiting', 'sending') AND e.seq < l.seq)"
                    + " ORDER BY l.urgent DESC, l.seq FETCH FIRST %d ROWS ONLY";

    private final Transactions transactions;
    private final Vault vault;
    private final LetterNames names;
    private final ShelfRows rows;
    private final SentCards cards;

    @Activate
    public LetterShelf(
            @Reference Transactions transactions,
            @Reference(target = "(schema=outbox)") Schema tables,
            @Reference Vault vault) {
        this(transactions, vault);
    }

    LetterShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
        this.names = new LetterNames(vault);
        this.rows = new ShelfRows(vault);
        this.cards = new SentCards(transactions, vault, names, rows);
        fetchNumbers();
    }

    Transactions transactions() {
        return transactions;
    }

    LetterNames names() {
        return names;
    }

    SentCards cards() {
        return cards;
    }

    /**
     * Has the numbers of the next letters at hand before anybody posts one: Derby fetches them in lots, and refuses whoever
     * asks while somebody else fetches (40XL1). The row is taken back, the lot stays fetched.
     */
    private void fetchNumbers() {
        if (transactions.dialect() == Transactions.Dialect.DERBY) {
            String id = UUID.randomUUID().toString().replace("-", "");
            byte[] nothing = new byte[0];
            transactions.read(connection -> {
                try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                    bind(insert, id, id, "", "", id, 0, 0, "", 0L, 0L, 0L, "", nothing, nothing, "");
                    return insert.executeUpdate();
                }
            });
        }
    }

    /** @return the id; of the letter that is there already where the key is known */
    String put(Connection connection, Letter letter, Sheet sheet, Instant now, Instant expires) throws SQLException {
        return put(connection, letter, sheet, now, now, expires);
    }

    /** @param due before which it does not go */
    String put(Connection connection, Letter letter, Sheet sheet, Instant now, Instant due, Instant expires)
            throws SQLException {
        return put(connection, letter, sheet, account(letter.to()), names.lane(letter.to()), now, due, expires);
    }

    /** By the account by which that card went, in no lane but its own. */
    String putOnto(Connection connection, ShelfRow card, Letter letter, Sheet sheet, Instant now, Instant expires)
            throws SQLException {
        return put(connection, letter, sheet, card.account(), names.laneOfCard(card.id()), now, now, expires);
    }

    private String put(
            Connection connection,
            Letter letter,
            Sheet sheet,
            AccountName account,
            String lane,
            Instant now,
            Instant due,
            Instant expires)
            throws SQLException {
        String id = UUID.randomUUID().toString().replace("-", "");
        String key = names.key(letter, id);
        Optional<String> known = letter.key().isPresent() ? idOf(connection, key) : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        Sealed body = vault.seal(KEY_CLASS, SheetCodec.encode(sheet), context(id));
        // Of two at once the second waits for the first; PostgreSQL would end the whole transaction for a key that is
        // there.
        boolean postgres = transactions.dialect() == Transactions.Dialect.POSTGRESQL;
        try (PreparedStatement insert =
                connection.prepareStatement(postgres ? INSERT + " ON CONFLICT (letter_key) DO NOTHING" : INSERT)) {
            insert.setString(1, id);
            insert.setString(2, key);
            insert.setString(3, account.platform());
            insert.setString(4, account.account());
            insert.setString(5, lane);
            insert.setShort(6, flag(letter.urgent()));
            insert.setShort(7, flag(letter.spoken()));
            insert.setString(8, letter.by());
            insert.setLong(9, now.toEpochMilli());
            insert.setLong(10, due.toEpochMilli());
            insert.setLong(11, expires.toEpochMilli());
            insert.setString(12, body.key());
            insert.setBytes(13, body.wrapped());
            insert.setBytes(14, body.text());
            insert.setString(15, names.about(letter));
            if (insert.executeUpdate() > 0) {
                Quotes.keep(connection, id, letter.quotes());
                return id;
            }
        } catch (SQLException e) {
            if (!"23505".equals(e.getSQLState())) {
                throw e;
            }
        }
        return idOf(connection, key).orElseThrow(() -> new SQLException("the letter's key was taken and is gone"));
    }

    /** The letter ends where it waits, or nobody knows of it. One that is on its way ends so unless that try is its last. */
    void recall(Connection connection, String by, String key, LocalText why, Instant now) throws SQLException {
        recall(connection, "letter_key IN (?, ?)", why, now, names.key(true, by, key), names.key(false, by, key));
    }

    static void recall(Connection connection, String which, LocalText why, Instant now, String... values)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE outbox_letter SET recalled = 1,"
                + " state = CASE WHEN state = 'sending' THEN state ELSE 'rejected' END,"
                + " next_at = ?, reason_zh = ?, reason_en = ? WHERE state IN ('waiting', 'unknown', 'sending') AND "
                + which)) {
            List<Object> all = new ArrayList<>(List.of(now.toEpochMilli(), why.zh(), why.en()));
            all.addAll(List.of(values));
            bind(update, all.toArray());
            update.executeUpdate();
        }
    }

    /** Undoes a posting that has not left, as if it had not been; false where there is none. */
    boolean unpost(Connection connection, String by, String key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM outbox_letter WHERE letter_key = ? AND state = 'waiting' AND tries = 0")) {
            bind(delete, names.key(false, by, key));
            return delete.executeUpdate() > 0;
        }
    }

    /** Lets another be posted under this key; the letter that had it stays. */
    void free(Connection connection, String by, String key) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE outbox_letter SET letter_key = ? WHERE letter_key = ?")) {
            bind(update, names.key(false, by, key + "\n" + UUID.randomUUID()), names.key(false, by, key));
            update.executeUpdate();
        }
    }

    /** The letter of the hub's that was posted under this key, as this transaction sees it. */
    Optional<ShelfRow> keyed(Connection connection, String by, String key) throws SQLException {
        return rows.select(connection, "WHERE letter_key = ?", names.key(false, by, key)).stream()
                .findFirst();
    }

    /** The letter that a platform names by our key of its first piece or by its own id, as this transaction sees it. */
    Optional<ShelfRow> named(Connection connection, AccountName account, String name) throws SQLException {
        Matcher ours = PIECE.matcher(name);
        boolean byKey = ours.matches();
        return rows
                .select(
                        connection,
                        "WHERE platform = ? AND account = ? AND " + (byKey ? "id" : "native_id")
                                + " = ? ORDER BY seq FETCH FIRST 1 ROWS ONLY",
                        account.platform(),
                        account.account(),
                        byKey ? ours.group(1) : name)
                .stream()
                .findFirst();
    }

    private Optional<String> idOf(Connection connection, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM outbox_letter WHERE letter_key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** The accounts for which something is due. */
    List<AccountName> due(Instant now) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT platform, account"
                    + " FROM outbox_letter WHERE state = 'waiting' AND next_at <= ?")) {
                select.setLong(1, now.toEpochMilli());
                List<AccountName> accounts = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        accounts.add(new AccountName(row.getString(1), row.getString(2)));
                    }
                }
                return accounts;
            }
        });
    }

    /** What may go next, urgent ones first. */
    List<ShelfRow> heads(AccountName account, Instant now, int most) {
        return select(HEADS.formatted(most), account.platform(), account.account(), now.toEpochMilli());
    }

    /** What has no account yet. Who is written to by which is no matter of the order in which it goes. */
    List<ShelfRow> unaddressed(Instant now, int most) {
        return select(
                "WHERE platform = '' AND account = '' AND state = 'waiting'"
                        + " AND next_at <= ? ORDER BY urgent DESC, seq FETCH FIRST " + most + " ROWS ONLY",
                now.toEpochMilli());
    }

    Optional<ShelfRow> find(String id) {
        return select("WHERE id = ?", id).stream().findFirst();
    }

    /**
     * The newest first.
     *
     * @param detoured only what went by another way than the usual one
     */
    List<ShelfRow> page(Optional<State> state, boolean detoured, long before, int limit) {
        StringBuilder sql = new StringBuilder("WHERE seq < ?");
        List<Object> values = new ArrayList<>(List.of(before));
        state.ifPresent(s -> {
            sql.append(" AND state = ?");
            values.add(s.word());
        });
        if (detoured) {
            sql.append(" AND detour_at > 0");
        }
        return select(sql + " ORDER BY seq DESC FETCH FIRST " + limit + " ROWS ONLY", values.toArray());
    }

    /** What one of our people wrote to that room, the newest first. */
    List<ShelfRow> inRoom(To.Room room, String by, int limit) {
        return select(
                "WHERE lane = ? AND posted_by = ? AND spoken = 1" + " ORDER BY seq DESC FETCH FIRST " + limit
                        + " ROWS ONLY",
                names.lane(room),
                by);
    }

    List<ShelfRow> inState(State state, int most) {
        return select("WHERE state = ? ORDER BY seq FETCH FIRST " + most + " ROWS ONLY", state.word());
    }

    List<ShelfRow> expired(Instant now) {
        return select(
                "WHERE state = 'waiting' AND expires_at <= ?" + " ORDER BY seq FETCH FIRST 200 ROWS ONLY",
                now.toEpochMilli());
    }

    /** What is to be asked for a receipt. */
    List<ShelfRow> asking(Instant now) {
        return select(
                "WHERE receipt_at > 0 AND receipt_at <= ?" + " ORDER BY receipt_at FETCH FIRST 50 ROWS ONLY",
                now.toEpochMilli());
    }

    /** What was accepted and is not in the log yet. */
    List<ShelfRow> owed() {
        return select("WHERE owed = 1 ORDER BY seq FETCH FIRST 50 ROWS ONLY");
    }

    /** The accounts by which letters of the hub's to somebody wait, or went so that nobody can tell. */
    List<AccountName> stranding() {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT DISTINCT platform, account"
                                    + " FROM outbox_letter WHERE state IN ('waiting', 'unknown') AND spoken = 0 AND platform <> ''");
                    ResultSet row = select.executeQuery()) {
                List<AccountName> accounts = new ArrayList<>();
                while (row.next()) {
                    accounts.add(new AccountName(row.getString(1), row.getString(2)));
                }
                return accounts;
            }
        });
    }

    /** Letters of the hub's that cannot go by that account, the urgent ones first. Of the unknown only what is urgent is repeated. */
    List<ShelfRow> stranded(AccountName account) {
        return select(
                "WHERE platform = ? AND account = ? AND spoken = 0"
                        + " AND runner = '' AND gone_at = 0"
                        + " AND (state = 'waiting' OR state = 'unknown' AND urgent = 1 AND tries > 0)"
                        + " ORDER BY urgent DESC, seq FETCH FIRST 200 ROWS ONLY",
                account.platform(),
                account.account());
    }

    /** How many of that account go before this one. */
    long before(ShelfRow row) {
        return transactions.read(connection -> {
            try (PreparedStatement count = connection.prepareStatement(
                    "SELECT COUNT(*) FROM outbox_letter WHERE"
                            + " platform = ? AND account = ? AND state = 'waiting' AND (urgent > ? OR urgent = ? AND seq < ?)")) {
                bind(
                        count,
                        row.account().platform(),
                        row.account().account(),
                        (int) flag(row.urgent()),
                        (int) flag(row.urgent()),
                        row.seq());
                try (ResultSet number = count.executeQuery()) {
                    number.next();
                    return number.getLong(1);
                }
            }
        });
    }

    /** The moments at which that account sent something lately. */
    List<Instant> sent(AccountName account, Instant since) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT sent_at FROM outbox_letter WHERE"
                    + " platform = ? AND account = ? AND sent_at > ? ORDER BY sent_at FETCH FIRST 2000 ROWS ONLY")) {
                bind(select, account.platform(), account.account(), since.toEpochMilli());
                List<Instant> moments = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        moments.add(Instant.ofEpochMilli(row.getLong(1)));
                    }
                }
                return moments;
            }
        });
    }

    /** Writes down what became of a letter; each sets what it names. */
    int update(String sets, Object... values) {
        return transactions.write(connection -> update(connection, sets, values));
    }

    /** Only of a letter that is unknown. From then on its days count, or it is due. */
    static int decide(Connection connection, long seq, Decision decision, LocalText why, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE outbox_letter SET " + decision.sets()
                + ", next_at = ?, reason_zh = ?, reason_en = ? WHERE seq = ? AND state = 'unknown'")) {
            bind(update, now.toEpochMilli(), why.zh(), why.en(), seq);
            return update.executeUpdate();
        }
    }

    static int update(Connection connection, String sets, Object... values) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE outbox_letter SET " + sets + " WHERE seq = ?")) {
            bind(update, values);
            return update.executeUpdate();
        }
    }

    private List<ShelfRow> select(String which, Object... values) {
        return transactions.read(connection -> rows.select(connection, which, values));
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (values[i] instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setString(i + 1, (String) values[i]);
            }
        }
    }

    private static AccountName account(To to) {
        if (to instanceof To.Room room) {
            return new AccountName(room.platform(), room.account());
        }
        return to instanceof To.User user ? new AccountName(user.platform(), user.account()) : AccountName.NONE;
    }

    static byte[] context(String id) {
        return ("letter " + id).getBytes(StandardCharsets.UTF_8);
    }

    private static short flag(boolean set) {
        return (short) (set ? 1 : 0);
    }
}
