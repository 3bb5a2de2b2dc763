// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.hub.journal.Journal;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
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

    @Test
    void ofARingOneWishIsLeftOutSoThatNobodyWaitsForEver() {
        try (DerbyStore store = new DerbyStore().migrate("hub")) {
            Journal journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
            StageBench bench = new StageBench(journal, bundle -> true);
            add(bench, "one", "two", "one");
            add(bench, "two", "one");
            add(bench, "three", "two");

            assertThat(bench.predecessors("one")).isEmpty();
            assertThat(bench.predecessors("two")).containsExactly("one");
            assertThat(bench.successors("one")).containsExactly("two");
            assertThat(bench.successors("two")).containsExactly("three");
            journal.close();
        }
    }

    @Test
    void nobodyWaitsForAStageWhoseBundleIsGone() {
        try (DerbyStore store = new DerbyStore().migrate("hub")) {
            Journal journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
            Stage gone = new Nothing();
            StageBench bench = new StageBench(journal, bundle -> false);
            Plugging.add(bench, gone, Map.of("huitong.stage", "gone"), "org.example.gone");
            add(bench, "after", "gone");
            bench.removeStage(gone);

            Set<String> owed = new HashSet<>();
            Set<String> found = new HashSet<>();
            bench.judge(Messages.text("m1", "你好", Instant.EPOCH), new StageBench.Progress() {
                @Override
                public void asks(StageSeat seat) {}

                @Override
                public void found(Finding finding) {
                    found.add(finding.stage());
                }

                @Override
                public void owes(String stage) {
                    owed.add(stage);
                }
            });
            assertThat(owed).containsExactly("gone");
            assertThat(found).containsExactly("after");
            journal.close();
        }
    }

    private static void add(StageBench bench, String name, String... after) {
        Plugging.add(bench, new Nothing(), Map.of("huitong.stage", name, "huitong.stage.after", after), "org.example");
    }

    /** Finds nothing in anything. */
    private static final class Nothing implements Stage, Stage.Judge {
        @Override
        public Stage.Judge judge() {
            return this;
        }

        @Override
        public String snapshot() {
            return "1";
        }

        @Override
        public Set<Mark> judge(Message message) {
            return Set.of();
        }
    }
}
