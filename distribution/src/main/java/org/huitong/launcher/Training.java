// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/**
 * A start for the JVM to learn from: on ports of its own (and folders, by {@code bin/huitong}), until the hub is ready
 * and has answered once. With {@code -XX:ArchiveClassesAtExit} the classes are written down as they are when it ends.
 *
 * <p>Of classes that were loaded and not linked Java writes down none: one in seven, which somebody's signature
 * mentions. They are linked here, by the log of classes that {@code bin/huitong} asks Java for.
 */
final class Training {
    private static final long SECONDS = 45;
    /** Linking loads what the linked ones mention; a few passes reach nearly all of it. */
    private static final int PASSES = 3;

    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: (file:.+\\.jar)$");
    private static final String LOG_OF_CLASSES = "huitong.train.log";
    private static final List<String> LESSONS =
            List.of("/", "/health", "/metrics", "/api/v1/messages", "/api/v1/openapi.json", "/system/console/bundles");

    private Training() {}

    static int run(Map<String, String> environment) throws Exception {
        Map<String, String> own = new HashMap<>(environment);
        own.remove("HUITONG_CALLBACK_PORT");
        own.put("HUITONG_HTTP_BIND", "127.0.0.1");
        own.put("HUITONG_HTTP_PORT", Integer.toString(freePort()));
        own.put("HUITONG_HTTPS_PORT", Integer.toString(freePort()));
        Place place = Place.of(own);
        Life life = new Life(place);
        Thread teacher = new Thread(() -> teach(place, life), "huitong-teacher");
        teacher.setDaemon(true);
        teacher.start();
        return life.run();
    }

    private static void teach(Place place, Life life) {
        try {
            if (Probe.await(place, SECONDS, ProcessHandle.current().pid()) == 0) {
                for (String lesson : LESSONS) {
                    get(place.url() + lesson);
                }
                link(life.bundles(), Path.of(System.getProperty(LOG_OF_CLASSES)));
            } else {
                System.err.println("The hub was not ready after " + SECONDS + " s; what it did by then is kept");
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("The log of loaded classes cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            System.exit(0);
        }
    }

    private static void link(List<Bundle> bundles, Path log) throws IOException {
        Map<String, Bundle> byJar = new HashMap<>();
        bundles.forEach(bundle -> byJar.put(bundle.getLocation().replaceFirst("^reference:file:/+", "file:/"), bundle));
        Set<String> linked = new HashSet<>();
        for (int pass = 0; pass < PASSES; pass++) {
            for (String line : Files.readAllLines(log)) {
                Matcher loaded = LOADED.matcher(line);
                if (loaded.find() && byJar.containsKey(loaded.group(2)) && linked.add(loaded.group(1))) {
                    link(byJar.get(loaded.group(2)), loaded.group(1));
                }
            }
        }
    }

    /** Nothing of Java's says "link"; but who asks for constructors gets them of a linked class. */
    private static void link(Bundle bundle, String name) {
        try {
            bundle.loadClass(name).getDeclaredConstructors();
        } catch (ClassNotFoundException | LinkageError e) {
            // It mentions what is not here, as optional parts do: it stays out of the archive.
        }
    }

    private static void get(String address) {
        try {
            var connection = (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
            connection.setReadTimeout(10_000);
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException e) {
            System.err.println("No answer to " + address + ": " + e.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
