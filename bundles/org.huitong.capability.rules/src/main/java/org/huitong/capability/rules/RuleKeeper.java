// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.stage.Stage;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the book that is in force, and offers the stage once there is one. */
@Component(service = RuleKeeper.class, immediate = true)
public final class RuleKeeper {
    private final Binder binder;
    private final AtomicReference<ServiceRegistration<Stage>> offered = new AtomicReference<>();

    /**
     * Registered by hand, because it comes later than this component: until there is a book there is no stage, so that
     * findings stay owed.
     */
    @Activate
    public RuleKeeper(@Reference RuleShelf shelf, BundleContext context) {
        binder = new Binder(
                shelf::newest,
                () -> offered.set(context.registerService(Stage.class, new RuleStage(this), RuleStage.PROPERTIES)));
        binder.open();
    }

    RuleKeeper(RuleShelf shelf) {
        binder = new Binder(shelf::newest, () -> {});
        binder.open();
    }

    @Deactivate
    void close() {
        binder.close();
        Optional.ofNullable(offered.getAndSet(null)).ifPresent(ServiceRegistration::unregister);
    }

    /** The book in force, once there is one. */
    Optional<RuleBook> book() {
        return Optional.ofNullable(binder.book());
    }

    /** Puts a new version in force, and waits for it, but no longer than given. */
    boolean renew(int version, Duration atMost) {
        return binder.await(version, atMost);
    }
}
