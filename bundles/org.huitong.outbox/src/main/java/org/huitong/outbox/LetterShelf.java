// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue's tables: what is put there, looked for, and written down of each letter's way. */
@Component(service = LetterShelf.class)
public final class LetterShelf {
    private static final Logger LOG = LoggerFactory.getLogger(LetterShelf.class);
    private static final String KEY_CLASS = "letter";

    /** The key of a piece of ours, see {@link Delivery}. */
    private static final Pattern PIECE = Pattern.compile("([0-9a-f]{32})-[0-9]{1,4}");

    private static final String COLUMNS =
            "seq, id, platform, account, lane, state, urgent, spoken, repeated, posted_by, posted_at, next_at, expires_at,"
                    + " tries, pieces_done, tried_at, sent_at, native_id, is_message, receipts, reason_zh, reason_en,"
                    + " body_key, body_wrapped, body, pieces_all, runner, leased_until, gone_at, message_id, doubt, detour_from,"
                    + " price, taken_back_at";

    private static final String INSERT =
            "INSERT INTO outbox_letter (id, letter_key, platform, account, lane, state, urgent, spoken, repeated,"
                    + " posted_by, posted_at, next_at, expires_at, tries, pieces_done, pieces_all, runner, leased_until, tried_at,"
                    + " sent_at, native_id, is_message, receipt_at, receipts, owed, body_key, body_wrapped, body, about)"
                    + " VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, 0, ?, ?, ?, ?, 0, 0, 0, '', 0, 0, 0, '', 0, 0, 0, 0, ?, ?, ?, ?)";

    /** The first of each lane, for a lane keeps its order. */
    private static final String HEADS = "SELECT " + COLUMNS
            + " FROM outbox_letter l WHERE l.platform = ? AND l.account = ? AND l.state = 'waiting' AND l.next_at <= ?"
            + " AND NOT EXISTS (SELECT 1 FROM outbox_letter e WHERE e.lane = l.lane"
            + " AND e.state IN ('waiting', 'sending') AND e.seq < l.seq)"
            + " ORDER BY l.urgent DESC, l.seq FETCH FIRST %d ROWS ONLY";

