// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.document.FileKind;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where the company's forms lie, each version for ever, sealed. */
@Component(service = FormShelf.class)
public final class FormShelf {
    private static final String KEY_CLASS = "form";
    private static final String FORM =
            "SELECT document, kind, version, file_name, sha256, made_by, by_name, made_at, retired FROM document_form ";

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public FormShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=document)") Schema tables) {
        this(transactions, vault);
    }

    FormShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    Transactions transactions() {
        return transactions;
    }

    /** Of a document, the newest first; those that are no longer in use among them. */
    List<Form> of(Connection connection, String document) throws SQLException {
        return forms(connection, "WHERE document = ? ORDER BY version DESC, kind", document);
    }

    /** Of all documents, those that are in use. */
    List<Form> inUse(Connection connection) throws SQLException {
        return forms(
                connection,
                "f WHERE retired = FALSE AND version = (SELECT MAX(version) FROM document_form g"
                        + " WHERE g.document = f.document AND g.kind = f.kind) ORDER BY document, kind DESC");
    }

    private static List<Form> forms(Connection connection, String where, String... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FORM + where)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            List<Form> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Form(
                            row.getString(1),
                            FileKind.of(row.getString(2)).orElseThrow(),
                            row.getInt(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            Instant.ofEpochMilli(row.getLong(8)),
                            row.getBoolean(9)));
                }
            }
            return found;
        }
    }

    Optional<byte[]> bytes(Connection connection, String document, FileKind kind, int version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT seal_key, seal_wrapped, seal_text"
                + " FROM document_form WHERE document = ? AND kind = ? AND version = ?")) {
            select.setString(1, document);
            select.setString(2, kind.word());
            select.setInt(3, version);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(vault.open(
                                new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3)),
                                context(document, kind, version)))
                        : Optional.empty();
            }
        }
    }

    void add(Connection connection, Form form, byte[] bytes) throws SQLException {
        Sealed sealed = vault.seal(KEY_CLASS, bytes, context(form.document(), form.kind(), form.version()));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO document_form (document, kind,"
                + " version, file_name, sha256, made_by, by_name, made_at, retired, seal_key, seal_wrapped, seal_text)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, FALSE, ?, ?, ?)")) {
            insert.setString(1, form.document());
            insert.setString(2, form.kind().word());
            insert.setInt(3, form.version());
            insert.setString(4, form.file());
            insert.setString(5, form.sha256());
            insert.setString(6, form.by());
            insert.setString(7, form.byName());
            insert.setLong(8, form.at().toEpochMilli());
            insert.setString(9, sealed.key());
            insert.setBytes(10, sealed.wrapped());
            insert.setBytes(11, sealed.text());
            insert.executeUpdate();
        }
    }

    void retire(Connection connection, Form form) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE document_form SET retired = TRUE WHERE document = ? AND kind = ? AND version = ?")) {
            update.setString(1, form.document());
            update.setString(2, form.kind().word());
            update.setInt(3, form.version());
            update.executeUpdate();
        }
    }

    private static byte[] context(String document, FileKind kind, int version) {
        return ("document_form " + document + " " + kind.word() + " " + version).getBytes(StandardCharsets.UTF_8);
    }
}
