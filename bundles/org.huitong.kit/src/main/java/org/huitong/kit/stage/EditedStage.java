// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.stage;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.huitong.api.stage.Stage;
import org.huitong.api.stage.StageName;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * A stage whose knowledge people edit. It reads the newest edition and makes the judge of it on a thread of its own, and
 * swaps it in: messages are judged by the old one meanwhile. A shelf that fails is asked again until it answers.
 *
 * <p>There is no service before the first judge, so that findings stay owed till then. Safe for use by many threads.
 *
 * @param <J> the judge, for those who ask it more than the hub does
 */
public final class EditedStage<J extends Stage.Judge> implements Stage, AutoCloseable {
    private final String name;
    private final Binder<J> binder;
    private final AtomicReference<ServiceRegistration<Stage>> offered = new AtomicReference<>();
    private volatile boolean closed;

    private EditedStage(String name, Supplier<? extends Edition<J>> shelf, Optional<BundleContext> context) {
        this.name = name;
        this.binder = new Binder<>(name, shelf, () -> context.ifPresent(this::offer));
        binder.open();
    }

    /**
     * Offers the stage once there is a judge.
     *
     * @param name as {@link StageName} says it
     * @param shelf gives the newest edition, whenever it is asked; on the stage's own thread
     */
    public static <J extends Stage.Judge> EditedStage<J> offered(
            String name, Supplier<? extends Edition<J>> shelf, BundleContext context) {
        return new EditedStage<>(name, shelf, Optional.of(context));
    }

    /** The same without a framework: judges for whoever holds it, and for nobody else. */
    public static <J extends Stage.Judge> EditedStage<J> unoffered(String name, Supplier<? extends Edition<J>> shelf) {
        return new EditedStage<>(name, shelf, Optional.empty());
    }

    private void offer(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(StageName.PREFIX_ + "stage", name));
        offered.set(context.registerService(Stage.class, this, properties));
        if (closed) {
            // It took longer to read than it was waited for.
            withdraw();
        }
    }

    private void withdraw() {
        Optional.ofNullable(offered.getAndSet(null)).ifPresent(ServiceRegistration::unregister);
    }

    /** The judge in force; empty until the first is made. */
    public Optional<J> inForce() {
        return Optional.ofNullable(binder.judge());
    }

    /** @throws IllegalStateException the first is not made yet */
    @Override
    public J judge() {
        return inForce().orElseThrow(() -> new IllegalStateException("nothing is read yet for the stage " + name));
    }

    /**
     * Puts a new version in force, and waits for it, but no longer than given.
     *
     * @return whether it is in force; where it is not, it comes by itself as soon as it can be read
     */
    public boolean renew(int version, Duration atMost) {
        return binder.await(version, atMost);
    }

    /** Takes the service back and ends the thread; waits for an edition that is being read, at most 5 s. */
    @Override
    public void close() {
        closed = true;
        binder.close();
        withdraw();
    }
}
