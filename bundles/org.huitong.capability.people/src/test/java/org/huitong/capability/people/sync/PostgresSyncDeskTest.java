// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import org.huitong.testkit.OwnStore;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresSyncDeskTest extends SyncDeskContract {
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
    OwnStore open() {
        return new PostgresStore(server);
    }
}
