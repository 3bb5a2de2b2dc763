// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Check;
import org.huitong.api.vault.Secrets;
import org.huitong.testkit.TestClock;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/** A framework in this very process with the store as it is built, for what only a framework shows. */
final class HubInMemory implements AutoCloseable {
    /** Whoever only uses a package takes any later version of it; the one that the store provides is named exactly. */
    private static final String SHARED =
            "org.slf4j;version=1.7.36,org.slf4j;version=2.0.20,org.slf4j.helpers;version=2.0.20,"
                    + "org.slf4j.spi;version=2.0.20,org.slf4j.event;version=2.0.20,"
                    + "jakarta.persistence;version=3.2.0,jakarta.persistence.criteria;version=3.2.0,"
                    + "jakarta.persistence.metamodel;version=3.2.0,jakarta.persistence.spi;version=3.2.0,"
                    + "org.huitong.api.clock;version=1.99.0,org.huitong.api.store;version=1.2.0,org.huitong.api.vault;version=1.99.0,"
                    + "org.huitong.api.operation;version=1.99.0,org.huitong.api.text;version=1.99.0";

    private final Framework framework;

    HubInMemory(Path home) throws BundleException, IOException, ClassNotFoundException {
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", home.resolve("cache").toString());
        settings.put("org.osgi.framework.system.packages.extra", SHARED);
        settings.put("felix.bootdelegation.implicit", "false");
        settings.put("huitong.home", home.toString());
        settings.put("huitong.data", home.resolve("data").toString());
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        context().registerService(Clock.class, new TestClock(), new Hashtable<>());
        context().registerService(Secrets.class, new Reversed(), new Hashtable<>());
        for (String inside : new String[] {
            "org.osgi.service.component.ComponentContext",
            "org.osgi.util.promise.Promise",
            "org.osgi.util.function.Function",
            "org.apache.felix.scr.info.ScrInfo",
            "org.apache.felix.cm.PersistenceManager",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.fasterxml.jackson.core.JsonParser",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.zaxxer.hikari.HikariDataSource",
            "org.postgresql.Driver",
            "org.objectweb.asm.ClassReader",
            "org.objectweb.asm.commons.SerialVersionUIDAdder",
            "org.objectweb.asm.tree.ClassNode",
            "org.eclipse.persistence.jpa.jpql.ExpressionTools",
            "org.eclipse.persistence.Version",
            "org.eclipse.persistence.jpa.PersistenceProvider",
        }) {
            install(inside);
        }
        for (Bundle bundle : context().getBundles()) {
            if (bundle.getHeaders("").get("Fragment-Host") == null) {
                bundle.start();
            }
        }
        context()
                .installBundle("reference:file:" + Path.of("target/classes").toAbsolutePath())
                .start();
    }

    private void install(String className) throws ClassNotFoundException, BundleException {
        try {
            Path jar = Path.of(Class.forName(className)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            context().installBundle("reference:file:" + jar);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** A bundle made of these entries; what ends with .class is taken from the test's class path. */
    Bundle install(String name, Map<String, String> headers, Map<String, String> entries)
            throws BundleException, IOException {
        return context().installBundle("memory:" + name, new ByteArrayInputStream(jar(name, headers, entries)));
    }

    static byte[] jar(String name, Map<String, String> headers, Map<String, String> entries) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(
                        entry.getKey().endsWith(".class")
                                ? HubInMemory.class
                                        .getClassLoader()
                                        .getResourceAsStream(entry.getKey())
                                        .readAllBytes()
                                : entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Waits for a service. */
    <T> T await(Class<T> type, String filter) throws InterruptedException, InvalidSyntaxException {
        String full = "(&(objectClass=" + type.getName() + ")" + filter + ")";
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context(), FrameworkUtil.createFilter(full), null);
        tracker.open();
        try {
            T service = tracker.waitForService(Duration.ofSeconds(60).toMillis());
            if (service == null) {
                throw new AssertionError("No service came for " + full);
            }
            return service;
        } finally {
            tracker.close();
        }
    }

    /** Waits until the store says this of itself. */
    void awaitResult(Check.Result expected) throws InterruptedException, InvalidSyntaxException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!await(Check.class, "").result().equals(expected)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "The store says " + await(Check.class, "").result());
            }
            Thread.sleep(5);
        }
    }

    EntityManagerFactory unit(String name) throws InterruptedException, InvalidSyntaxException {
        return await(EntityManagerFactory.class, "(osgi.unit.name=" + name + ")");
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(60_000);
    }

    /** Stands for the vault: {@code sealed:cba} opens to {@code abc}. */
    private static final class Reversed implements Secrets {
        @Override
        public String seal(String plain) {
            return "sealed:" + new StringBuilder(plain).reverse();
        }

        @Override
        public String open(String text) {
            return isSealed(text)
                    ? new StringBuilder(text.substring("sealed:".length()))
                            .reverse()
                            .toString()
                    : text;
        }

        @Override
        public boolean isSealed(String text) {
            return text.startsWith("sealed:");
        }
    }
}
