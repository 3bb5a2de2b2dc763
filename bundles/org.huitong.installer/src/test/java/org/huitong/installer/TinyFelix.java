// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** A real framework in this VM; the classes under test run outside it, with its system bundle's context. */
public final class TinyFelix implements AutoCloseable {
    private static final String SHARED = "org.osgi.service.cm;version=1.6.1,org.osgi.service.metatype;version=1.4.1,"
            + "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5.1,"
            + "org.osgi.service.component.runtime.dto;version=1.5.1,org.osgi.util.promise;version=1.3.0,"
            + "org.huitong.api.vault;version=1.0.0,org.huitong.api.operation;version=1.0.0,"
            + "org.osgi.service.log;version=1.3.0";

    private final Framework framework;

    public TinyFelix(Path home) {
        this(home, Map.of());
    }

    public TinyFelix(Path home, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("org.osgi.framework.storage", home.resolve("data/cache").toString());
        all.put("org.osgi.framework.system.packages.extra", SHARED);
        all.put("felix.bootdelegation.implicit", "false");
        all.put("org.osgi.framework.bsnversion", "multiple");
        all.put("felix.cm.pm", "memory");
        all.put("felix.log.level", "1");
        all.put("org.osgi.framework.startlevel.beginning", "40");
        all.put("org.osgi.framework.storage.clean", "onFirstInit");
        all.put("huitong.home", home.toString());
        all.put("huitong.data", home.resolve("data").toString());
        all.putAll(properties);
        framework = new FrameworkFactory().newFramework(all);
        try {
            Files.createDirectories(home.resolve("data"));
            framework.start();
        } catch (BundleException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    public void level(int startLevel) {
        framework.adapt(FrameworkStartLevel.class).setStartLevel(startLevel);
    }

    /** Starts a bundle of the test's class path. */
    public Bundle start(String artifact) {
        try {
            Path jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(path -> path.getFileName().toString().startsWith(artifact + "-"))
                    .findFirst()
                    .orElseThrow();
            Bundle bundle = context().installBundle(jar.toUri().toString());
            bundle.start();
            return bundle;
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> T service(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        return reference == null ? null : context().getService(reference);
    }

    /** The names of all bundles with their state, for messages of failed tests. */
    public String standing() {
        return Stream.of(context().getBundles())
                .map(bundle -> bundle.getSymbolicName() + ":" + bundle.getState())
                .collect(Collectors.joining(" "));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
