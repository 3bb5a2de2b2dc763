// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import org.huitong.api.store.Transactions;

/** A real database that a test has to itself, and that is gone when it is closed. */
public interface OwnStore extends Transactions, AutoCloseable {
    /** Runs a migration of the class path, such as {@code db/hub/derby/V1__journal.sql}; statements end with a semicolon. */
    default OwnStore run(String migration) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(migration)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + migration);
            }
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^\\s*--.*$", "");
            write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String one : sql.split(";")) {
                        if (!one.isBlank()) {
                            statement.execute(one);
                        }
                    }
                }
                return null;
            });
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void close();
}
