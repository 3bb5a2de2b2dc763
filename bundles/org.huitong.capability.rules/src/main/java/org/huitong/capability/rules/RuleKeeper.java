// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the book that is in force, and lets the stage appear once there is one. */
@Component(service = RuleKeeper.class, immediate = true)
public final class RuleKeeper {
    private static final String STAGE = RuleStage.class.getName();
    private final Binder binder;

    @Activate
    public RuleKeeper(@Reference RuleShelf shelf, ComponentContext context) {
        this(shelf, () -> context.enableComponent(STAGE));
    }

    RuleKeeper(RuleShelf shelf, Runnable ready) {
        binder = new Binder(shelf::newest, ready);
    }

    @Deactivate
    void close(ComponentContext context) {
        close();
        // The next keeper begins without a book.
        context.disableComponent(STAGE);
    }

    void close() {
        binder.close();
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
