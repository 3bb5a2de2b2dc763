// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.nio.file.Path;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileWordsOnPostgresTest implements FileWordsContract {
    private static PostgresServer server;
    private PostgresStore store;

    @TempDir
    Path folder;

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
        store = new PostgresStore(server);
        store.migrate("filewords");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions tables() {
        return store;
    }

    @Override
    public Path folder() {
        return folder;
    }
}
