// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Configurations;
import org.huitong.api.vault.Secrets;
import org.huitong.installer.disk.FolderWatch;
import org.huitong.installer.disk.Home;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * {@code conf/} at work: what lies there is in Config Admin before this component is active, so that whoever starts
 * later finds its settings; changes on either side reach the other within a quarter of a second.
 *
 * <p>Config Admin keeps nothing itself ({@code felix.cm.pm=memory}): the files are the truth.
 */
@Component(
        immediate = true,
        service = {ConfigurationFolder.class, Configurations.class, ConfigurationListener.class, Check.class})
public final class ConfigurationFolder implements Configurations, ConfigurationListener, Check {
    private final BundleContext context;
    private final SettingsMirror mirror;
    private final PausedSettings paused;
    private final FolderWatch watch;
    private final BundleListener bundles = this::bundleChanged;
    private volatile Secrets vault;
    private volatile boolean judgeAgain;

    @Activate
    public ConfigurationFolder(
            BundleContext context, @Reference ConfigurationAdmin admin, @Reference SecretKeys secretKeys)
            throws IOException {
        this.context = context;
        Path folder = Home.of(context).conf();
        Files.createDirectories(folder);
        paused = new PausedSettings(folder);
        mirror = new SettingsMirror(folder, admin, secretKeys, () -> vault);
        watch = new FolderWatch("huitong-conf", this::look);
    }

    @Activate
    void start() {
        context.addBundleListener(bundles);
        mirror.first();
        watch.start();
    }

    @Deactivate
    void stop() {
        context.removeBundleListener(bundles);
        watch.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindVault(Secrets secrets) {
        vault = secrets;
        judgeAgain = true;
    }

    void unbindVault(Secrets secrets) {
        if (vault == secrets) {
            vault = null;
        }
    }

    /** Settings as they may stand in a file: with the secrets sealed, as far as there is a vault. */
    public Map<String, List<String>> sealed(String pid, Map<String, List<String>> settings) {
        return mirror.sealed(pid, settings);
    }

    @Override
    public boolean holds(String pid) {
        return mirror.holds(pid) || paused.holds(pid);
    }

    @Override
    public boolean isLaidAside(String pid) {
        return paused.holds(pid);
    }

    @Override
    public Optional<Map<String, List<String>>> read(String pid) {
        return paused.holds(pid) ? paused.read(pid) : mirror.read(pid);
    }

    @Override
    public void write(String pid, Map<String, List<String>> settings) throws IOException {
        Map<String, List<String>> sealed = mirror.sealed(pid, settings);
        if (paused.holds(pid)) {
            paused.write(pid, sealed);
        } else {
            mirror.enter(pid, sealed);
        }
    }

    @Override
    public boolean layAside(String pid) throws IOException {
        return mirror.move(pid, () -> paused.layAside(pid));
    }

    @Override
    public boolean takeUp(String pid) throws IOException {
        return mirror.move(pid, () -> paused.takeUp(pid));
    }

    @Override
    public void remove(String pid) throws IOException {
        paused.drop(pid);
        mirror.remove(pid);
    }

    private boolean look() {
        if (judgeAgain) {
            judgeAgain = false;
            mirror.judgeAgain();
        }
        return mirror.look();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() != ConfigurationEvent.CM_LOCATION_CHANGED) {
            mirror.touched(event.getPid());
            watch.wake();
        }
    }

    private void bundleChanged(BundleEvent event) {
        boolean comes =
                event.getType() == BundleEvent.RESOLVED && event.getBundle().getEntryPaths("OSGI-INF/metatype") != null;
        if (comes || event.getType() == BundleEvent.UNINSTALLED) {
            judgeAgain = true;
        }
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public Result result() {
        Map<String, String> troubles = new TreeMap<>(mirror.troubles());
        if (troubles.isEmpty()) {
            String oddities =
                    Stream.of(strangers(), unread()).flatMap(Optional::stream).collect(Collectors.joining("; "));
            return Result.up(oddities.isEmpty() ? "every file in conf/ is in use" : oddities);
        }
        return Result.degraded(troubles.entrySet().stream()
                .map(trouble -> file(trouble.getKey()) + ": " + trouble.getValue())
                .collect(Collectors.joining("; ")));
    }

    private Optional<String> strangers() {
        return mirror.strangers().stream()
                .sorted()
                .map(ConfigurationFolder::file)
                .reduce((one, other) -> one + ", " + other)
                .map(files -> "no installed bundle describes " + files + ": is the name right, is its feature on?");
    }

    private Optional<String> unread() {
        return new TreeMap<>(mirror.unread())
                .entrySet().stream()
                        .map(one -> file(one.getKey()) + " has settings that nobody reads: "
                                + String.join(", ", one.getValue()))
                        .reduce((one, other) -> one + "; " + other);
    }

    @Override
    public List<String> unread(String pid) {
        return Optional.ofNullable(mirror.unread().get(pid)).map(List::copyOf).orElse(List.of());
    }

    private static String file(String pid) {
        return "conf/" + pid + ".cfg";
    }
}
