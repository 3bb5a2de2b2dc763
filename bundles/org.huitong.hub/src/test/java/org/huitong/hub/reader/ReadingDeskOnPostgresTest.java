// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import org.huitong.testkit.OwnStore;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same on a real PostgreSQL. */
class ReadingDeskOnPostgresTest extends ReadingDeskTest {
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    OwnStore fresh() {
        return new PostgresStore(server).migrate("hub");
    }
}
