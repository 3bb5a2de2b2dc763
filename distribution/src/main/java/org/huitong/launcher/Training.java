// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A start for the JVM to learn from: on ports of its own (and folders, by {@code bin/huitong}), until the hub is ready and has answered once.
 * With {@code -XX:ArchiveClassesAtExit} the classes are written down as they are when it ends.
 */
final class Training {
    private static final long SECONDS = 45;
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
        Thread teacher = new Thread(() -> teach(place), "huitong-teacher");
        teacher.setDaemon(true);
        teacher.start();
        return new Life(place).run();
    }

    private static void teach(Place place) {
        try {
            if (Probe.await(place, SECONDS) == 0) {
                for (String lesson : LESSONS) {
                    get(place.url() + lesson);
                }
            } else {
                System.err.println("The hub was not ready after " + SECONDS + " s; what it did by then is kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            System.exit(0);
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
