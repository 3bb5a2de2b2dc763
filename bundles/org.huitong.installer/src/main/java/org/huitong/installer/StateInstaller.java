// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.huitong.api.operation.Installer;
import org.huitong.api.text.LocalText;
import org.huitong.installer.Desired.Origin;
import org.huitong.installer.Desired.Wish;
import org.huitong.installer.Restoration.Restored;
import org.huitong.installer.StateFolder.Damaged;
import org.huitong.installer.StateFolder.Intent;
import org.huitong.installer.disk.Failure;
import org.huitong.installer.disk.Home;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code data/desired.json} and makes the framework match it.
 *
 * <p>Why nothing is half done: a change is tried in the framework first and becomes the desired state by one atomic
 * replacement of the file, and only then. At every start the framework is built from that file alone. So if the hub
 * ends before the replacement, the change never happened; if it ends after it, it has.
 */
final class StateInstaller implements Installer {
    private static final Logger LOG = LoggerFactory.getLogger(StateInstaller.class);
    private static final int PLANS = 32;
    private static final int ATTEMPTS = 2;
    /** What a new version needs is there within this time, or it is not. */
    private static final Duration SERVICES = Duration.ofSeconds(2);
    /** The name of every plan that is none. */
    private static final String REFUSED = "refused";

    private final StateFolder folder;
    private final Readings readings;
    private final Catalogue catalogue;
    private final Jars jars;
    private final Restoration restoration;
    private final Planner planner;
    private final DefaultSettings settings;
    private final InstalledBundles installed;
    private final Complaints complaints;
    private final Consumer<String> progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private volatile Desired desired = Desired.nothing();
    private Intent interrupted;
    private boolean reached;
    private volatile LocalText trouble;

    StateInstaller(
            BundleContext context,
            Home home,
            DefaultSettings settings,
            InstalledBundles installed,
            Complaints complaints,
            Consumer<String> progress)
            throws IOException {
        this.folder = new StateFolder(home.data());
        this.readings = new Readings(home.data());
        this.catalogue = new Catalogue(home, readings);
        this.settings = settings;
        this.installed = installed;
        this.complaints = complaints;
        this.progress = progress;
        this.jars = new Jars(folder, catalogue, readings);
        this.restoration = new Restoration(context, folder, catalogue, jars, readings, settings, installed, complaints);
        this.planner = new Planner(context, catalogue, jars, settings, installed);
    }

    Desired desired() {
        return desired;
    }

