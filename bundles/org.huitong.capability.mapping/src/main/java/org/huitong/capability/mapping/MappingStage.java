// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.mapping;

import org.huitong.api.stage.Stage;
import org.huitong.api.stage.StageName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a message gets its departments, project and company. There is no such service until the mapping is read, so that
 * findings stay owed till then.
 */
@Component(enabled = false)
@StageName(stage = "mapping")
public final class MappingStage implements Stage {
    private final MappingKeeper keeper;

    @Activate
    public MappingStage(@Reference MappingKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public Judge judge() {
        return keeper.book().orElseThrow(() -> new IllegalStateException("the mapping is not read yet"));
    }
}
