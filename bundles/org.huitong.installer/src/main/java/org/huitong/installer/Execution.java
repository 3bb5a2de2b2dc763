// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.huitong.installer.Desired.Wish;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one change out in the framework, and takes it back where a step fails. What can be done while the old
 * bundles still run is done before they stop, so that the moment without them is short.
 */
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final InstalledBundles installed;
    private final Change change;
    private final Consumer<String> progress;
    private final Deque<Undo> undo = new ArrayDeque<>();

    Execution(InstalledBundles installed, Change change, Consumer<String> progress) {
        this.installed = installed;
        this.change = change;
        this.progress = progress;
    }

    void carryOut() throws BundleException, IOException {
        for (Wish wish : change.installs().values()) {
            installed.install(file(wish), wish.startLevel());
            undo.push(() -> installed.uninstall(wish.symbolicName()));
            progress.accept("installed " + wish.symbolicName());
        }
        List<String> exchanged = new ArrayList<>(change.updates().keySet());
        exchanged.addAll(change.removals().keySet());
        List<Bundle> changed =
                exchanged.stream().map(installed::find).filter(Objects::nonNull).toList();
        undo.push(() -> startAgain(exchanged, changed));
        exchanged.forEach(name -> {
            installed.stop(name);
            progress.accept("stopped " + name);
        });
        for (Wish wish : change.updates().values()) {
            Wish before = change.from().bundles().get(wish.symbolicName());
            if (installed.find(wish.symbolicName()) == null) {
                installed.install(file(wish), wish.startLevel());
                undo.push(() -> installed.uninstall(wish.symbolicName()));
            } else {
                undo.push(() -> installed.putBack(file(before), before.startLevel()));
                installed.update(file(wish));
            }
            progress.accept("updated " + wish.symbolicName());
        }
        for (Wish wish : change.removals().values()) {
            remove(wish);
            progress.accept("removed " + wish.symbolicName());
        }
        installed.refresh(changed);
        progress.accept("refreshed");
        TreeMap<String, Wish> coming = new TreeMap<>(change.installs());
        coming.putAll(change.updates());
        for (String name : coming.keySet()) {
            undo.push(() -> installed.stop(name));
            if (change.updates().containsKey(name)) {
                installed.startAnew(name);
            } else {
                installed.start(name);
            }
            progress.accept("started " + name);
        }
    }

    /** What fails here is no reason to keep a bundle that nobody wants: it is gone at the next start at the latest. */
    private void remove(Wish wish) {
        try {
            installed.uninstall(wish.symbolicName());
            undo.push(() -> installed.install(file(wish), wish.startLevel()));
        } catch (BundleException e) {
            LOG.warn("A bundle complained when it was removed bundle={}", wish.symbolicName(), e);
        }
    }

    private BundleFile file(Wish wish) throws IOException {
        BundleFile file = change.jars().known(wish.sha256());
        if (file == null) {
            throw new IOException("the jar of " + wish.symbolicName() + " " + wish.version() + " is gone");
        }
        return file;
    }

    private void startAgain(Collection<String> names, Collection<Bundle> changed) throws BundleException {
        installed.refresh(changed);
        for (String name : names) {
            try {
                if (installed.find(name) != null) {
                    installed.start(name);
                }
            } catch (BundleException e) {
                LOG.error("A bundle did not start again after a change was taken back bundle={}", name, e);
            }
        }
    }

    /** Everything as it was; a step back that fails is told and does not keep the others from being taken. */
    void takeBack() {
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (BundleException | IOException | RuntimeException e) {
                LOG.error("A step of taking a change back failed change={}", change.what(), e);
            }
        }
    }

    @FunctionalInterface
    private interface Undo {
        void run() throws BundleException, IOException;
    }
}