    /** Why nothing can be installed until the next start; empty where it can. */
    Optional<LocalText> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Puts the desired state into the framework, where it rests until {@link #start}; whatever of ours its cache still holds is dropped first. A state that
     * cannot be read stays as it is: what stands by itself, above all the pages, runs without it, and nothing is
     * installed that would be written over it.
     */
    void reach(String firstFeatures) {
        lock.lock();
        try {
            Restored restored = restoration.restore(firstFeatures);
            desired = restored.desired();
            interrupted = restored.interrupted().orElse(null);
            reached = true;
        } catch (Damaged e) {
            LOG.error("The desired state cannot be read", e);
            trouble = e.remedy();
        } catch (IOException | RuntimeException e) {
            LOG.error("The desired state cannot be reached", e);
            trouble = LocalText.of(
                    "已安装的内容无法恢复，文件不能读写：" + Failure.words(e) + "。请排除原因，然后重新启动汇通",
                    "what is to be installed cannot be reached, a file cannot be read or written: " + Failure.words(e)
                            + ". Mend that, then start the hub anew");
        } finally {
            lock.unlock();
        }
    }

    /** Starts what was put in. Nothing can be installed meanwhile; interrupted, it leaves out who has not begun. */
    void start() {
        lock.lock();
        try {
            restoration.start(desired);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Part> parts() {
        return desired.bundles().values().stream()
                .map(wish -> {
                    Bundle bundle = installed.find(wish.symbolicName());
                    boolean active = bundle != null && bundle.getState() == Bundle.ACTIVE;
                    return new Part(
                            wish.symbolicName(),
                            wish.version(),
                            wish.source(),
                            active,
                            complaints.of(bundle, wish.symbolicName()).map(LocalText::en));
                })
                .toList();
    }

    @Override
    public List<Feature> features() {
        Desired now = desired;
        return catalogue.features().values().stream()
                .map(feature -> new Feature(
                        feature.name(),
                        feature.title(),
                        feature.description(),
                        feature.fixed() || now.on(feature.name()),
                        feature.fixed(),
                        feature.bundles().stream()
                                .map(FeatureFile.Coordinates::artifact)
                                .toList()))
                .toList();
    }

    @Override
    public Plan planFeature(String name, boolean on) {
        return plan(() -> planner.feature(desired, name, on));
    }

    @Override
    public Plan planBundle(String fileName, InputStream jar) throws IOException {
        return planBundle("upload", fileName, jar);
    }

    /** @param door {@code upload} or {@code deploy} */
    Plan planBundle(String door, String fileName, InputStream jar) throws IOException {
        // Received outside the lock, because a line may be slow; kept inside it, because a change that ends meanwhile
        // drops the jars that nobody wants.
        Path fresh;
        try {
            fresh = folder.receive(jar);
        } catch (Unfit e) {
            return refused(e.reason());
        }
        try {
            return plan(() -> jars.read(fresh, file -> planner.bundle(desired, door, fileName, folder.keep(file))));
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** What a jar says of itself; it is weighed before. */
    BundleFile inspect(Path jar) throws IOException, Unfit {
        return read(jar, file -> file);
    }

    <T> T read(Path jar, Jars.Use<T> use) throws IOException, Unfit {
        lock.lock();
        try {
            return jars.read(jar, use);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Plan planRemoval(String symbolicName) {
        return plan(() -> planner.removal(desired, symbolicName));
    }

    private Plan plan(Thought thought) {
        lock.lock();
        try {
            if (trouble != null) {
                return refused(trouble);
            }
            Change change = thought.think();
            changes.put(change.id(), change);
            while (changes.size() > PLANS) {
                changes.remove(changes.keySet().iterator().next());
            }
            tidy();
            return new Plan(change.id(), change.steps(), Optional.empty());
        } catch (Unfit e) {
            tidy();
            return refused(e.reason());
        } catch (IOException e) {
            return refused(LocalText.of(
                    "文件无法读写：" + Failure.words(e), "a file cannot be read or written: " + Failure.words(e)));
        } finally {
            lock.unlock();
        }
    }

    /** Jars stay that are desired, or that a plan that can still be carried out would make so. */
    private void tidy() {
        if (!reached) {
            return;
        }
        changes.values().removeIf(change -> change.from().revision() != desired.revision());
        Set<String> wanted = StateFolder.hashes(desired);
        changes.values().forEach(change -> wanted.addAll(StateFolder.hashes(change.to())));
        try {
            folder.tidy(wanted);
        } catch (IOException e) {
            LOG.warn("A jar that nobody wants could not be removed from data/bundles", e);
        }
    }

    /** Plans end with the hub, and so do the jars that they kept: a backup of a hub at rest holds what is desired. */
    void close() {
        lock.lock();
        try {
            changes.clear();
            tidy();
        } finally {
            lock.unlock();
        }
    }

    private static Plan refused(LocalText reason) {
        return new Plan(REFUSED, List.of(), Optional.of(reason));
    }

    @Override
    public Outcome apply(String plan) {
        lock.lock();
        try {
            if (REFUSED.equals(plan)) {
                return new Outcome.Refused(LocalText.of(
                        "这个计划在生成时已被拒绝，不能执行", "this plan was refused when it was made, and cannot be carried out"));
            }
            Change change = changes.remove(plan);
            if (change == null || change.from().revision() != desired.revision()) {
                return new Outcome.Refused(LocalText.of(
                        "这个计划已过期：此后状态有变化，请重新生成", "this plan is out of date: the state has changed since; plan again"));
            }
            int attempt =
                    interrupted != null && interrupted.what().equals(change.what()) ? interrupted.attempt() + 1 : 1;
            if (attempt > ATTEMPTS) {
                return new Outcome.Refused(LocalText.of(
                        "安装它时系统已两次意外停止，请先查明原因",
                        "the hub ended twice while this was being installed; find out why first"));
            }
            return apply(change, attempt);
        } catch (IOException e) {
            LOG.error("A change could not be written down change={}", plan, e);
            return new Outcome.RolledBack(
                    LocalText.of("无法写入 data 目录：" + Failure.words(e), "data/ cannot be written: " + Failure.words(e)));
        } finally {
            tidy();
            lock.unlock();
        }
    }

    private Outcome apply(Change change, int attempt) throws IOException {
        folder.begin(new Intent(
                change.what(),
                change.from().revision(),
                attempt,
                List.copyOf(change.settings().keySet())));
        progress.accept("begun");
        Execution execution = new Execution(installed, change, progress);
        Map<String, Origin> origins = new TreeMap<>(change.to().configurations());
        Set<String> complainedBefore = complaints.complaining(change.updates().keySet());
        Set<String> ranBefore = new TreeSet<>(change.touched());
        ranBefore.removeIf(name -> !installed.active(name));
        try {
            origins.putAll(settings.write(change.settings(), change.what().split(" ")[0]));
            progress.accept("configured");
            execution.carryOut();
            refuseNewComplaints(change, complainedBefore);
            Desired reached = new Desired(
                    change.to().revision(), change.to().features(), change.to().bundles(), new TreeMap<>(origins));
            folder.save(reached);
            desired = reached;
        } catch (BundleException | IOException | RuntimeException | Unfit e) {
            LOG.error(
                    "A change did not work and is taken back, {} change={} plan={}",
                    Failure.words(e),
                    change.what(),
                    change.id());
            execution.takeBack();
            change.settings().keySet().forEach(settings::remove);
            folder.end();
            return new Outcome.RolledBack(takenBack(ranBefore, InstalledBundles.reason(e)));
        }
        progress.accept("saved");
        interrupted = null;
        complaints.settle(change.touched());
        settleFeatures();
        change.obsolete().forEach(settings::remove);
        folder.end();
        readings.trust(StateFolder.hashes(desired));
        LOG.info("A change is made change={} plan={} revision={}", change.what(), change.id(), desired.revision());
        List<Step> steps = new ArrayList<>(change.steps());
        steps.addAll(reservations(change));
        return new Outcome.Done(steps);
    }

    private LocalText takenBack(Set<String> ranBefore, LocalText why) {
        Set<String> lost = new TreeSet<>(ranBefore);
        lost.removeIf(installed::active);
        if (!lost.isEmpty()) {
            String names = String.join(", ", lost);
            return LocalText.of(
                    "没有成功：" + why.zh() + "。原版本未能重新启动：" + names + "，请查看日志并重新启动汇通",
                    "it did not work: " + why.en() + ". The version before did not start again: " + names
                            + "; look into the log and start the hub anew");
        }
        return ranBefore.isEmpty()
                ? LocalText.of("没有成功，已恢复原状：" + why.zh(), "it did not work and was taken back: " + why.en())
                : LocalText.of(
                        "没有成功，已恢复原版本，原版本继续运行：" + why.zh(),
                        "it did not work and was taken back, the version before runs on: " + why.en());
    }

    /** What is there and has something to say all the same is told with the steps. */
    private List<Step> reservations(Change change) {
        List<Step> reservations = new ArrayList<>();
        SortedMap<String, Wish> coming = new TreeMap<>(change.installs());
        coming.putAll(change.updates());
        coming.forEach((name, wish) -> complaints.of(installed.find(name), name).ifPresent(complaint -> {
            LOG.warn("A bundle was installed and does not do its work, {} bundle={}", complaint.en(), name);
            reservations.add(new Step(
                    Verb.START,
                    name,
                    wish.version(),
                    LocalText.of(
                            "注意：" + name + " 已安装，但是" + complaint.zh(),
                            "mind: " + name + " is installed, but " + complaint.en())));
        }));
        return reservations;
    }

    private void settleFeatures() {
        Set<String> complete = new TreeSet<>(catalogue.features().keySet());
        try {
            complete.removeAll(catalogue
                    .wishes(desired::on, installed::isPlatform, desired)
                    .incomplete()
                    .keySet());
            complaints.settle(complete);
        } catch (IOException e) {
            LOG.warn("Whether all features are complete cannot be told now", e);
        }
    }

    /** An update whose components fail, or find nothing to work with, where the old ones did not is no update. */
    private void refuseNewComplaints(Change change, Set<String> complainedBefore) throws Unfit {
        Set<String> names = new TreeSet<>(change.updates().keySet());
        names.removeAll(complainedBefore);
        for (String name : names) {
            Bundle bundle = installed.find(name);
            Optional<LocalText> complaint = complaints.broken(bundle, name).or(() -> waitsInVain(bundle));
            if (complaint.isPresent()) {
                throw new Unfit(
                        name + " 的新版本无法工作：" + complaint.get().zh(),
                        "the new version of " + name + " does not work: "
                                + complaint.get().en());
            }
        }
    }

    /** Services come and go by themselves: what is not there at once may be there in a moment. */
    private Optional<LocalText> waitsInVain(Bundle bundle) {
        long end = System.nanoTime() + SERVICES.toNanos();
        Optional<LocalText> waiting = complaints.waiting(bundle);
        while (waiting.isPresent()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            waiting = complaints.waiting(bundle);
        }
        return waiting;
    }

    /** Where a door keeps its own folder, it may need the last good jar back. */
    Optional<Path> jar(String symbolicName) {
        Wish wish = desired.bundles().get(symbolicName);
        return Optional.ofNullable(wish).map(one -> folder.jar(one.sha256())).filter(Files::isRegularFile);
    }

    @FunctionalInterface
    private interface Thought {
        Change think() throws Unfit, IOException;
    }
}
