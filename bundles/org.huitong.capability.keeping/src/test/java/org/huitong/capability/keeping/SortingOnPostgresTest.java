// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.util.Optional;
import org.huitong.store.Database;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SortingOnPostgresTest implements SortingContract {
    private PostgresServer server;
    private House house;

    @BeforeEach
    void open() {
        server = PostgresServer.start();
        house = new House(Database.postgresql(server.url(), server.user(), Optional.empty(), 4));
    }

    @AfterEach
    void close() {
        if (house != null) {
            house.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    public House house() {
        return house;
    }
}
