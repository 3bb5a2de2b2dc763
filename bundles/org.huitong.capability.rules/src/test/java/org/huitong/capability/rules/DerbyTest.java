// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.nio.file.Path;
import java.time.Duration;
import org.huitong.api.stage.Stage;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.StageContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DerbyTest implements RuleShelfContract, ReckoningContract, StageContract {
    private static Tables tables;
    private RuleKeeper keeper;

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

    @Override
    public Stage stage() {
        keeper = new RuleKeeper(RuleKeeper.shelf(tables.entities(), () -> NOW, new HeardAudit()));
        keeper.stage().renew(0, Duration.ofSeconds(20));
        return keeper.stage();
    }

    @AfterEach
    void leave() {
        if (keeper != null) {
            keeper.close();
        }
    }
}
