// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Objection;
import org.huitong.api.operation.Plugs;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.installer.conf.ConfigurationFolder;
import org.huitong.installer.disk.Home;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installer at work. When it becomes active the desired bundles are in the framework; it starts them once the
 * platform runs, and then opens {@code deploy/}.
 *
 * <p>The framework could start them by their level, on its one thread for that: a bundle that does not come back from
 * its start would then keep the hub from ever being ready. The installer starts each with a limit, as it does when it is
 * put in.
 */
@Component(
        immediate = true,
        service = {Installer.class, Check.class, Plugs.class})
public final class HubInstaller implements Installer, Check, Plugs {
    private static final Logger LOG = LoggerFactory.getLogger(HubInstaller.class);
    /** Features of a new installation; {@code default} stands for all that call themselves so. */
    private static final String FIRST_FEATURES = "huitong.features.first";

    private final BundleContext context;
    private final InstalledBundles installed;
    private final Complaints complaints;
    private final StateInstaller installer;
    private final DeployDoor door;
    private final FrameworkListener events;
    private final SynchronousBundleListener end;
    private final Thread starter = new Thread(this::startPlugs, "huitong-plugs");
    private final AtomicBoolean begun = new AtomicBoolean();
    private final List<Objection> objections = new CopyOnWriteArrayList<>();
    private volatile boolean restored;
    private volatile boolean started;
    private volatile Transactions database;

    @Activate
    public HubInstaller(
            BundleContext context, @Reference ConfigurationFolder conf, @Reference ServiceComponentRuntime components)
            throws IOException {
        Home home = Home.of(context);
        this.context = context;
        installed = new InstalledBundles(context);
        complaints = new Complaints(installed, () -> components, () -> objections);
        installer = new StateInstaller(
                context,
                home,
                new DefaultSettings(home.conf(), conf::sealed),
                installed,
                complaints,
                step -> LOG.debug("A change goes on step={}", step));
        door = new DeployDoor(home.deploy(), installer, installed, this::isReady);
        events = this::frameworkEvent;
        end = this::bundleEvent;
    }

    @Activate
    void start() {
        context.addFrameworkListener(events);
        context.addBundleListener(end);
        installer.reach(context.getProperty(FIRST_FEATURES));
        if (installer.trouble().isEmpty()) {
            door.open();
        }
        restored = true;
        // Where the framework has started meanwhile, nobody will say so again.
        if (installed.reached(InstalledBundles.PLUGS)) {
            begin();
        }
    }

    private void begin() {
        if (restored && begun.compareAndSet(false, true)) {
            starter.start();
        }
    }

    private void startPlugs() {
        installer.start();
        if (!Thread.currentThread().isInterrupted()) {
            started = true;
            door.wake();
        }
    }

    /** Without its tables no bundle can be told from a broken one, and a broken update is to be taken back. */
    private boolean isReady() {
        return started && installed.reached(InstalledBundles.PLUGS) && database != null;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setDatabase(Transactions open) {
        database = open;
        door.wake();
    }

    void unsetDatabase(Transactions gone) {
        if (database == gone) {
            database = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addObjection(Objection objection) {
        objections.add(objection);
    }

    void removeObjection(Objection objection) {
        objections.remove(objection);
    }

    private void frameworkEvent(FrameworkEvent event) {
        installed.heard(event);
        if (event.getType() == FrameworkEvent.STARTED) {
            begin();
        }
    }

    /** Plugs are stopped before this component is, and one that is being started would be waited for. */
    private void bundleEvent(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            starter.interrupt();
        }
    }

    @Deactivate
    void stop() {
        door.close();
        installer.close();
        context.removeFrameworkListener(events);
        context.removeBundleListener(end);
        starter.interrupt();
    }

    @Override
    public boolean started() {
        return started && installer.trouble().isEmpty() && door.everythingTaken();
    }

    @Override
    public List<Part> parts() {
        return installer.parts();
    }

    @Override
    public List<Feature> features() {
        return installer.features();
    }

    @Override
    public Plan planFeature(String feature, boolean on) {
        return installer.planFeature(feature, on);
    }

    @Override
    public Plan planBundle(String fileName, InputStream jar) throws IOException {
        return installer.planBundle(fileName, jar);
    }

    @Override
    public Plan planRemoval(String symbolicName) {
        return installer.planRemoval(symbolicName);
    }

    @Override
    public Outcome apply(String plan) {
        return installer.apply(plan);
    }

    @Override
    public String name() {
        return "installation";
    }

    @Override
    public Result result() {
        Optional<LocalText> trouble = installer.trouble();
        if (trouble.isPresent()) {
            return Result.down(trouble.get().en());
        }
        if (!door.everythingTaken()) {
            return Result.down(installed
                    .starting()
                    .map(name -> name + " is being started, and everything behind it waits")
                    .orElse("the desired state is being installed"));
        }
        List<String> troubles = new ArrayList<>();
        door.stalled()
                .forEach(name -> troubles.add("deploy/" + name
                        + " is no complete jar: it is installed once it is. Copy it anew, or take it away"));
        complaints.own().forEach((name, complaint) -> troubles.add(name + ": " + complaint.en()));
        for (Bundle bundle : context.getBundles()) {
            complaint(bundle).ifPresent(words -> troubles.add(bundle.getSymbolicName() + ": " + words.en()));
        }
        return troubles.isEmpty() ? Result.up("all that is wanted runs") : Result.degraded(String.join("; ", troubles));
    }

    private Optional<LocalText> complaint(Bundle bundle) {
        if (!shouldRun(bundle)) {
            return complaints.objected(bundle, true);
        }
        // Without its tables everybody waits, and the store says so itself.
        return database == null
                ? complaints.broken(bundle, bundle.getSymbolicName())
                : complaints.of(bundle, bundle.getSymbolicName());
    }

    /** A plug that is active may do its work or not; of the platform, what does not start. */
    private boolean shouldRun(Bundle bundle) {
        if (Inspector.isPlug(bundle)
                && (bundle.getState() == Bundle.ACTIVE || installed.hangs(bundle.getSymbolicName()))) {
            return true;
        }
        boolean rests = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
        return rests && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }
}
