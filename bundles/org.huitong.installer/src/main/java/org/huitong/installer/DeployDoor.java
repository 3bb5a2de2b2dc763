// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.text.LocalText;
import org.huitong.installer.Desired.Wish;
import org.huitong.installer.Unfit.Unfinished;
import org.huitong.installer.disk.Durable;
import org.huitong.installer.disk.FolderWatch;
import org.huitong.installer.disk.Stamp;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code deploy/}: a jar that lies there is installed, one that changes is exchanged, one that goes is removed. What
 * cannot be installed moves to {@code deploy/.refused/} with its reason beside it, and the last good one comes back, so
 * that the folder always shows what runs.
 */
final class DeployDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeployDoor.class);
    /** From then on a file that is not whole and does not grow is named. */
    private static final Duration STALLED = Duration.ofSeconds(2);
    /** A file that is not whole is opened again without having changed: not every file system tells of changes. */
    private static final Duration SELDOM = Duration.ofMinutes(1);

    private final Path folder;
    private final SetAside refused;
    private final StateInstaller installer;
    private final InstalledBundles installed;
    private final BooleanSupplier ready;
    private final FolderWatch watch;
    private final Map<String, Taken> taken = new TreeMap<>();
    private final Map<String, Growing> growing = new ConcurrentHashMap<>();
    /** Jars that were put in the place of refused ones. */
    private final Map<String, Stamp> putBack = new HashMap<>();

    private final Map<String, Integer> missing = new HashMap<>();
    private volatile boolean everythingTaken;

    /** @param ready whether bundles can show what they are worth: until then the folder waits */
    DeployDoor(Path folder, StateInstaller installer, InstalledBundles installed, BooleanSupplier ready)
            throws IOException {
        this.folder = folder;
        this.refused = new SetAside(folder.resolve(".refused"));
        this.installer = installer;
        this.installed = installed;
        this.ready = ready;
        Files.createDirectories(folder);
        watch = new FolderWatch("huitong-deploy", this::look);
    }

    void open() {
        watch.start();
    }

    void wake() {
        watch.wake();
    }

    @Override
    public void close() {
        watch.close();
    }

    /** Whether what lay there at start has been dealt with. */
    boolean everythingTaken() {
        return everythingTaken;
    }

    /** Files that are not whole and have not grown for a while: somebody may have given up copying them. */
    Set<String> stalled() {
        long now = System.nanoTime();
        Set<String> stalled = new TreeSet<>();
        growing.forEach((name, file) -> {
            if (now - file.since() > STALLED.toNanos()) {
                stalled.add(name);
            }
        });
        return stalled;
    }

    /** @return whether nothing is left to be looked at again soon */
    boolean look() {
        if (!ready.getAsBoolean()) {
            return true;
        }
        refused.changed().forEach(this::comeBack);
        Map<String, Path> files = files();
        boolean settled = true;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            settled &= come(file.getKey(), file.getValue());
        }
        for (Wish wish : List.copyOf(installer.desired().bundles().values())) {
            String name = fileName(wish);
            if (name != null && !files.containsKey(name)) {
                settled &= gone(name, wish);
            } else if (name != null) {
                missing.remove(name);
            }
        }
        taken.keySet().retainAll(files.keySet());
        growing.keySet().retainAll(files.keySet());
        taken.entrySet().removeIf(one -> retire(one.getKey(), one.getValue()));
        everythingTaken |= settled;
        return settled;
    }

    private Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(file -> {
                String name = file.getFileName().toString();
                if (isJar(file)) {
                    files.put(name, file);
                }
            });
        } catch (IOException e) {
            // An unreadable folder must not look like an empty one, or everything in it would be removed.
            throw new IllegalStateException("the folder " + folder + " cannot be read", e);
        }
        return files;
    }

    static boolean isJar(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static String fileName(Wish wish) {
        return wish.source().startsWith("deploy:") ? wish.source().substring("deploy:".length()) : null;
    }

    private boolean come(String name, Path file) {
        try {
            Stamp stamp = Stamp.of(file);
            Taken before = taken.get(name);
            if (before != null && before.stamp().equals(stamp)) {
                return true;
            }
            Growing soFar = growing.get(name);
            if (soFar == null || !soFar.stamp().equals(stamp)) {
                long now = System.nanoTime();
                growing.put(name, new Growing(stamp, now, now));
                return false;
            }
            if (System.nanoTime() - soFar.next() < 0) {
                return true;
            }
            BundleFile bundle;
            try {
                if (!Scales.whole(file)) {
                    throw new Unfinished();
                }
                bundle = installer.inspect(file);
            } catch (Unfinished e) {
                growing.put(name, soFar.later());
                return true;
            } catch (Unfit e) {
                refuse(name, file, e.reason());
                restore(name);
                return true;
            }
            growing.remove(name);
            take(name, file, bundle, stamp);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            LOG.error("A file in deploy/ cannot be dealt with file={}", name, e);
            return true;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // Ours to mend. Until then it is said once, and the other files are looked at all the same.
            LOG.error("A file in deploy/ cannot be dealt with and is passed over until it changes file={}", name, e);
            keepQuietAbout(name, file);
            return true;
        }
    }

    private void take(String name, Path file, BundleFile bundle, Stamp stamp) throws IOException {
        Wish wish = installer.desired().bundles().get(bundle.symbolicName());
        String source = "deploy:" + name;
        if (wish != null
                && wish.source().equals(source)
                && wish.sha256().equals(bundle.sha256())
                && installed.find(bundle.symbolicName()) != null) {
            taken.put(name, new Taken(stamp, bundle.symbolicName()));
            return;
        }
        String twin = wish == null ? null : fileName(wish);
        if (twin != null
                && !twin.equals(name)
                && Files.exists(folder.resolve(twin))
                && Version.parseVersion(wish.version()).compareTo(bundle.version()) > 0) {
            refuse(
                    name,
                    file,
                    LocalText.of(
                            twin + " 中已部署了更新的版本 " + wish.version(),
                            twin + " holds a newer version of it, " + wish.version()));
            return;
        }
        Plan plan;
        try (InputStream jar = Files.newInputStream(file)) {
            plan = installer.planBundle("deploy", name, jar);
        }
        Optional<LocalText> refusal = plan.refusal();
        if (refusal.isEmpty()) {
            Outcome outcome = installer.apply(plan.id());
            if (outcome instanceof Outcome.Refused no) {
                refusal = Optional.of(no.reason());
            } else if (outcome instanceof Outcome.RolledBack no) {
                refusal = Optional.of(no.reason());
            }
        }
        if (refusal.isPresent()) {
            refuse(name, file, refusal.get());
            restore(name);
        } else {
            taken.put(name, new Taken(stamp, bundle.symbolicName()));
        }
    }

    private boolean gone(String name, Wish wish) {
        if (missing.merge(name, 1, Integer::sum) < 2) {
            return false;
        }
        missing.remove(name);
        Plan plan = installer.planRemoval(wish.symbolicName());
        Optional<LocalText> refusal = plan.refusal();
        if (refusal.isEmpty() && installer.apply(plan.id()) instanceof Outcome.RolledBack no) {
            refusal = Optional.of(no.reason());
        }
        if (refusal.isPresent()) {
            LOG.error("A bundle cannot be removed, {} file={}", refusal.get().en(), name);
            refused.explain(name, refusal.get());
            restore(name);
        }
        return true;
    }

    /** A file whose bundle now comes from elsewhere, or was removed through another door, no longer tells the truth. */
    private boolean retire(String name, Taken file) {
        Wish wish = installer.desired().bundles().get(file.symbolicName());
        if (file.symbolicName().isEmpty() || wish != null && name.equals(fileName(wish))) {
            return false;
        }
        refuse(
                name,
                folder.resolve(name),
                wish == null
                        ? LocalText.of("它已通过其他途径移除", "it was removed through another door")
                        : LocalText.of("它已被 " + wish.source() + " 取代", "it was replaced by " + wish.source()));
        return true;
    }

    private void refuse(String name, Path file, LocalText reason) {
        LOG.warn("A file leaves deploy/, {} file={}", reason.en(), name);
        growing.remove(name);
        try {
            refused.take(name, file);
        } catch (IOException e) {
            LOG.error("A refused file cannot be moved to deploy/.refused/ and stays file={}", name, e);
            keepQuietAbout(name, file);
        }
        refused.explain(name, reason);
    }

    /** What somebody has put in its place meanwhile is newer, unless it was this door. */
    private void comeBack(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file) && !Stamp.of(file).equals(putBack.get(name))) {
                refused.leave(name);
                return;
            }
            refused.giveBack(name, file);
            LOG.info("A refused file has changed and is looked at again file={}", name);
        } catch (IOException e) {
            LOG.warn("A refused file that has changed cannot be looked at again file={}", name, e);
            refused.leave(name);
        }
    }

    private void keepQuietAbout(String name, Path file) {
        try {
            taken.put(name, new Taken(Stamp.of(file), ""));
        } catch (IOException e) {
            LOG.warn("A refused file cannot even be looked at file={}", name, e);
        }
    }

    /** Puts the jar that runs back in the place of one that was refused. */
    private void restore(String name) {
        for (Wish wish : installer.desired().bundles().values()) {
            if (name.equals(fileName(wish))) {
                installer.jar(wish.symbolicName()).ifPresent(jar -> putBack(name, wish, jar));
            }
        }
    }

    private void putBack(String name, Wish wish, Path jar) {
        Path file = folder.resolve(name);
        Path fresh = folder.resolve("." + name + ".tmp");
        try {
            Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
            Durable.move(fresh, file);
            Stamp stamp = Stamp.of(file);
            taken.put(name, new Taken(stamp, wish.symbolicName()));
            putBack.put(name, stamp);
        } catch (IOException e) {
            LOG.error("The jar that runs cannot be put back into deploy/ file={}", name, e);
        }
    }

    /** @param symbolicName empty where the file could not be moved away and is passed over */
    private record Taken(Stamp stamp, String symbolicName) {}

    /**
     * A file that changes, or is not whole.
     *
     * @param since when it was first seen as it is
     * @param next when it is opened the next time
     */
    private record Growing(Stamp stamp, long since, long next) {
        /** The longer it stays as it is, the more seldom it is opened; once it changes, it is looked at at once. */
        Growing later() {
            long now = System.nanoTime();
            long pause = Math.max(Duration.ofMillis(500).toNanos(), Math.min(SELDOM.toNanos(), now - since));
            return new Growing(stamp, since, now + pause);
        }
    }
}
