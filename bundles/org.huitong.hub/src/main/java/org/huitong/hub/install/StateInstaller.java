// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.huitong.api.operation.Installer;
import org.huitong.api.text.LocalText;
import org.huitong.hub.install.Desired.Origin;
import org.huitong.hub.install.Desired.Wish;
import org.huitong.hub.install.StateFolder.Damaged;
import org.huitong.hub.install.StateFolder.Intent;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
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
    static final int START_LEVEL = 30;
    /** The name of every plan that is none. */
    private static final String REFUSED = "refused";

    private final BundleContext context;
    private final StateFolder folder;
    private final Catalogue catalogue;
    private final DefaultSettings settings;
    private final Fitter fitter;
    private final Complaints complaints;
    private final Consumer<String> progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final Map<String, BundleFile> files = new HashMap<>();
    private volatile Desired desired = Desired.nothing();
    private Intent interrupted;
    private volatile LocalText trouble;

    StateInstaller(
            BundleContext context,
            Home home,
            DefaultSettings settings,
            Fitter fitter,
            Complaints complaints,
            Consumer<String> progress)
            throws IOException {
        this.context = context;
        this.folder = new StateFolder(home.data());
        this.catalogue = new Catalogue(home);
        this.settings = settings;
        this.fitter = fitter;
        this.complaints = complaints;
        this.progress = progress;
    }

    Desired desired() {
        return desired;
    }

    /** Why nothing can be installed until the next start; empty where it can. */
    Optional<LocalText> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Builds the framework from the desired state; whatever of ours its cache still holds is dropped first. A state that
     * cannot be read stays as it is: what stands by itself, above all the pages, runs without it, and nothing is
     * installed that would be written over it.
     */
    void reach(String firstFeatures) {
        lock.lock();
        try {
            build(folder.load(), firstFeatures);
        } catch (Damaged e) {
            LOG.error("The desired state cannot be read", e);
            trouble = e.remedy();
        } catch (IOException e) {
            LOG.error("The desired state cannot be reached", e);
            trouble = LocalText.of(
                    "已安装的内容无法恢复，文件不能读写：" + e.getMessage() + "。请排除原因，然后重新启动汇通",
                    "what is to be installed cannot be reached, a file cannot be read or written: " + e.getMessage()
                            + ". Mend that, then start the hub anew");
        } finally {
            lock.unlock();
        }
    }

    private void build(Optional<Desired> saved, String firstFeatures) throws IOException {
        recover(saved);
        Desired before = saved.orElse(Desired.nothing());
        Map<String, Boolean> switches = switches(before, saved.isEmpty(), firstFeatures);
        Map<String, Origin> origins = new TreeMap<>(before.configurations());
        catalogue.features().values().stream()
                .filter(feature -> switches.getOrDefault(feature.name(), false) && !before.on(feature.name()))
                .forEach(feature -> origins.putAll(settings.write(feature)));
        Desired now = before.next(switches, wanted(before, switches), origins);
        boolean same = now.features().equals(before.features())
                && now.bundles().equals(before.bundles())
                && now.configurations().equals(before.configurations());
        if (!same) {
            folder.save(now);
        }
        desired = same ? before : now;
        folder.forget();
        folder.tidy(StateFolder.hashes(desired));
        fit();
    }

    private void recover(Optional<Desired> saved) throws IOException {
        Optional<Intent> intent = folder.interrupted();
        if (intent.isEmpty()) {
            return;
        }
        if (saved.isPresent() && saved.get().revision() > intent.get().from()) {
            folder.end();
            LOG.info(
                    "The hub ended just after a change was made; it stands change={}",
                    intent.get().what());
            return;
        }
        interrupted = intent.get();
        interrupted.configurations().forEach(settings::remove);
        LOG.warn(
                "The hub ended in the middle of a change, which is undone change={} attempt={}",
                interrupted.what(),
                interrupted.attempt());
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

    /** A jar that is gone or broken is no reason to forget that it was wanted. */
    private SortedMap<String, Wish> wanted(Desired before, Map<String, Boolean> switches) {
        SortedMap<String, Wish> wanted = new TreeMap<>();
        for (FeatureFile feature : catalogue.features().values()) {
            if (!switches.getOrDefault(feature.name(), false)) {
                continue;
            }
            try {
                catalogue
                        .wishes(feature.name()::equals, this::platform, files)
                        .forEach((name, wish) -> wanted.merge(name, wish, Catalogue::higher));
            } catch (IOException | Unfit e) {
                LOG.error("A feature is not complete, {} feature={}", e.getMessage(), feature.name());
                complaints.about(feature.name(), e.getMessage());
                before.bundles().values().stream()
                        .filter(wish -> wish.source().equals("feature:" + feature.name()))
                        .forEach(wish -> wanted.putIfAbsent(wish.symbolicName(), wish));
            }
        }
        before.bundles().values().stream()
                .filter(Wish::byHand)
                .filter(wish -> !platform(wish.symbolicName()))
                .forEach(wish -> wanted.put(wish.symbolicName(), wish));
        return wanted;
    }

    private boolean platform(String symbolicName) {
        return Inspector.isPlatform(Arrays.asList(context.getBundles()), symbolicName);
    }

    private void fit() {
        fitter.expect(START_LEVEL);
        List<Bundle> old =
                Arrays.stream(context.getBundles()).filter(Inspector::isPlug).toList();
        for (Bundle bundle : old) {
            attempt(bundle.getSymbolicName(), () -> fitter.uninstall(bundle.getSymbolicName()));
        }
        attempt("old bundles", () -> fitter.refresh(old));
        List<Bundle> fresh = new ArrayList<>();
        for (Wish wish : desired.bundles().values()) {
            attempt(wish.symbolicName(), () -> fresh.add(fitter.install(file(wish), wish.startLevel())));
        }
        context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(fresh);
        for (Bundle bundle : fresh) {
            attempt(bundle.getSymbolicName(), () -> fitter.start(bundle.getSymbolicName()));
        }
        LOG.info("The desired state is installed bundles={} revision={}", fresh.size(), desired.revision());
    }

    private void attempt(String symbolicName, Attempt attempt) {
        try {
            attempt.make();
        } catch (BundleException | IOException | Unfit e) {
            complaints.about(symbolicName, Fitter.words(e));
            LOG.error("A bundle of the desired state is not there, {} bundle={}", e.getMessage(), symbolicName);
        }
    }

    private BundleFile file(Wish wish) throws IOException, Unfit {
        BundleFile known = files.get(wish.sha256());
        if (known == null && Files.isRegularFile(folder.jar(wish.sha256()))) {
            known = BundleFile.read(folder.jar(wish.sha256()));
        }
        if (known == null) {
            known = catalogue.byHash(wish.sha256()).orElse(null);
        }
        if (known == null || !known.sha256().equals(wish.sha256())) {
            throw new Unfit(
                    wish.symbolicName() + " " + wish.version() + " 的文件已不在 data/bundles 中，请重新安装它",
                    "the jar of " + wish.symbolicName() + " " + wish.version()
                            + " is not in data/bundles any more; install it again");
        }
        files.put(wish.sha256(), known);
        return known;
    }

    @Override
    public List<Part> parts() {
        return desired.bundles().values().stream()
                .map(wish -> {
                    Bundle bundle = fitter.find(wish.symbolicName());
                    boolean active = bundle != null && bundle.getState() == Bundle.ACTIVE;
                    return new Part(
                            wish.symbolicName(),
                            wish.version(),
                            wish.source(),
                            active,
                            complaints.of(bundle, wish.symbolicName()));
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
        return plan("feature:" + name + (on ? " on" : " off"), () -> {
            FeatureFile feature = catalogue.features().get(name);
            if (feature == null) {
                throw new Unfit("没有名为 " + name + " 的功能", "there is no feature " + name);
            }
            if (feature.fixed()) {
                throw new Unfit(
                        "功能 " + name + " 属于平台本身，不能开关",
                        "the feature " + name + " belongs to the platform itself and is not switched");
            }
            Map<String, Boolean> switches = new TreeMap<>(desired.features());
            switches.put(name, on);
            Map<String, Origin> origins = new TreeMap<>(desired.configurations());
            Map<String, Map<String, List<String>>> fresh = new TreeMap<>();
            Set<String> obsolete = new TreeSet<>();
            if (on && !desired.on(name)) {
                feature.configurations().forEach((pid, values) -> {
                    if (!settings.there(pid)) {
                        fresh.put(pid, values);
                    }
                });
            } else if (!on) {
                origins.forEach((pid, origin) -> {
                    if (origin.source().equals("feature:" + name) && settings.untouched(pid, origin.sha256())) {
                        obsolete.add(pid);
                    }
                });
                origins.values().removeIf(origin -> origin.source().equals("feature:" + name));
            }
            return new Target(switches, byHand(), origins, fresh, obsolete, Set.of());
        });
    }

    @Override
    public Plan planBundle(String fileName, InputStream jar) throws IOException {
        return planBundle("upload", fileName, jar);
    }

    /** @param door {@code upload} or {@code deploy} */
    Plan planBundle(String door, String fileName, InputStream jar) throws IOException {
        // Received outside the lock, because a line may be slow; kept inside it, because a change that ends meanwhile
        // drops the jars that nobody wants.
        Path fresh = folder.receive(jar);
        lock.lock();
        try {
            return planFile(door, fileName, folder.keep(fresh));
        } catch (Unfit e) {
            return refused(e.reason());
        } finally {
            lock.unlock();
            Files.deleteIfExists(fresh);
        }
    }

    private Plan planFile(String door, String fileName, BundleFile file) {
        return plan(door + ":" + fileName + " " + file.sha256(), () -> {
            if (platform(file.symbolicName())) {
                throw new Unfit(
                        file.symbolicName() + " 属于平台本身，只能随产品升级并重启来更换",
                        file.symbolicName()
                                + " belongs to the platform itself and is replaced by an upgrade and a restart");
            }
            files.put(file.sha256(), file);
            Map<String, Wish> byHand = byHand();
            byHand.put(
                    file.symbolicName(),
                    new Wish(
                            file.symbolicName(),
                            file.version().toString(),
                            file.sha256(),
                            door + ":" + fileName,
                            START_LEVEL));
            Set<String> again = fitter.active(file.symbolicName()) ? Set.of() : Set.of(file.symbolicName());
            return new Target(desired.features(), byHand, desired.configurations(), Map.of(), Set.of(), again);
        });
    }

    @Override
    public Plan planRemoval(String symbolicName) {
        return plan("removal:" + symbolicName, () -> {
            Wish wish = desired.bundles().get(symbolicName);
            if (wish == null) {
                throw platform(symbolicName)
                        ? new Unfit(
                                symbolicName + " 属于平台本身，不能移除",
                                symbolicName + " belongs to the platform itself and is not removed")
                        : new Unfit("没有安装 " + symbolicName, symbolicName + " is not installed");
            }
            if (!wish.byHand()) {
                String feature = wish.source().substring("feature:".length());
                throw new Unfit(
                        symbolicName + " 属于功能 " + feature + "，请关闭该功能",
                        symbolicName + " belongs to the feature " + feature + "; switch that off");
            }
            Map<String, Wish> byHand = byHand();
            byHand.remove(symbolicName);
            return new Target(desired.features(), byHand, desired.configurations(), Map.of(), Set.of(), Set.of());
        });
    }

    private Map<String, Wish> byHand() {
        Map<String, Wish> byHand = new TreeMap<>(desired.bundles());
        byHand.values().removeIf(wish -> !wish.byHand());
        return byHand;
    }

    private Plan plan(String what, Thought thought) {
        lock.lock();
        try {
            if (trouble != null) {
                return refused(trouble);
            }
            Target target = thought.think();
            SortedMap<String, Wish> bundles =
                    catalogue.wishes(feature -> target.features().getOrDefault(feature, false), this::platform, files);
            bundles.putAll(target.byHand());
            Change change = new Change(
                    UUID.randomUUID().toString(),
                    what,
                    desired,
                    desired.next(target.features(), bundles, target.origins()),
                    files,
                    target.fresh(),
                    target.obsolete(),
                    target.again());
            new Inspector(
                            Arrays.asList(context.getBundles()),
                            context.getBundle(0).adapt(FrameworkWiring.class))
                    .judge(change.coming(), change.touched());
            changes.put(change.id(), change);
            while (changes.size() > PLANS) {
                changes.remove(changes.keySet().iterator().next());
            }
            return new Plan(change.id(), change.steps(), Optional.empty());
        } catch (Unfit e) {
            return refused(e.reason());
        } catch (IOException e) {
            return refused(LocalText.of("文件无法读取：" + e.getMessage(), "a file cannot be read: " + e.getMessage()));
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
                    LocalText.of("无法写入 data 目录：" + e.getMessage(), "data/ cannot be written: " + e.getMessage()));
        } finally {
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
        Exchange exchange = new Exchange(fitter, change, progress);
        Map<String, Origin> origins = new TreeMap<>(change.to().configurations());
        Set<String> complainedBefore = complaints.complaining(change.updates().keySet());
        try {
            origins.putAll(settings.write(change.settings(), change.what().split(" ")[0]));
            progress.accept("configured");
            exchange.carryOut();
            refuseNewComplaints(change, complainedBefore);
            Desired reached = new Desired(
                    change.to().revision(), change.to().features(), change.to().bundles(), new TreeMap<>(origins));
            folder.save(reached);
            desired = reached;
        } catch (BundleException | IOException | RuntimeException | Unfit e) {
            LOG.error(
                    "A change did not work and is taken back, {} change={} plan={}",
                    Fitter.words(e),
                    change.what(),
                    change.id());
            exchange.takeBack();
            change.settings().keySet().forEach(settings::remove);
            folder.end();
            return new Outcome.RolledBack(
                    e instanceof Unfit unfit
                            ? unfit.reason()
                            : LocalText.of("没有成功，已恢复原状：" + Fitter.words(e), "it did not work: " + Fitter.words(e)));
        }
        progress.accept("saved");
        interrupted = null;
        change.obsolete().forEach(settings::remove);
        folder.end();
        folder.tidy(StateFolder.hashes(desired));
        LOG.info("A change is made change={} plan={} revision={}", change.what(), change.id(), desired.revision());
        return new Outcome.Done(change.steps());
    }

    /** An update whose components fail where the old ones did not is no update. */
    private void refuseNewComplaints(Change change, Set<String> complainedBefore) throws Unfit {
        for (String name : change.updates().keySet()) {
            Optional<String> complaint = complaints.of(fitter.find(name), name);
            if (complaint.isPresent() && !complainedBefore.contains(name)) {
                throw new Unfit(
                        name + " 的新版本无法工作，已恢复原版本：" + complaint.get(),
                        "the new version of " + name + " does not work: " + complaint.get());
            }
        }
    }

    /** Where a door keeps its own folder, it may need the last good jar back. */
    Optional<Path> jar(String symbolicName) {
        Wish wish = desired.bundles().get(symbolicName);
        return Optional.ofNullable(wish).map(one -> folder.jar(one.sha256())).filter(Files::isRegularFile);
    }

    /** What is wanted, before bundles are compared. */
    private record Target(
            Map<String, Boolean> features,
            Map<String, Wish> byHand,
            Map<String, Origin> origins,
            Map<String, Map<String, List<String>>> fresh,
            Set<String> obsolete,
            Set<String> again) {}

    @FunctionalInterface
    private interface Thought {
        Target think() throws Unfit, IOException;
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws BundleException, IOException, Unfit;
    }
}
