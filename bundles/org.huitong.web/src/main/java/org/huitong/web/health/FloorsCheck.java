// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.health;

import java.util.ArrayList;
import java.util.List;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Installer;
import org.huitong.api.query.MessageDoor;
import org.huitong.web.Doorkeeper;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Whether the floors stand: the start is over, login, door and installer are there. */
@Component
public final class FloorsCheck implements Check {
    private final Bundle framework;
    private final int target;
    private final Doorkeeper doorkeeper;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile MessageDoor door;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Installer installer;

    @Activate
    public FloorsCheck(BundleContext bundles, @Reference Doorkeeper doorkeeper) {
        this.framework = bundles.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        this.target = beginning(bundles.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL));
        this.doorkeeper = doorkeeper;
    }

    @Override
    public String name() {
        return "floors";
    }

    @Override
    public Result result() {
        List<String> missing = new ArrayList<>();
        int level = framework.adapt(FrameworkStartLevel.class).getStartLevel();
        if (framework.getState() != Bundle.ACTIVE || level < target) {
            missing.add("the start is under way (level " + level + " of " + target + ")");
        }
        if (!doorkeeper.present()) {
            missing.add("the login is not up");
        }
        if (door == null) {
            missing.add("the log is not up");
        }
        if (installer == null) {
            missing.add("the installer is not up");
        }
        return missing.isEmpty()
                ? Result.up("All floors stand.")
                : Result.down(String.join("; ", missing) + ". If it lasts, the log says why.");
    }

    private static int beginning(String property) {
        return property == null || !property.matches("\\d+") ? 1 : Integer.parseInt(property);
    }
}
