// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ViewsOnPostgresTest implements ViewsContract {
    private static PostgresServer server;
    private static Tables tables;

    @BeforeAll
    static void open() {
        server = PostgresServer.start();
        tables = Tables.postgresql(server);
    }

    @AfterAll
    static void close() {
        if (tables != null) {
            tables.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    public Tables tables() {
        return tables;
    }
}
