// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Part;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.operation.Objection;
import org.huitong.api.text.LocalText;
import org.huitong.installer.disk.Home;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** A framework with the installer on a folder of its own; opened again on the same folder it is the hub after a restart. */
public final class House implements AutoCloseable {
    final TinyFelix felix;
    final StateInstaller installer;
    final DeployDoor door;
    private final Path home;
    private final InstalledBundles installed;
    private final Complaints complaints;
    /** What the floors below have to say. */
    final List<Objection> objections = new CopyOnWriteArrayList<>();

    private final List<String> stops = Collections.synchronizedList(new ArrayList<>());

    public House(Path home) throws IOException {
        this(home, Map.of(), step -> {});
    }

    House(Path home, Map<String, String> properties, Consumer<String> progress) throws IOException {
        this(home, properties, progress, started -> {});
    }

    /** @param starts hears of each bundle that starts */
    House(Path home, Map<String, String> properties, Consumer<String> progress, Consumer<String> starts)
            throws IOException {
        this.home = home;
        felix = new TinyFelix(home, properties);
        Files.createDirectories(home.resolve("conf"));
        BundleContext context = felix.context();
        installed = new InstalledBundles(context, Duration.ofSeconds(4));
        FrameworkListener errors = installed::heard;
        context.addFrameworkListener(errors);
        context.addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STOPPED) {
                stops.add(event.getBundle().getSymbolicName());
            } else if (event.getType() == BundleEvent.STARTED) {
                starts.accept(event.getBundle().getSymbolicName());
            }
        });
        complaints = new Complaints(installed, () -> felix.service(ServiceComponentRuntime.class), () -> objections);
        installer = new StateInstaller(
                context,
                Home.of(context),
                new DefaultSettings(home.resolve("conf"), (pid, settings) -> settings),
                installed,
                complaints,
                progress);
        installer.reach(context.getProperty("huitong.features.first"));
        installer.start();
        door = new DeployDoor(home.resolve("deploy"), installer, installed, () -> installed.reached(30));
    }

    /** For the faces of it, which know no more than this. */
    public Installer installer() {
        return installer;
    }

    Outcome upload(TinyBundle bundle) {
        return apply(plan(bundle));
    }

    Plan plan(TinyBundle bundle) {
        try {
            return installer.planBundle("test.jar", bundle.stream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a jar as a door does, and does this with it while the note of it stands. */
    void reads(Path jar, Consumer<BundleFile> use) {
        try {
            installer.read(jar, file -> {
                use.accept(file);
                return file;
            });
        } catch (IOException | Unfit e) {
            throw new IllegalStateException(e);
        }
    }

    Outcome remove(String symbolicName) {
        return apply(installer.planRemoval(symbolicName));
    }

    Outcome apply(Plan plan) {
        return plan.refusal().<Outcome>map(Outcome.Refused::new).orElseGet(() -> installer.apply(plan.id()));
    }

    public Bundle bundle(String symbolicName) {
        return installed.find(symbolicName);
    }

    Part part(String symbolicName) {
        return installer.parts().stream()
                .filter(part -> part.symbolicName().equals(symbolicName))
                .findFirst()
                .orElse(null);
    }

    /** What the bundle's service says of itself; empty where it does not run. */
    Optional<String> says(String symbolicName) {
        try {
            ServiceReference<?>[] found =
                    felix.context().getServiceReferences(Supplier.class.getName(), "(probe=" + symbolicName + ")");
            return found == null
                    ? Optional.empty()
                    : Optional.ofNullable(felix.context().getService(found[0]))
                            .map(service -> String.valueOf(((Supplier<?>) service).get()));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    long activeComponents(String symbolicName) {
        ServiceComponentRuntime runtime = felix.service(ServiceComponentRuntime.class);
        return runtime.getComponentDescriptionDTOs(bundle(symbolicName)).stream()
                .flatMap(description -> runtime.getComponentConfigurationDTOs(description).stream())
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.ACTIVE)
                .count();
    }

    /** What keeps bundles from being there at all. */
    Map<String, LocalText> complaints() {
        return complaints.own();
    }

    Optional<String> starting() {
        return installed.starting();
    }

    int revisions(String symbolicName) {
        return bundle(symbolicName).adapt(BundleRevisions.class).getRevisions().size();
    }

    List<String> stops() {
        return List.copyOf(stops);
    }

    Path deploy(String name) {
        return home.resolve("deploy").resolve(name);
    }

    @Override
    public void close() {
        door.close();
        installer.close();
        felix.close();
    }
}
