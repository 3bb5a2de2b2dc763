// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.nio.file.Path;
import org.huitong.capability.keeping.House;
import org.huitong.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class CopyingOnDerbyTest implements CopyingContract {
    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void open() {
        house = new House(Database.derby(folder.resolve("db"), folder.resolve("derby.log"), 4));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Override
    public House house() {
        return house;
    }

    @Override
    public Path folder() {
        return folder;
    }
}
