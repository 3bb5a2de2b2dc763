// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.api.vault.Secrets;
import org.huitong.installer.disk.Durable;
import org.huitong.installer.disk.Failure;
import org.huitong.installer.disk.Stamp;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code conf/*.cfg} and Config Admin the same. The files are the truth: where both changed, the file wins.
 *
 * <p>A secret is sealed before Config Admin sees it; as long as there is no vault, a file with a plain secret waits.
 * Looks and moves come one at a time, whoever calls: a file that is moved while it is written would be there twice.
 */
final class SettingsMirror {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsMirror.class);
    private static final String SUFFIX = ".cfg";
    private static final Pattern FILE_NAME = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");
    private static final Duration ABSENCE = Duration.ofMillis(400);
    /** Any bundle may use a configuration, whoever made it. */
    private static final String ANYONE = "?";

    private final Path folder;
    private final ConfigurationAdmin admin;
    private final SecretKeys secretKeys;
    private final Supplier<Secrets> vault;
    private final Map<String, Known> known = new TreeMap<>();
    private final Map<String, Stamp> unsettled = new TreeMap<>();
    private final Map<String, Long> missing = new HashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final Map<String, List<String>> unread = new ConcurrentHashMap<>();
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();
    private final Set<String> touched = ConcurrentHashMap.newKeySet();

    SettingsMirror(Path folder, ConfigurationAdmin admin, SecretKeys secretKeys, Supplier<Secrets> vault) {
        this.folder = folder;
        this.admin = admin;
        this.secretKeys = secretKeys;
        this.vault = vault;
    }

    /** What is wrong, by the file's name without {@code .cfg}. */
    Map<String, String> troubles() {
        return Map.copyOf(troubles);
    }

    /** Settings that nobody reads, as mistyped ones, by the file's name without {@code .cfg}. */
    Map<String, List<String>> unread() {
        return Map.copyOf(unread);
    }

    /** Files that no installed bundle describes: a name mistyped, or a feature that is off. */
    Set<String> strangers() {
        return Set.copyOf(strangers);
    }

    /** Somebody changed this configuration through Config Admin, perhaps this very class. */
    void touched(String pid) {
        touched.add(pid);
    }

    /** The secrets of every file are judged anew: a vault came, or a bundle with descriptions. */
    synchronized void judgeAgain() {
        known.replaceAll((pid, file) -> new Known(null, file.settings()));
    }

    /** Takes every file as it is, without waiting for it to settle: nobody writes before the hub has started. */
    void first() {
        look(true);
    }

    /** @return whether nothing is left to be looked at again soon */
    boolean look() {
        return look(false);
    }

    private synchronized boolean look(boolean atOnce) {
        Set<String> pidsByOthers = new HashSet<>(touched);
        Map<String, Path> files = files();
        boolean settled = true;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            settled &= fromFile(file.getKey(), file.getValue(), atOnce);
        }
        missing.keySet().removeAll(files.keySet());
        for (String pid : List.copyOf(known.keySet())) {
            if (!files.containsKey(pid)) {
                settled &= gone(pid);
            }
        }
        unsettled.keySet().removeIf(pid -> !files.containsKey(pid) && !known.containsKey(pid));
        troubles.keySet().removeIf(pid -> !files.containsKey(pid) && !known.containsKey(pid));
        strangers.removeIf(pid -> !files.containsKey(pid));
        unread.keySet().removeIf(pid -> !files.containsKey(pid));
        if (settled) {
            touched.removeAll(pidsByOthers);
            pidsByOthers.forEach(this::fromAdmin);
        }
        return settled;
    }

    private Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(file -> {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(file)) {
                    files.put(name.substring(0, name.length() - SUFFIX.length()), file);
                }
            });
        } catch (IOException e) {
            // An unreadable folder must not look like an empty one, or every account would be taken down.
            throw new IllegalStateException("the folder " + folder + " cannot be read", e);
        }
        return files;
    }

    private boolean fromFile(String pid, Path file, boolean atOnce) {
        try {
            Stamp stamp = Stamp.of(file);
            Known before = known.get(pid);
            if (before != null && stamp.equals(before.stamp())) {
                unsettled.remove(pid);
                return true;
            }
            if (!atOnce && !stamp.equals(unsettled.put(pid, stamp))) {
                return false;
            }
            unsettled.remove(pid);
            apply(pid, file, stamp, before);
        } catch (NoSuchFileException e) {
            // It went while it was looked at: the next look finds it gone.
            return false;
        } catch (IOException | SettingsFile.Malformed | IllegalArgumentException e) {
            refuse(pid, file, e);
        }
        return true;
    }

    private void refuse(String pid, Path file, Exception reason) {
        String trouble = reason instanceof SettingsFile.Malformed || reason instanceof IllegalArgumentException
                ? Failure.words(reason)
                : reason.toString();
        Known before = known.get(pid);
        known.put(pid, new Known(stampOrNull(file), before == null ? null : before.settings()));
        if (!trouble.equals(troubles.put(pid, trouble))) {
            LOG.error(
                    "A configuration file is not used, {}: {} file={}",
                    before == null || before.settings() == null
                            ? "its account is not there"
                            : "the last good one stays",
                    trouble,
                    file.getFileName());
        }
    }

    private static Stamp stampOrNull(Path file) {
        try {
            return Stamp.of(file);
        } catch (IOException e) {
            return null;
        }
    }

    private void apply(String pid, Path file, Stamp stamp, Known before) throws IOException, SettingsFile.Malformed {
        byte[] bytes = Durable.read(file, Durable.SMALL);
        if (bytes.length == 0
                && before != null
                && before.settings() != null
                && !before.settings().isEmpty()) {
            throw new SettingsFile.Malformed("it is empty; to use the defaults, leave a comment in it");
        }
        SettingsFile read = SettingsFile.read(bytes);
        Map<String, List<String>> plain = read.settings();
        Map<String, List<String>> sealed = seal(pid, plain);
        if (sealed == null) {
            known.put(pid, new Known(stamp, before == null ? null : before.settings()));
            troubles.put(pid, "it holds a plain secret and waits for the vault");
            return;
        }
        Stamp kept = stamp;
        if (!sealed.equals(plain)) {
            Durable.write(file, read.with(sealed).bytes());
            kept = Stamp.of(file);
            LOG.info("Secrets of a configuration file were sealed file={}", file.getFileName());
        }
        Configuration configuration = configuration(pid);
        if (configuration.updateIfDifferent(Settings.properties(sealed)) && before != null) {
            LOG.info("A changed configuration file is in use file={}", file.getFileName());
        }
        known.put(pid, new Known(kept, new TreeMap<>(sealed)));
        troubles.remove(pid);
    }

    Map<String, List<String>> sealed(String pid, Map<String, List<String>> settings) {
        Map<String, List<String>> sealed = seal(pid, settings);
        return sealed == null ? settings : sealed;
    }

    /** @return null where something must be sealed and there is no vault yet */
    private Map<String, List<String>> seal(String pid, Map<String, List<String>> settings) {
        SecretKeys.Judge judge = secretKeys.judge(pid, factory(pid));
        if (judge.described()) {
            strangers.remove(pid);
        } else {
            strangers.add(pid);
        }
        noteUnread(pid, judge.unread(settings.keySet()));
        Secrets secrets = vault.get();
        Map<String, List<String>> sealed = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> setting : settings.entrySet()) {
            List<String> values = new ArrayList<>();
            for (String value : setting.getValue()) {
                if (value.isEmpty() || !judge.secret().test(setting.getKey())) {
                    values.add(value);
                } else if (secrets == null) {
                    return null;
                } else {
                    values.add(secrets.isSealed(value) ? value : secrets.seal(value));
                }
            }
            sealed.put(setting.getKey(), values);
        }
        return sealed;
    }

    private void noteUnread(String pid, List<String> keys) {
        if (keys.isEmpty()) {
            unread.remove(pid);
        } else if (!keys.equals(unread.put(pid, keys))) {
            LOG.warn("A configuration file has settings that nobody reads: {} file={}{}", keys, pid, SUFFIX);
        }
    }

    private Configuration configuration(String pid) throws IOException {
        String factory = factory(pid);
        return factory == null
                ? admin.getConfiguration(pid, ANYONE)
                : admin.getFactoryConfiguration(factory, pid.substring(factory.length() + 1), ANYONE);
    }

    /** @return null where it is the only configuration of its kind */
    private static String factory(String pid) {
        int tilde = pid.indexOf('~');
        return tilde < 0 ? null : pid.substring(0, tilde);
    }

    /** Editors take a file away for a moment to put the new one in its place: gone is what stays away. */
    private boolean gone(String pid) {
        long now = System.nanoTime();
        if (now - missing.computeIfAbsent(pid, name -> now) < ABSENCE.toNanos()) {
            return false;
        }
        missing.remove(pid);
        known.remove(pid);
        troubles.remove(pid);
        try {
            Configuration configuration = find(pid);
            if (configuration != null) {
                configuration.delete();
                LOG.info("A configuration went with its file file={}{}", pid, SUFFIX);
            }
        } catch (IOException e) {
            LOG.error("A configuration whose file is gone could not be deleted pid={}", pid, e);
        }
        return true;
    }

    /** Whether there is such a configuration, be it broken or not yet written. */
    boolean holds(String pid) {
        try {
            return Files.exists(folder.resolve(pid + SUFFIX)) || find(pid) != null;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Carries out what takes this configuration's file away or brings it, if both sides say the same now: a change that
     * is on its way from one to the other would be lost with the move.
     *
     * @return whether it was carried out
     */
    synchronized boolean move(String pid, Move move) throws IOException {
        if (!isAtRest(pid)) {
            return false;
        }
        move.carryOut();
        return true;
    }

    private boolean isAtRest(String pid) throws IOException {
        Configuration configuration = find(pid);
        Known file = known.get(pid);
        if (file == null || !Files.exists(folder.resolve(pid + SUFFIX))) {
            return file == null && configuration == null;
        }
        Dictionary<String, Object> properties = configuration == null ? null : configuration.getProperties();
        return Objects.equals(properties == null ? null : Settings.of(properties), file.settings());
    }

    /** Ends a configuration on both sides, whatever is on its way between them. */
    synchronized void remove(String pid) throws IOException {
        Configuration configuration = find(pid);
        if (configuration != null) {
            configuration.delete();
        }
        Durable.delete(folder.resolve(pid + SUFFIX));
        known.remove(pid);
        troubles.remove(pid);
    }

    /** What Config Admin has; empty where it has nothing. */
    Optional<Map<String, List<String>>> read(String pid) {
        try {
            return Settings.find(admin, pid).map(Configuration::getProperties).map(Settings::of);
        } catch (IOException e) {
            throw new IllegalStateException("Config Admin cannot be asked for " + pid, e);
        }
    }

    /** Hands settings to Config Admin, from where they come into their file. */
    void enter(String pid, Map<String, List<String>> sealed) throws IOException {
        configuration(pid).update(Settings.properties(sealed));
    }

    private Configuration find(String pid) throws IOException {
        return Settings.find(admin, pid).orElse(null);
    }

    /** Brings what was changed through Config Admin (by the console, by a feature) into the file. */
    private void fromAdmin(String pid) {
        try {
            Configuration configuration = find(pid);
            Known before = known.get(pid);
            Path file = folder.resolve(pid + SUFFIX);
            if (configuration == null) {
                if (before != null) {
                    known.remove(pid);
                    troubles.remove(pid);
                    Durable.delete(file);
                    LOG.info("A configuration file went with its configuration file={}", file.getFileName());
                }
                return;
            }
            Dictionary<String, Object> properties = configuration.getProperties();
            if (properties == null) {
                return;
            }
            if (!FILE_NAME.matcher(pid).matches()) {
                LOG.warn("A configuration whose name cannot be a file's is not kept pid={}", pid);
                return;
            }
            Map<String, List<String>> settings = Settings.of(properties);
            if (before == null || !settings.equals(before.settings())) {
                write(pid, configuration, settings, file);
            }
        } catch (IOException | SettingsFile.Malformed | IllegalStateException e) {
            troubles.put(pid, "a change made in the console could not be written to its file: " + Failure.words(e));
            LOG.error("A change of a configuration could not be written to its file pid={}", pid, e);
        }
    }

    private void write(String pid, Configuration configuration, Map<String, List<String>> settings, Path file)
            throws IOException, SettingsFile.Malformed {
        if (configuration.getFactoryPid() != null && !pid.startsWith(configuration.getFactoryPid() + "~")) {
            rename(configuration, settings);
            return;
        }
        Map<String, List<String>> sealed = seal(pid, settings);
        if (sealed == null) {
            touched.add(pid);
            return;
        }
        SettingsFile old =
                Files.exists(file) ? SettingsFile.read(Durable.read(file, Durable.SMALL)) : SettingsFile.empty();
        Durable.write(file, old.with(sealed).bytes());
        // Known although somebody may have taken it away by now: else nobody would miss it, and it stayed in use.
        known.put(pid, new Known(stampOrNull(file), new TreeMap<>(sealed)));
        troubles.remove(pid);
        if (!sealed.equals(settings)) {
            configuration.updateIfDifferent(Settings.properties(sealed));
        }
        LOG.info("A configuration was written to its file file={}", file.getFileName());
    }

    /** The console gives a new account a random number for a name; an account is what follows {@code ~}. */
    private void rename(Configuration numbered, Map<String, List<String>> settings) throws IOException {
        String factory = numbered.getFactoryPid();
        int number = 1;
        while (known.containsKey(factory + "~account" + number) || find(factory + "~account" + number) != null) {
            number++;
        }
        Configuration named = admin.getFactoryConfiguration(factory, "account" + number, ANYONE);
        numbered.delete();
        named.update(Settings.properties(settings));
        touched.add(named.getPid());
        LOG.info("A new configuration got a name pid={}", named.getPid());
    }

    /** What moves a file. */
    @FunctionalInterface
    interface Move {
        void carryOut() throws IOException;
    }

    /**
     * A file as it was last looked at.
     *
     * @param stamp null where it is to be looked at again in any case
     * @param settings as Config Admin has them; null where it has none
     */
    private record Known(Stamp stamp, Map<String, List<String>> settings) {}
}
