// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.mapping;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.huitong.api.stage.Stage;
import org.huitong.api.stage.StageName;

/**
 * Where a message gets its departments, project and company. There is no such service until the mapping is read, so that
 * findings stay owed till then.
 */
final class MappingStage implements Stage {
    /** As {@link StageName} says them. */
    static final Dictionary<String, Object> PROPERTIES =
            new Hashtable<>(Map.of(StageName.PREFIX_ + "stage", "mapping"));

    private final MappingKeeper keeper;

    MappingStage(MappingKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public Judge judge() {
        return keeper.book().orElseThrow(() -> new IllegalStateException("the mapping is not read yet"));
    }
}
