// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.huitong.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ArchivingOnDerbyTest implements ArchivingContract, DisposalContract {
    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(folder.resolve("archive"));
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
        return folder.resolve("archive");
    }
}
