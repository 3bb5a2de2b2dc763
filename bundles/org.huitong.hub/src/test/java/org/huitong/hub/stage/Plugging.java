// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.util.Map;
import org.huitong.api.stage.Stage;

/** Does by hand what the component runtime does with stages. */
public final class Plugging {
    private Plugging() {}

    public static void add(StageBench bench, Stage stage, Map<String, Object> properties) {
        bench.addStage(stage, properties);
    }

    public static void remove(StageBench bench, Stage stage) {
        bench.removeStage(stage);
    }
}
