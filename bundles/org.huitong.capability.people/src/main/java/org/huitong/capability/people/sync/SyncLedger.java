// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.JsonText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What came of each directory the last time, under lock. */
@Component(service = SyncLedger.class)
public final class SyncLedger {
    private static final String KEY_CLASS = "people";

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public SyncLedger(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=people)") Schema tables) {
        this(transactions, vault);
    }

    public SyncLedger(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    void put(String name, LastSync sync) {
        byte[] text = written(sync).getBytes(StandardCharsets.UTF_8);
        transactions.write(connection -> {
            Sealed sealed = vault.seal(KEY_CLASS, text, context(name));
            try (PreparedStatement update = connection.prepareStatement("UPDATE people_sync SET made_at = ?,"
                            + " seal_key = ?, seal_wrapped = ?, seal_text = ? WHERE name = ?");
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO people_sync (made_at, seal_key,"
                            + " seal_wrapped, seal_text, name) VALUES (?, ?, ?, ?, ?)")) {
                for (PreparedStatement statement : List.of(update, insert)) {
                    statement.setLong(1, sync.at().toEpochMilli());
                    statement.setString(2, sealed.key());
                    statement.setBytes(3, sealed.wrapped());
                    statement.setBytes(4, sealed.text());
                    statement.setString(5, name);
                    if (statement.executeUpdate() == 1) {
                        return null;
                    }
                }
            }
            return null;
        });
    }

    /** Empty where it was never read. */
    public Optional<LastSync> of(String name) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT made_at, seal_key, seal_wrapped, seal_text FROM people_sync WHERE name = ?")) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    Instant at = Instant.ofEpochMilli(rows.getLong(1));
                    Sealed sealed = new Sealed(rows.getString(2), rows.getBytes(3), rows.getBytes(4));
                    return Json.read(vault.open(sealed, context(name))).good().map(told -> read(told, at));
                }
            }
        });
    }

    private static byte[] context(String name) {
        return ("people_sync " + name).getBytes(StandardCharsets.UTF_8);
    }

    private static String written(LastSync sync) {
        JsonText text = JsonText.object()
                .with("by", sync.by())
                .with("state", sync.state())
                .with("words", words(sync.words()))
                .with("listed", sync.listed())
                .with("proposed", sync.proposed());
        sync.plan().ifPresent(plan -> text.with("plan", plan));
        return text.withAll(
                        "changes",
                        sync.changes().stream().map(SyncLedger::written).toList())
                .withAll(
                        "refused",
                        sync.refused().stream()
                                .map(one -> JsonText.object()
                                        .with("kind", one.kind())
                                        .with("person", one.person())
                                        .with("reason", words(one.reason())))
                                .toList())
                .withAll(
                        "withheld",
                        sync.withheld().stream().map(SyncLedger::words).toList())
                .toString();
    }

    private static JsonText written(Difference one) {
        JsonText text = JsonText.object()
                .with("employee", one.employee())
                .with("name", one.name())
                .with("company", one.company())
                .with("what", one.what())
                .withAll(
                        "steps",
                        one.steps().stream()
                                .map(step -> JsonText.object()
                                        .with("field", step.field())
                                        .with("before", step.before())
                                        .with("after", step.after()))
                                .toList());
        one.person().ifPresent(id -> text.with("person", id));
        return text;
    }

    private static LastSync read(Json told, Instant at) {
        return new LastSync(
                at,
                told.text("by").orElse(""),
                told.text("state").orElse("done"),
                words(told.at("words")),
                (int) told.number("listed").orElse(0),
                (int) told.number("proposed").orElse(0),
                told.text("plan"),
                told.at("changes").items().stream().map(SyncLedger::difference).toList(),
                told.at("refused").items().stream()
                        .map(one -> new Conflict(
                                List.of(),
                                one.text("kind").orElse(""),
                                one.text("person").orElse(""),
                                words(one.at("reason"))))
                        .toList(),
                told.at("withheld").items().stream().map(SyncLedger::words).toList());
    }

    private static Difference difference(Json one) {
        return new Difference(
                one.text("person"),
                one.text("employee").orElse(""),
                one.text("name").orElse(""),
                one.text("company").orElse(""),
                one.text("what").orElse(""),
                one.at("steps").items().stream()
                        .map(step -> new Difference.Step(
                                step.text("field").orElse(""),
                                step.text("before").orElse(""),
                                step.text("after").orElse("")))
                        .toList());
    }

    private static JsonText words(LocalText text) {
        return JsonText.object().with("zh", text.zh()).with("en", text.en());
    }

    private static LocalText words(Json text) {
        return LocalText.of(text.text("zh").orElse(""), text.text("en").orElse(""));
    }
}
