// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import org.huitong.api.reader.Reader;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.ReaderContract;
import org.junit.jupiter.api.AfterEach;

class DerbyQuarantineTest implements QuarantineContract, ReaderContract {
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
        return new DerbyStore().migrate("secrecy");
    }

    @Override
    public Reader reader() {
        return new QuarantineReader(new House(store).desk);
    }

    @Override
    public Object effect() {
        return effectIn(store);
    }

    @Override
    public Object effectIn(DerbyStore other) {
        return other.read(connection -> QuarantineShelf.before(connection, Long.MAX_VALUE, 100));
    }
}