    private final Transactions transactions;
    private final Vault vault;

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
        fetchNumbers();
    }

    Transactions transactions() {
        return transactions;
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
        return put(connection, letter, sheet, account(letter.to()), lane(letter.to()), now, due, expires);
    }

    /** By the account by which that card went, in no lane but its own. */
    String putOnto(Connection connection, ShelfRow card, Letter letter, Sheet sheet, Instant now, Instant expires)
            throws SQLException {
        return put(connection, letter, sheet, card.account(), "card\n" + card.id(), now, now, expires);
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
        String key = key(letter, id);
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
            insert.setString(5, fingerprint("outbox-lane", lane));
            insert.setShort(6, flag(letter.urgent()));
            insert.setShort(7, flag(letter.spoken()));
            insert.setString(8, letter.by());
            insert.setLong(9, now.toEpochMilli());
            insert.setLong(10, due.toEpochMilli());
            insert.setLong(11, expires.toEpochMilli());
            insert.setString(12, body.key());
            insert.setBytes(13, body.wrapped());
            insert.setBytes(14, body.text());
            insert.setString(15, about(letter));
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

    /** A bundle may bear the name of somebody's account. */
    private String key(Letter letter, String id) {
        return key(letter.spoken(), letter.by(), letter.key().orElse("\n" + id));
    }

    private String key(boolean spoken, String by, String key) {
        return fingerprint("outbox-key", (spoken ? "person " : "hub ") + by + "\n" + key);
    }

    /** Only where a press on it would come back is it ever settled. */
    private String about(Letter letter) {
        return letter.writing() instanceof Writing.Card card
                        && card.comesBack()
                        && !card.about().isEmpty()
                ? about(letter.by(), card.about())
                : "";
    }

    private String about(String by, String about) {
        return fingerprint("outbox-about", by + "\n" + about);
    }

    /** The letter ends where it waits, or nobody knows of it. One that is on its way ends so unless that try is its last. */
    void recall(Connection connection, String by, String key, LocalText why, Instant now) throws SQLException {
        recall(connection, "letter_key IN (?, ?)", why, now, key(true, by, key), key(false, by, key));
    }

    private static void recall(Connection connection, String which, LocalText why, Instant now, String... values)
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

    /**
     * The cards of the hub's about this that can be changed now, or perhaps can as soon as they are sent. Those that have
     * not left yet are taken back first: behind that none goes that is not among these.
     */
    List<ShelfRow> cards(Connection connection, String by, String about, LocalText why, Instant now)
            throws SQLException {
        String print = about(by, about);
        recall(connection, "spoken = 0 AND about = ?", why, now, print);
        return select(
                connection,
                "SELECT " + COLUMNS + " FROM outbox_letter WHERE about = ? AND spoken = 0 AND gone_at = 0"
                        + " AND (state = 'sending' OR change_until > ? AND state IN ('accepted', 'delivered', 'read'))"
                        + " ORDER BY seq",
                print,
                now.toEpochMilli());
    }

    /** The cards of the hub's about this, as far as they say it still. */
    List<ShelfRow> about(Connection connection, String by, String about) throws SQLException {
        return select(
                connection,
                "SELECT " + COLUMNS + " FROM outbox_letter WHERE about = ? AND spoken = 0 AND gone_at = 0 ORDER BY seq",
                about(by, about));
    }

    /** Those of them that can be changed as often as one wants. */
    Set<String> changeable(Connection connection, String by, String about, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM outbox_letter WHERE about = ?"
                + " AND change_key = '' AND change_until > ? AND state IN ('accepted', 'delivered', 'read')")) {
            bind(select, about(by, about), now.toEpochMilli());
            Set<String> ids = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }

    /** Undoes a posting that has not left, as if it had not been; false where there is none. */
    boolean unpost(Connection connection, String by, String key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM outbox_letter WHERE letter_key = ? AND state = 'waiting' AND tries = 0")) {
            bind(delete, key(false, by, key));
            return delete.executeUpdate() > 0;
        }
    }

    /** Lets another be posted under this key; the letter that had it stays. */
    void free(Connection connection, String by, String key) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE outbox_letter SET letter_key = ? WHERE letter_key = ?")) {
            bind(update, key(false, by, key + "\n" + UUID.randomUUID()), key(false, by, key));
            update.executeUpdate();
        }
    }

    /** How a card is changed that was sent; sealed, for whoever knows the code can change it. */
    Sealed sealChange(String letter, String code) {
        return vault.seal(KEY_CLASS, code.getBytes(StandardCharsets.UTF_8), changeContext(letter));
    }

    /** The platform's code for a change of this letter; blank where none is needed, empty where it lets it be changed no more. */
    Optional<String> changeCode(String letter, Instant now) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT change_key, change_wrapped, change_code"
                    + " FROM outbox_letter WHERE id = ? AND change_until > ?")) {
                bind(select, letter, now.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    return row.getString(1).isEmpty()
                            ? Optional.of("")
                            : Optional.of(new String(
                                    vault.open(
                                            new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3)),
                                            changeContext(letter)),
                                    StandardCharsets.UTF_8));
                }
            }
        });
    }

    /** Codes that are of no use any more. */
    void dropChanges(Instant now) {
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE outbox_letter SET change_until = 0, change_key = '',"
                            + " change_wrapped = NULL, change_code = NULL WHERE change_until > 0 AND change_until <= ?")) {
                bind(update, now.toEpochMilli());
                return update.executeUpdate();
            }
        });
    }

    /** The letter of the hub's that was posted under this key, as this transaction sees it. */
    Optional<ShelfRow> keyed(Connection connection, String by, String key) throws SQLException {
        return select(connection, "SELECT " + COLUMNS + " FROM outbox_letter WHERE letter_key = ?", key(false, by, key))
                .stream()
                .findFirst();
    }

    /** The letter that a platform names by our key of its first piece or by its own id, as this transaction sees it. */
    Optional<ShelfRow> named(Connection connection, AccountName account, String name) throws SQLException {
        Matcher ours = PIECE.matcher(name);
        boolean byKey = ours.matches();
        return select(
                        connection,
                        "SELECT " + COLUMNS + " FROM outbox_letter WHERE platform = ? AND account = ? AND "
                                + (byKey ? "id" : "native_id") + " = ? ORDER BY seq FETCH FIRST 1 ROWS ONLY",
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
                "SELECT " + COLUMNS + " FROM outbox_letter WHERE platform = '' AND account = '' AND state = 'waiting'"
                        + " AND next_at <= ? ORDER BY urgent DESC, seq FETCH FIRST " + most + " ROWS ONLY",
                now.toEpochMilli());
    }

    /** What goes by another way does not wait for what waits on the usual one, and keeps an order of its own. */
    String laneOf(To.Person person, AccountName detour) {
        return fingerprint("outbox-lane", "detour\n" + person.person() + "\n" + detour);
    }

    Optional<ShelfRow> find(String id) {
        return select("SELECT " + COLUMNS + " FROM outbox_letter WHERE id = ?", id).stream()
                .findFirst();
    }

    /**
     * The newest first.
     *
     * @param detoured only what went by another way than the usual one
     */
    List<ShelfRow> page(Optional<State> state, boolean detoured, long before, int limit) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM outbox_letter WHERE seq < ?");
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
                "SELECT " + COLUMNS + " FROM outbox_letter WHERE lane = ? AND posted_by = ? AND spoken = 1"
                        + " ORDER BY seq DESC FETCH FIRST " + limit + " ROWS ONLY",
                fingerprint("outbox-lane", lane(room)),
                by);
    }

    List<ShelfRow> inState(State state, int most) {
        return select(
                "SELECT " + COLUMNS + " FROM outbox_letter WHERE state = ? ORDER BY seq FETCH FIRST " + most
                        + " ROWS ONLY",
                state.word());
    }

    List<ShelfRow> expired(Instant now) {
        return select(
                "SELECT " + COLUMNS + " FROM outbox_letter WHERE state = 'waiting' AND expires_at <= ?"
                        + " ORDER BY seq FETCH FIRST 200 ROWS ONLY",
                now.toEpochMilli());
    }

    /** What is to be asked for a receipt. */
    List<ShelfRow> asking(Instant now) {
        return select(
                "SELECT " + COLUMNS + " FROM outbox_letter WHERE receipt_at > 0 AND receipt_at <= ?"
                        + " ORDER BY receipt_at FETCH FIRST 50 ROWS ONLY",
                now.toEpochMilli());
    }

    /** What was accepted and is not in the log yet. */
    List<ShelfRow> owed() {
        return select("SELECT " + COLUMNS + " FROM outbox_letter WHERE owed = 1 ORDER BY seq FETCH FIRST 50 ROWS ONLY");
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
                "SELECT " + COLUMNS + " FROM outbox_letter WHERE platform = ? AND account = ? AND spoken = 0"
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

    private List<ShelfRow> select(String sql, Object... values) {
        return transactions.read(connection -> select(connection, sql, values));
    }

    private List<ShelfRow> select(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, values);
            List<ShelfRow> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
            return rows;
        }
    }

    private ShelfRow row(ResultSet row) throws SQLException {
        String id = row.getString(2);
        String zh = row.getString(21);
        Optional<Instant> goneAt = Optional.of(moment(row, 29)).filter(at -> !at.equals(Instant.EPOCH));
        Sheet sheet = goneAt.isPresent()
                ? Sheet.GONE
                : sheet(id, new Sealed(row.getString(23), row.getBytes(24), row.getBytes(25)));
        return new ShelfRow(
                row.getLong(1),
                id,
                new AccountName(row.getString(3), row.getString(4)),
                row.getString(5),
                State.of(row.getString(6)).orElse(State.UNKNOWN),
                row.getShort(7) != 0,
                row.getShort(8) != 0,
                row.getShort(9),
                row.getString(10),
                moment(row, 11),
                moment(row, 12),
                moment(row, 13),
                row.getInt(14),
                row.getInt(15),
                row.getInt(26),
                row.getString(27),
                moment(row, 28),
                moment(row, 16),
                moment(row, 17),
                row.getString(18),
                row.getShort(19) != 0,
                row.getInt(20),
                zh == null ? Optional.empty() : Optional.of(LocalText.of(zh, row.getString(22))),
                row.getString(30),
                row.getShort(31) != 0,
                AccountName.read(row.getString(32)),
                row.getInt(33),
                Optional.of(moment(row, 34)).filter(at -> !at.equals(Instant.EPOCH)),
                goneAt,
                sheet);
    }

    /** One that cannot be opened must not keep all that stand beside it from being seen. */
    private Sheet sheet(String id, Sealed body) {
        try {
            return SheetCodec.decode(vault.open(body, context(id)));
        } catch (RuntimeException e) {
            LOG.error(
                    "A letter cannot be opened letter={} exception={}",
                    id,
                    e.getClass().getName());
            return Sheet.UNREADABLE;
        }
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
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

    private static String lane(To to) {
        if (to instanceof To.Room room) {
            return "room\n" + room.platform() + "\n" + room.account() + "\n" + room.conversation();
        }
        if (to instanceof To.User user) {
            return "user\n" + user.platform() + "\n" + user.account() + "\n" + user.user();
        }
        if (to instanceof To.Person person) {
            return "person\n" + person.person();
        }
        if (to instanceof To.Role role) {
            return "role\n" + role.role() + "\n" + role.department().orElse("");
        }
        return to instanceof To.Mail mail ? "mail\n" + mail.address() : "mobile\n" + ((To.Mobile) to).number();
    }

    private String fingerprint(String purpose, String text) {
        return HexFormat.of().formatHex(vault.fingerprint(purpose, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] changeContext(String id) {
        return ("change " + id).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] context(String id) {
        return ("letter " + id).getBytes(StandardCharsets.UTF_8);
    }

    private static short flag(boolean set) {
        return (short) (set ? 1 : 0);
    }
}
