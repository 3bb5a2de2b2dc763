// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.huitong.installer.Desired.Origin;
import org.huitong.installer.Desired.Wish;
import org.huitong.installer.InstalledBundles.Late;
import org.huitong.installer.StateFolder.Intent;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back at a start what is desired: undoes a change in whose middle the hub ended, asks the features what they
 * bring in this release, puts exactly that into the framework, and starts it once the platform runs. A bundle that cannot
 * be had, does not start or does not come back from starting is told of and keeps nobody else from running.
 */
final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final BundleContext context;
    private final StateFolder folder;
    private final Catalogue catalogue;
    private final Jars jars;
    private final Readings readings;
    private final DefaultSettings settings;
    private final InstalledBundles installed;
    private final Complaints complaints;

    Restoration(
            BundleContext context,
            StateFolder folder,
            Catalogue catalogue,
            Jars jars,
            Readings readings,
            DefaultSettings settings,
            InstalledBundles installed,
            Complaints complaints) {
        this.context = context;
        this.folder = folder;
        this.catalogue = catalogue;
        this.jars = jars;
        this.readings = readings;
        this.settings = settings;
        this.installed = installed;
        this.complaints = complaints;
    }

    /**
     * What the hub starts with.
     *
     * @param desired what is desired from now on
     * @param interrupted the change that was undone
     */
    record Restored(Desired desired, Optional<Intent> interrupted) {}

    /** @param firstFeatures those of a new installation, by comma; null: those that call themselves default */
    Restored restore(String firstFeatures) throws IOException {
        Optional<Desired> saved = folder.load();
        Optional<Intent> interrupted = undo(saved);
        Desired desired = next(saved, firstFeatures);
        folder.forget();
        folder.tidy(StateFolder.hashes(desired));
        install(desired);
        return new Restored(desired, interrupted);
    }

    private Optional<Intent> undo(Optional<Desired> saved) throws IOException {
        Optional<Intent> intent = folder.interrupted();
        if (intent.isEmpty()) {
            return intent;
        }
        Intent interrupted = intent.get();
        if (saved.isPresent() && saved.get().revision() > interrupted.from()) {
            folder.end();
            LOG.info("The hub ended just after a change was made; it stands change={}", interrupted.what());
            return Optional.empty();
        }
        interrupted.configurations().forEach(settings::remove);
        // What is undone is not to be undone again: somebody may make these files before the next start.
        folder.begin(new Intent(interrupted.what(), interrupted.from(), interrupted.attempt(), List.of()));
        LOG.warn(
                "The hub ended in the middle of a change, which is undone change={} attempt={}",
                interrupted.what(),
                interrupted.attempt());
        return intent;
    }

    /** What was saved, and what the features of this release make of it. */
    private Desired next(Optional<Desired> saved, String firstFeatures) throws IOException {
        Desired before = saved.orElse(Desired.nothing());
        readings.trust(StateFolder.hashes(before));
        Map<String, Boolean> switches = switches(before, saved.isEmpty(), firstFeatures);
        Map<String, Origin> origins = new TreeMap<>(before.configurations());
        catalogue.features().values().stream()
                .filter(feature -> switches.getOrDefault(feature.name(), false) && !before.on(feature.name()))
                .forEach(feature -> origins.putAll(settings.write(feature)));
        Desired now = before.next(switches, wanted(before, switches), origins);
        boolean same = now.features().equals(before.features())
                && now.bundles().equals(before.bundles())
                && now.configurations().equals(before.configurations());
        if (same) {
            return before;
        }
        folder.save(now);
        return now;
    }

    /** What was never decided is as its feature says; what was decided stays, whatever a new release says. */
    private Map<String, Boolean> switches(Desired before, boolean first, String firstFeatures) {
        Map<String, Boolean> switches = new TreeMap<>(before.features());
        Set<String> named = firstFeatures == null || !first
                ? Set.of("default")
                : new TreeSet<>(Arrays.asList(firstFeatures.strip().split("\\s*,\\s*")));
        for (FeatureFile feature : catalogue.features().values()) {
            if (!feature.fixed()) {
                switches.putIfAbsent(
                        feature.name(),
                        named.contains(feature.name()) || named.contains("default") && feature.byDefault());
            }
        }
        return switches;
    }

    private SortedMap<String, Wish> wanted(Desired before, Map<String, Boolean> switches) throws IOException {
        Catalogue.Wanted wanted =
                catalogue.wishes(name -> switches.getOrDefault(name, false), installed::isPlatform, before);
        wanted.incomplete().forEach((feature, reason) -> {
            LOG.error("A feature is not complete, {} feature={}", reason.en(), feature);
            complaints.about(feature, reason);
        });
        before.byHand().values().stream()
                .filter(wish -> !installed.isPlatform(wish.symbolicName()))
                .forEach(wish -> wanted.wishes().put(wish.symbolicName(), wish));
        return wanted.wishes();
    }

    /**
     * One after the other, each for as long as the installed has patience: what features brought before what was put in by
     * hand, and in the order of start levels. One that fails is the installed's to tell. One that was late is started once
     * more when all others have been: on a machine that has too much to do, it may be that and nothing else.
     */
    void start(Desired desired) {
        List<Wish> inOrder = desired.bundles().values().stream()
                .filter(wish -> installed.find(wish.symbolicName()) != null)
                .sorted(Comparator.comparing(Wish::byHand).thenComparing(Wish::startLevel))
                .toList();
        List<String> late = start(inOrder.stream().map(Wish::symbolicName).toList());
        List<String> lost =
                start(late.stream().filter(name -> !installed.hangs(name)).toList());
        late.stream().filter(installed::hangs).forEach(lost::add);
        if (!lost.isEmpty()) {
            LOG.error("Bundles of the desired state did not start in time bundles={}", lost);
        }
        LOG.info("The desired state was started bundles={} revision={}", inOrder.size(), desired.revision());
    }

    /** @return who did not come back in time */
    private List<String> start(List<String> names) {
        List<String> late = new ArrayList<>();
        for (String name : names) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            try {
                installed.start(name);
            } catch (Late e) {
                LOG.warn("A bundle of the desired state is late, {} bundle={}", e.getMessage(), name);
                late.add(name);
            } catch (BundleException e) {
                LOG.error("A bundle of the desired state does not start bundle={}", name, e);
            }
        }
        return late;
    }

    private void install(Desired desired) {
        installed.expect(InstalledBundles.PLUGS);
        List<Bundle> old =
                Arrays.stream(context.getBundles()).filter(Inspector::isPlug).toList();
        for (Bundle bundle : old) {
            attempt(bundle.getSymbolicName(), () -> installed.uninstall(bundle.getSymbolicName()));
        }
        attempt("old bundles", () -> installed.refresh(old));
        List<Bundle> fresh = new ArrayList<>();
        for (Wish wish : desired.bundles().values()) {
            attempt(wish.symbolicName(), () -> fresh.add(installed.install(jars.of(wish), wish.startLevel())));
        }
        context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(fresh);
    }

    private void attempt(String symbolicName, Attempt attempt) {
        try {
            attempt.make();
        } catch (BundleException | IOException | RuntimeException | Unfit e) {
            complaints.about(symbolicName, InstalledBundles.reason(e));
            LOG.error("A bundle of the desired state is not there bundle={}", symbolicName, e);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws BundleException, IOException, Unfit;
    }
}
