// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.huitong.api.stage.Stage;
import org.huitong.hub.journal.Journal;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.Test;

class StageBenchTest {
    /** Readers wait for a stage as long as this bundle is installed; the class of the stage may be another one's. */
    @Test
    void aStageIsOfTheBundleThatOffersIt() {
        try (DerbyStore store = new DerbyStore().migrate("hub")) {
            Journal journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
            Stage stage = () -> null;
            Plugging.add(
                    new StageBench(journal, bundle -> true),
                    stage,
                    Map.of("huitong.stage", "routes"),
                    "org.example.routes");

            assertThat(new StageBench(journal, bundle -> true).seat("routes"))
                    .hasValueSatisfying(seat -> assertThat(seat.bundle()).isEqualTo("org.example.routes"));
            journal.close();
        }
    }
}
