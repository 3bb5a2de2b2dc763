// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.keeping.archive.FolderMedium;
import org.huitong.capability.keeping.archive.Medium;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where copies of important messages go, and for whom they are locked. A mount that is not there looks like an empty folder:
 * so the place is known by the recipient's certificate, which was put there when it was set.
 */
@Component(service = CopyPlace.class, configurationPid = "org.huitong.capability.keeping")
public final class CopyPlace {
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final Optional<Medium> medium;

    /** The part of the capability's settings that is read here. */
    @interface Settings {
        /** The folder of copies; empty: there are none. */
        String copies() default "";
    }

    @Activate
    public CopyPlace(
            @Reference Transactions transactions,
            @Reference(target = "(schema=keeping)") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock,
            Settings settings) {
        this(
                transactions,
                audit,
                clock,
                Optional.of(settings.copies().strip())
                        .filter(path -> !path.isEmpty())
                        .map(path -> new FolderMedium(Path.of(path))));
    }

    CopyPlace(Transactions transactions, Audit audit, Clock clock, Optional<Medium> medium) {
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.medium = medium;
    }

    /** The same place and recipient, on this medium. */
    record Ready(Medium medium, Recipient recipient) {}

    public boolean isSet() {
        return medium.isPresent();
    }

    /** For whom copies are locked; asks the database alone. */
    public Optional<Recipient> recipient() {
        return transactions.read(CopyPlace::newest);
    }

    /**
     * The place, where it is the one into which the certificate was put.
     *
     * @throws IOException where it is not, or cannot be asked; the medium may take as long as it likes
     */
    Ready ready() throws IOException {
        Recipient recipient = recipient().orElseThrow(() -> new IOException("no recipient is set"));
        Medium place = medium.orElseThrow(() -> new IOException("no path of copies is set"));
        if (!place.exists(marker(recipient))) {
            throw new IOException("the recipient's certificate " + marker(recipient) + " is not there");
        }
        return new Ready(place, recipient);
    }

    /**
     * Puts the recipient's certificate into the place; touches the medium and nothing else.
     *
     * @throws IOException where it cannot be written
     */
    public void prepare(Recipient recipient) throws IOException {
        Medium place = medium.orElseThrow(CopyPlace::unset);
        String name = marker(recipient);
        if (!place.exists("")) {
            throw new IOException("the folder is not there");
        }
        if (!place.exists(name)) {
            try (OutputStream out = place.write(name)) {
                out.write(recipient.pem().getBytes(StandardCharsets.US_ASCII));
            }
            place.settle("");
        }
    }

    private static Problem unset() {
        return new Problem(
                409,
                "no-path",
                LocalText.of(
                        "请先设置备份路径（org.huitong.capability.keeping 的 copies）。",
                        "Set the path of copies first (copies of org.huitong.capability.keeping)."));
    }

    private static String marker(Recipient recipient) {
        return "recipient-" + recipient.fingerprint().substring(0, 16) + ".pem";
    }

    /** From now on copies are locked for this one; those that there are stay as they are. */
    public void set(Recipient recipient, Doer by, String verb) {
        transactions.write(connection -> {
            String before = newest(connection).map(Recipient::fingerprint).orElse("");
            add(connection, recipient, by);
            audit.note(
                    connection,
                    Deed.done(by, verb, Thing.of("copy-recipient", recipient.fingerprint()))
                            .changing(before, recipient.fingerprint() + " " + recipient.subject()));
            return null;
        });
    }

    private void add(Connection connection, Recipient recipient, Doer by) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO keeping_recipient (id, fingerprint,"
                + " certificate, set_at, set_by) SELECT COALESCE(MAX(id), 0) + 1, ?, ?, ?, ? FROM keeping_recipient")) {
            insert.setString(1, recipient.fingerprint());
            insert.setString(2, recipient.pem());
            insert.setLong(3, clock.millis());
            insert.setString(4, by.account());
            insert.executeUpdate();
        }
    }

    private static Optional<Recipient> newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT certificate FROM keeping_recipient ORDER BY id DESC FETCH FIRST 1 ROWS ONLY");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(Recipient.kept(row.getString(1))) : Optional.empty();
        }
    }
}
