// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DerbyTest
        implements RightsKeeperContract,
                ReadersContract,
                ReviewContract,
                ReshapingContract,
                ApprovedRightsContract,
                AssentContract {
    private static Tables tables;

    @BeforeAll
    static void open(@TempDir Path folder) {
        tables = Tables.derby(folder);
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Override
    public Tables tables() {
        return tables;
    }
}
