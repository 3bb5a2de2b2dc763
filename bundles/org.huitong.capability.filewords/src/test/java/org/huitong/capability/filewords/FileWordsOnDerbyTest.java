// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.nio.file.Path;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileWordsOnDerbyTest implements FileWordsContract {
    @TempDir
    Path folder;

    private final DerbyStore store = new DerbyStore().migrate("filewords");

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
