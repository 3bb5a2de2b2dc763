// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.util.List;
import org.huitong.api.reader.Reader;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.ReaderContract;
import org.junit.jupiter.api.AfterEach;

class DerbyCoverageTest implements CoverageContract, ReaderContract {
    private final DerbyStore store = freshStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions tables() {
        return store;
    }

    @Override
    public DerbyStore store() {
        return store;
    }

    @Override
    public DerbyStore freshStore() {
        return new DerbyStore().migrate("coverage");
    }

    @Override
    public Reader reader() {
        return new CoverageReader();
    }

    @Override
    public Object effect() {
        return effectIn(store);
    }

    @Override
    public Object effectIn(DerbyStore other) {
        return other.read(connection ->
                List.of(CoverageShelf.signs(connection), CoverageShelf.rooms(connection, "test", "main")));
    }
}
