// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.huitong.api.text.LocalText;
import org.huitong.installer.disk.Failure;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hands that touch the framework. They only ever touch the bundles they are given. */
final class InstalledBundles {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledBundles.class);
    /** The start level of floor 3. */
    static final int PLUGS = 30;

    private static final String START = "start";
    private static final String STOP = "stop";
    private static final long REFRESH_SECONDS = 20;
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);
    /** Who is told to stop while it hangs does not hear it: the component runtime lets go once it is interrupted. */
    private static final Duration LAST_WORD = Duration.ofMillis(500);
    /** Tables are made while a bundle starts, and may take their time. */
    private static final String TABLES = "Huitong-Schema";

    private final BundleContext context;
    private final Duration patience;
    private final Map<String, LocalText> troubles = new ConcurrentHashMap<>();
    /** Starts that were given up and go on all the same. */
    private final Map<String, Thread> hanging = new ConcurrentHashMap<>();

    /** Where bundles lie whose usual place is taken by one that hangs. */
    private final Map<String, String> places = new ConcurrentHashMap<>();

    private volatile String starting;

    InstalledBundles(BundleContext context) {
        this(context, USUAL_PATIENCE);
    }

    /** @param patience how long a bundle may take to start or to stop */
    InstalledBundles(BundleContext context, Duration patience) {
        this.context = context;
        this.patience = patience;
    }

    /** Why a bundle did not start, in the framework's words. */
    LocalText trouble(String symbolicName) {
        return troubles.get(symbolicName);
    }

    /** The framework itself starts bundles of a later start level, and tells of failures by an event. */
    void heard(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR
                && event.getThrowable() != null
                && Inspector.isPlug(event.getBundle())
                && event.getBundle().getState() != Bundle.ACTIVE) {
            troubles.put(event.getBundle().getSymbolicName(), reason(event.getThrowable()));
        }
    }

    Bundle find(String symbolicName) {
        return context.getBundle(place(symbolicName));
    }

    private String place(String symbolicName) {
        return places.getOrDefault(symbolicName, Inspector.location(symbolicName));
    }

    /** Whether a bundle of this name belongs to the platform itself. */
    boolean isPlatform(String symbolicName) {
        return Inspector.isPlatform(Arrays.asList(context.getBundles()), symbolicName);
    }

    boolean active(String symbolicName) {
        Bundle bundle = find(symbolicName);
        return bundle != null && bundle.getState() == Bundle.ACTIVE;
    }

    /** Whether its start was given up and has not come back, whatever state the framework sees it in. */
    boolean hangs(String symbolicName) {
        Thread start = hanging.get(symbolicName);
        return start != null && start.isAlive();
    }

    /** The bundle whose start is waited for right now. */
    Optional<String> starting() {
        return Optional.ofNullable(starting);
    }

    /** What is installed from now on gets this start level at once, and not a moment later. */
    void expect(int startLevel) {
        context.getBundle(0).adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(startLevel);
    }

    /** Whether the start is over and plugs run; the level alone is said before its bundles have started. */
    boolean reached(int startLevel) {
        Bundle framework = context.getBundle(0);
        return framework.getState() == Bundle.ACTIVE
                && framework.adapt(FrameworkStartLevel.class).getStartLevel() >= startLevel;
    }

    Bundle install(BundleFile file, int startLevel) throws BundleException, IOException {
        try (InputStream jar = Files.newInputStream(file.jar())) {
            Bundle bundle = context.installBundle(place(file.symbolicName()), jar);
            BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
            if (level.getStartLevel() != startLevel) {
                // The framework follows in a thread of its own, which may be the one that starts the bundle then.
                level.setStartLevel(startLevel);
            }
            return bundle;
        }
    }

    void stop(String symbolicName) {
        Bundle bundle = find(symbolicName);
        try {
            if (bundle != null) {
                Duration patient = hangs(symbolicName) ? LAST_WORD : patience;
                inTime(symbolicName, STOP, patient, () -> bundle.stop(Bundle.STOP_TRANSIENT));
            }
        } catch (BundleException e) {
            // It is on its way out: what it failed to tidy up is its own.
            LOG.warn("A bundle complained when it was stopped bundle={}", symbolicName, e);
        }
    }

    void update(BundleFile file) throws BundleException, IOException {
        Bundle bundle = find(file.symbolicName());
        try (InputStream jar = Files.newInputStream(file.jar())) {
            // It stops the bundle where that has not come to its end.
            inTime(file.symbolicName(), "update", patience, () -> bundle.update(jar));
        }
    }

    /** The version before in the place of one that did not work. */
    void putBack(BundleFile file, int startLevel) throws BundleException, IOException {
        String name = file.symbolicName();
        if (!hangs(name)) {
            update(file);
            return;
        }
        // The framework and its component runtime go on holding what never came back, under the bundle's id: the
        // version before gets another one, and another place where this one does not leave. It leaves when it does
        // come back.
        Bundle hanging = find(name);
        try {
            inTime(name, "uninstall", LAST_WORD, hanging::uninstall);
        } catch (BundleException e) {
            LOG.error("A bundle hangs for good and is left behind bundle={} id={}", name, hanging.getBundleId(), e);
            places.put(name, Inspector.location(name) + "#" + hanging.getBundleId());
        }
        install(file, startLevel);
    }

    void uninstall(String symbolicName) throws BundleException {
        Bundle bundle = find(symbolicName);
        if (bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
            // It waits for a start that does not come back, and everybody else would wait for it.
            inTime(symbolicName, "uninstall", patience, bundle::uninstall);
        }
        troubles.remove(symbolicName);
    }

    /** Old wirings of exactly these are thrown away; who is not named is not touched. */
    void refresh(Collection<Bundle> changed) throws BundleException {
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        List<Bundle> pending = new ArrayList<>(wiring.getRemovalPendingBundles());
        pending.retainAll(changed);
        if (pending.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(pending, event -> done.countDown());
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                throw new BundleException("the framework did not finish refreshing " + pending);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleException("interrupted while refreshing", e);
        }
    }

    /** @throws Late where it did not come back in time */
    void start(String symbolicName) throws BundleException {
        start(symbolicName, patience);
    }

    /** Starts a bundle in whose place another one stood a moment ago: whoever used that one waits meanwhile. */
    void startAnew(String symbolicName) throws BundleException {
        boolean tables = find(symbolicName).getHeaders("").get(TABLES) != null;
        start(symbolicName, tables ? patience : patience.dividedBy(4));
    }

    private void start(String symbolicName, Duration patient) throws BundleException {
        Bundle bundle = find(symbolicName);
        starting = symbolicName;
        try {
            inTime(symbolicName, START, patient, () -> bundle.start(Bundle.START_ACTIVATION_POLICY));
            troubles.remove(symbolicName);
            hanging.remove(symbolicName);
        } catch (BundleException e) {
            troubles.put(symbolicName, reason(e));
            throw e;
        } finally {
            starting = null;
        }
    }

    /** A bundle that hangs would hang every later change with it: it is interrupted, and counts as broken. */
    private void inTime(String symbolicName, String verb, Duration patient, Step step) throws BundleException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            step.run();
            return null;
        });
        Thread thread = new Thread(task, "huitong-" + verb + "-" + symbolicName);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(patient.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            join(thread, grace(patient));
            if (verb.equals(START)) {
                hanging.put(symbolicName, thread);
            }
            throw late(symbolicName, verb, patient);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BundleException cause
                    ? cause
                    : new BundleException("it did not " + verb, e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new BundleException("interrupted while it was to " + verb, e);
        }
    }

    /** Whoever heeds the interruption does so soon; who is not waited for long is not waited for long then either. */
    private static Duration grace(Duration patient) {
        Duration quarter = patient.dividedBy(4);
        return quarter.compareTo(LAST_WORD) < 0 ? LAST_WORD : quarter;
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1_000 == 0
                ? Long.toString(time.toSeconds())
                : Double.toString(time.toMillis() / 1000.0);
    }

    private static Late late(String symbolicName, String verb, Duration patient) {
        String done =
                switch (verb) {
                    case START -> "启动";
                    case STOP -> "停止";
                    default -> "完成更换";
                };
        return new Late(LocalText.of(
                symbolicName + " 在 " + seconds(patient) + " 秒内没有" + done,
                symbolicName + " did not " + verb + " within " + seconds(patient) + " s"));
    }

    private static void join(Thread thread, Duration grace) {
        try {
            thread.join(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A sentence where it is ours; what others threw is quoted as it is. */
    static LocalText reason(Throwable failure) {
        if (failure instanceof Unfit unfit) {
            return unfit.reason();
        }
        return failure instanceof Late late
                ? late.reason
                : LocalText.of(Failure.words(failure), Failure.words(failure));
    }

    /** A bundle did not come back in time. */
    static final class Late extends BundleException {
        private static final long serialVersionUID = 1L;
        private final transient LocalText reason;

        private Late(LocalText reason) {
            super(reason.en());
            this.reason = reason;
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws BundleException;
    }
}
