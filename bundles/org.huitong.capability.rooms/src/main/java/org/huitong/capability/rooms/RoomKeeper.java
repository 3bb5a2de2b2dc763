// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import java.time.Duration;
import java.util.Optional;
import org.huitong.api.stage.Stage;
import org.huitong.kit.stage.EditedStage;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Where a message gets its departments, project and company: keeps the book that is in force, and offers it as a stage. */
@Component(service = RoomKeeper.class, immediate = true)
public final class RoomKeeper {
    private static final String STAGE = "rooms";

    private final EditedStage<RoomBook> stage;

    @Activate
    public RoomKeeper(@Reference RoomShelf shelf, BundleContext context) {
        stage = EditedStage.offered(STAGE, shelf::newest, context);
    }

    RoomKeeper(RoomShelf shelf) {
        stage = EditedStage.unoffered(STAGE, shelf::newest);
    }

    @Deactivate
    void close() {
        stage.close();
    }

    Stage stage() {
        return stage;
    }

    /** The book in force, once there is one. */
    Optional<RoomBook> book() {
        return stage.inForce();
    }

    /** Puts a new version in force, and waits for it, but no longer than given. */
    boolean renew(int version, Duration atMost) {
        return stage.renew(version, atMost);
    }
}
