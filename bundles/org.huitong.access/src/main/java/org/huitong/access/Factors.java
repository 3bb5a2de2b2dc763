// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/**
 * The second factors of all accounts, in memory and written through. Secrets lie under lock; of recovery codes only
 * hashes are kept, and each opens once. No code opens twice, also after a restart.
 */
final class Factors {
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    private static final String KEY_CLASS = "access";
    private final Transactions transactions;
    private final Vault vault;
    private final Audit audit;
    private final InstantSource clock;
    private final Map<String, Factor> all = new ConcurrentHashMap<>();

    Factors(Transactions transactions, Vault vault, Audit audit, InstantSource clock) {
        this.transactions = transactions;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
        transactions.read(this::read).forEach(factor -> all.put(factor.account(), factor));
    }

    /** One that is in use. */
    Optional<Factor> of(String account) {
        return Optional.ofNullable(all.get(account)).filter(Factor::confirmed);
    }

    /** A secret that is asked for nowhere until a code of it has been shown. */
    synchronized Factor begin(Account account) {
        if (of(account.name()).isPresent()) {
            throw Refused.factorThere();
        }
        Factor factor = new Factor(account.name(), Secret.bytes(SECRET_BYTES), false, -1, List.of());
        keep(factor, Optional.empty());
        return factor;
    }

    /** @return codes for when the authenticator is lost, told this once; empty: the code is wrong */
    synchronized Optional<List<String>> confirm(Account account, String code) {
        Factor begun = Optional.ofNullable(all.get(account.name())).orElseThrow(Refused::noFactor);
        OptionalLong step = Totp.matching(begun.secret(), code, clock.instant(), begun.lastStep());
        if (begun.confirmed() || step.isEmpty()) {
            return Optional.empty();
        }
        List<String> codes = IntStream.range(0, RECOVERY_CODES)
                .mapToObj(i -> Secret.readable().substring(0, 11))
                .toList();
        keep(
                begun.used(step.getAsLong())
                        .with(codes.stream().map(Factors::hash).toList()),
                Optional.of(Deeds.factor("session.factor", account)));
        return Optional.of(codes);
    }

    /** Whether it is a code of now that has not been used, or one that was kept for a loss; it is used by that. */
    synchronized boolean opens(Factor factor, String code) {
        Factor now = all.getOrDefault(factor.account(), factor);
        String said = code.strip().toLowerCase(java.util.Locale.ROOT);
        OptionalLong step = Totp.matching(now.secret(), said, clock.instant(), now.lastStep());
        if (step.isPresent()) {
            keep(now.used(step.getAsLong()), Optional.empty());
            return true;
        }
        String hash = hash(said);
        if (now.recovery().contains(hash)) {
            keep(
                    now.with(now.recovery().stream()
                            .filter(one -> !one.equals(hash))
                            .toList()),
                    Optional.empty());
            return true;
        }
        return false;
    }

    /** True where there was one. */
    synchronized boolean remove(String account, Deed deed) {
        if (all.remove(account) == null) {
            return false;
        }
        transactions.write(connection -> {
            delete(connection, account);
            audit.note(connection, deed);
            return null;
        });
        return true;
    }

    private static String hash(String code) {
        return Secret.hash("recovery", code);
    }

    private void keep(Factor factor, Optional<Deed> deed) {
        transactions.write(connection -> {
            delete(connection, factor.account());
            Sealed sealed = vault.seal(KEY_CLASS, factor.secret(), context(factor.account()));
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO access_factor (account, confirmed,"
                    + " last_step, recovery, seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, factor.account());
                insert.setBoolean(2, factor.confirmed());
                insert.setLong(3, factor.lastStep());
                insert.setString(4, String.join(" ", factor.recovery()));
                insert.setString(5, sealed.key());
                insert.setString(6, Base64.getEncoder().encodeToString(sealed.wrapped()));
                insert.setString(7, Base64.getEncoder().encodeToString(sealed.text()));
                insert.executeUpdate();
            }
            if (deed.isPresent()) {
                audit.note(connection, deed.get());
            }
            return null;
        });
        all.put(factor.account(), factor);
    }

    private static void delete(Connection connection, String account) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM access_factor WHERE account = ?")) {
            delete.setString(1, account);
            delete.executeUpdate();
        }
    }

    private List<Factor> read(Connection connection) throws SQLException {
        List<Factor> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT account, confirmed, last_step, recovery,"
                        + " seal_key, seal_wrapped, seal_text FROM access_factor");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Sealed sealed = new Sealed(
                        row.getString(5),
                        Base64.getDecoder().decode(row.getString(6)),
                        Base64.getDecoder().decode(row.getString(7)));
                found.add(new Factor(
                        row.getString(1),
                        vault.open(sealed, context(row.getString(1))),
                        row.getBoolean(2),
                        row.getLong(3),
                        Stream.of(row.getString(4).split(" "))
                                .filter(hash -> !hash.isEmpty())
                                .toList()));
            }
        }
        return found;
    }

    private static byte[] context(String account) {
        return ("access_factor " + account).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
