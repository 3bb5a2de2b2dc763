// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.store.Database;
import org.huitong.testkit.OwnStore;

/** Three messages, a letter that waits and one that arrived, and the keys of it. */
final class SmallHub {
    static final String KEY = "message/2026-11";
    private static final String LINE =
            "INSERT INTO hub_journal (seq, id, revision, revision_at, kind, version, first_seq,"
                    + " platform, tenant, account, room, sender, type, sent_at, received_at, order_key, priority, recalled, delivery,"
                    + " body_key, body_wrapped, body)"
                    + " VALUES (?, ?, '', 0, 1, 1, ?, 'echo', 't', 'front', 1, 2, 'text', 1, 1, 1, 1, 0, 'd', ?, ?, ?)";
    private static final String LETTER =
            "INSERT INTO outbox_letter (id, letter_key, platform, account, lane, state, urgent,"
                    + " spoken, repeated, posted_by, posted_at, next_at, expires_at, tries, pieces_done, pieces_all, runner,"
                    + " leased_until, tried_at, sent_at, native_id, is_message, receipt_at, receipts, owed, body_key, body_wrapped,"
                    + " body) VALUES (?, ?, 'echo', 'front', 'l', ?, 0, 0, 0, 'tasks', 1, 1, 1, 0, 0, 0, '', 0, 0, 0, '', 0, 0, 0,"
                    + " 0, '', ?, ?)";

    private SmallHub() {}

    static void fill(OwnStore store) {
        store.migrate("hub");
        store.migrate("outbox");
        store.write(connection -> {
            connection
                    .createStatement()
                    .executeUpdate("INSERT INTO hub_name VALUES (1, 'room', 'echo', 't', 'hall'),"
                            + " (2, 'sender', 'echo', 't', 'u1')");
            try (PreparedStatement insert = connection.prepareStatement(LINE)) {
                for (int seq = 1; seq <= 3; seq++) {
                    insert.setLong(1, seq);
                    insert.setBytes(2, ("message-id-0000" + seq).getBytes(StandardCharsets.US_ASCII));
                    insert.setLong(3, seq);
                    insert.setString(4, KEY);
                    insert.setBytes(5, new byte[] {1, 2, 3});
                    insert.setBytes(6, ("sealed " + seq).getBytes(StandardCharsets.US_ASCII));
                    insert.executeUpdate();
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(LETTER)) {
                for (String state : List.of("waiting", "delivered")) {
                    insert.setString(1, state);
                    insert.setString(2, state);
                    insert.setString(3, state);
                    insert.setBytes(4, new byte[1]);
                    insert.setBytes(5, new byte[1]);
                    insert.executeUpdate();
                }
            }
            return null;
        });
    }

    /** As the hub keeps its keys. */
    static void keyStore(Path folder, String... names) throws IOException {
        char[] pass = "a phrase".toCharArray();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("vault.pass"), "a phrase\n");
        try (OutputStream out = Files.newOutputStream(folder.resolve("vault.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (String name : names) {
                SecretKey key = new SecretKeySpec(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 32), "AES");
                store.setEntry(name, new KeyStore.SecretKeyEntry(key), new KeyStore.PasswordProtection(pass));
            }
            store.store(out, pass);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The database as a hub opens it. */
    static OwnStore store(Database database) {
        return new OwnStore() {
            @Override
            public <T> T write(Work<T> work) {
                return database.write(work);
            }

            @Override
            public <T> T read(Work<T> work) {
                return database.read(work);
            }

            @Override
            public Dialect dialect() {
                return database.dialect();
            }

            @Override
            public void close() {}
        };
    }
}
