// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresFormsTest implements FormsContract {
    private static PostgresServer server;
    private FormOffice office;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        office = new FormOffice(new PostgresStore(server));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Override
    public FormOffice office() {
        return office;
    }
}
