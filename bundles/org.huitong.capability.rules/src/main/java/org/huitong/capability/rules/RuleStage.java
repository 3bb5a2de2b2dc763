// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.huitong.api.stage.Stage;
import org.huitong.api.stage.StageName;

/**
 * Where messages meet rules. There is no such service until the rules are read, so that findings stay owed till then.
 */
final class RuleStage implements Stage {
    /** As {@link StageName} says them. */
    static final Dictionary<String, Object> PROPERTIES = new Hashtable<>(Map.of(StageName.PREFIX_ + "stage", "rules"));

    private final RuleKeeper keeper;

    RuleStage(RuleKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public Judge judge() {
        return keeper.book().orElseThrow(() -> new IllegalStateException("the rules are not read yet"));
    }
}
