// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import org.huitong.api.stage.Stage;
import org.huitong.api.stage.StageName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where messages meet rules. There is no such service until the rules are read, so that findings stay owed till then.
 */
@Component(enabled = false)
@StageName(stage = "rules")
public final class RuleStage implements Stage {
    private final RuleKeeper keeper;

    @Activate
    public RuleStage(@Reference RuleKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public Judge judge() {
        return keeper.book().orElseThrow(() -> new IllegalStateException("the rules are not read yet"));
    }
}
