// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.EvidenceReader;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Secret;
import org.huitong.api.operation.DeadLetters;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.api.vault.Sealed;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.door.ReadLog;
import org.huitong.hub.intake.Brought;
import org.huitong.hub.intake.Call;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.intake.Evidences;
import org.huitong.hub.intake.IntakeClerk;
import org.huitong.hub.intake.Judged;
import org.huitong.hub.intake.Kept;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.stage.StageBench;
import org.huitong.hub.stage.StageSeat;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after dead letters. Sending one again means that its connector reads the whole call once more, with the time it
 * came in then; what of it is in the journal already is known there.
 */
@Component(service = DeadLetters.class)
public final class DeadLetterOffice implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterOffice.class);
    private static final String THING = "dead-letter";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Transactions transactions;
    private final AccountBook accounts;
    private final StageBench bench;
    private final DeadLetterClerk deadLetters;
    private final DecisionPoint decisions;
    private final IntakeClerk clerk;
    private final ReadLog readLog;
    private final Audit audit;

    @Activate
    public DeadLetterOffice(
            @Reference Journal journal,
            @Reference AccountBook accounts,
            @Reference StageBench bench,
            @Reference DeadLetterClerk deadLetters,
            @Reference DecisionPoint decisions,
            @Reference Audit audit) {
        this.transactions = journal.transactions();
        this.accounts = accounts;
        this.bench = bench;
        this.deadLetters = deadLetters;
        this.decisions = decisions;
        this.clerk = new IntakeClerk(journal, deadLetters);
        this.readLog = new ReadLog(audit);
        this.audit = audit;
    }

    @Override
    public List<DeadLetter> list(OptionalLong before, int limit) {
        return transactions.read(connection -> {
            List<DeadLetter> letters = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id, platform, account, received_at, reason, reason_zh, bytes, tries FROM hub_dead_letter"
                            + " WHERE id < ? ORDER BY id DESC FETCH FIRST ? ROWS ONLY")) {
                select.setLong(1, before.orElse(Long.MAX_VALUE));
                select.setInt(2, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        letters.add(new DeadLetter(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4)),
                                reason(row.getString(5), row.getString(6)),
                                row.getInt(7),
                                row.getInt(8)));
                    }
                }
            }
            return letters;
        });
    }

    /** Hubs of before wrote one language, or left it empty. */
    private static LocalText reason(String written, String zhOrNull) {
        String en = written.isBlank() ? "?" : written;
        return LocalText.of(zhOrNull == null ? en : zhOrNull, en);
    }

    @Override
    public long count() {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM hub_dead_letter");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public Optional<byte[]> raw(Asker asker, long id) {
        boolean may = decisions.decide(asker, Act.of(Permissions.READ_ALL)).allows();
        readLog.letter(asker, id, may);
        if (!may) {
            return Optional.empty();
        }
        return transactions.read(connection -> find(connection, id)).map(l -> l.kept()
                .shown());
    }

    @Override
    public Outcome sendAgain(Asker asker, long id) {
        Optional<Letter> letter = transactions.read(connection -> find(connection, id));
        if (letter.isEmpty()) {
            return Outcome.NO_SUCH_LETTER;
        }
        Optional<ConnectedAccount> account = accounts.find(letter.get().account());
        Optional<Connector> connector = account.flatMap(ConnectedAccount::connector);
        if (connector.isEmpty() || !reads(connector.get())) {
            return Outcome.CONNECTOR_AWAY;
        }
        boolean taken = read(connector.get(), letter.get(), account.get().secrets());
        transactions.write(connection -> {
            finish(connection, id, letter.get(), taken);
            Deed.Thing thing = Deed.Thing.of(THING, Long.toString(id));
            Deed.Doer by = Deed.Doer.of(asker);
            audit.note(
                    connection,
                    taken
                            ? Deed.done(by, Permissions.SEND_DEAD_LETTERS, thing)
                            : Deed.failed(by, Permissions.SEND_DEAD_LETTERS, thing));
            return null;
        });
        LOG.info("A dead letter was sent again asker={} letter={} taken={}", asker.account(), id, taken);
        return taken ? Outcome.TAKEN : Outcome.FAILED_AGAIN;
    }

    @Override
    public boolean discard(Asker by, long id, String reason) {
        return transactions.write(connection -> {
            Optional<String> why = lies(connection, id);
            if (why.isEmpty()) {
                return false;
            }
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM hub_dead_letter WHERE id = ?")) {
                delete.setLong(1, id);
                delete.executeUpdate();
            }
            audit.note(
                    connection,
                    Deed.done(
                                    Deed.Doer.of(by),
                                    Permissions.DISCARD_DEAD_LETTERS,
                                    Deed.Thing.of(THING, Long.toString(id)))
                            .changing(why.get(), "discarded: " + reason));
            return true;
        });
    }

    /** Whose it is and why it lies here; empty where it does not. */
    private static Optional<String> lies(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT platform, account, reason FROM hub_dead_letter WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new AccountName(row.getString(1), row.getString(2)) + ": " + row.getString(3));
            }
        }
    }

    private record Letter(AccountName account, Kept kept, int tries) {}

    private Optional<Letter> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT platform, account, fingerprint, body_key, body_wrapped, body, tries FROM hub_dead_letter"
                        + " WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Sealed body = new Sealed(row.getString(4), row.getBytes(5), row.getBytes(6));
                return Optional.of(new Letter(
                        new AccountName(row.getString(1), row.getString(2)),
                        deadLetters.open(row.getBytes(3), body),
                        row.getInt(7)));
            }
        }
    }

    private static boolean reads(Connector connector) {
        return connector instanceof CallbackReceiver || connector instanceof EvidenceReader;
    }

    private static Reception read(Connector connector, Callback kept) {
        if (Evidences.isOne(kept)) {
            if (!(connector instanceof EvidenceReader reader)) {
                throw new IllegalStateException("it is evidence, and the connector reads none any more");
            }
            Reading reading = reader.read(Evidences.of(kept));
            return new Reception.Taken(reading.deliveries(), reading.receipts(), Answer.empty());
        }
        if (!(connector instanceof CallbackReceiver receiver)) {
            throw new IllegalStateException("it was a call, and the connector takes none any more");
        }
        return receiver.receive(kept);
    }

    private boolean read(Connector connector, Letter letter, List<Secret> secrets) {
        if (connector instanceof Consents asked && asked.policy() != Consents.Policy.EVERYTHING) {
            // Whether it may be kept is told of what comes, and not of what lies here.
            return false;
        }
        Call call;
        Reception reception;
        try {
            call = new Call(
                    letter.account(),
                    secrets,
                    connector.profile().hearing(),
                    letter.kept().again(secrets));
            reception = read(connector, call.callback());
        } catch (RuntimeException | Error e) {
            LOG.warn("A connector broke again on a dead letter connector={}", letter.account(), Unquoted.of(e));
            return false;
        }
        if (!(reception instanceof Reception.Taken taken)) {
            return reception instanceof Reception.Replied;
        }
        Brought brought = Brought.by(letter.account(), taken);
        return store(call, brought) && brought.isWhole();
    }

    /** Nothing is judged here: every stage owes its finding, and the clerk makes it up at once. */
    private boolean store(Call call, Brought brought) {
        List<String> owed = bench.seats().stream().map(StageSeat::name).toList();
        List<Judged> judged = brought.said().stream()
                .map(said -> new Judged(said, List.of(), owed))
                .toList();
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        Intake intake = clerk.intake(call, brought, judged, outcome::complete);
        if (intake.drafts().isEmpty() && intake.letters().isEmpty()) {
            return true;
        }
        if (!clerk.submit(intake)) {
            return false;
        }
        try {
            // Buried means that it is a dead letter still, perhaps this very one.
            return outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) instanceof Intake.Outcome.Stored;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("It is not known yet whether a dead letter was stored connector={}", call.account(), e);
            return false;
        }
    }

    /** What the log's writer buried anew while it was tried has been counted there. */
    private static void finish(Connection connection, long id, Letter letter, boolean taken) throws SQLException {
        String sql = taken
                ? "DELETE FROM hub_dead_letter WHERE id = ?"
                : "UPDATE hub_dead_letter SET tries = tries + 1 WHERE id = ? AND tries = ?";
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setLong(1, id);
            if (!taken) {
                change.setInt(2, letter.tries());
            }
            change.executeUpdate();
        }
    }
}
