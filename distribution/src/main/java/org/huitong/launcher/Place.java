// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where this hub lives and on which doors it listens, from the environment. Bundles read the same as framework
 * properties ({@code huitong.home}, {@code huitong.http.port} …).
 */
record Place(
        Path home,
        Path data,
        Path keys,
        Path conf,
        Path deploy,
        Path logs,
        String bind,
        int httpPort,
        int httpsPort,
        int callbackPort,
        boolean demo) {

    static Place of(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HUITONG_HOME", "."))
                .toAbsolutePath()
                .normalize();
        boolean demo = "true".equals(environment.get("HUITONG_DEMO"));
        Path own = demo ? home.resolve("demo") : home;
        return new Place(
                home,
                folder(environment, "HUITONG_DATA", own.resolve("data")),
                folder(environment, "HUITONG_KEYS", own.resolve("keys")),
                folder(environment, "HUITONG_CONF", own.resolve("conf")),
                folder(environment, "HUITONG_DEPLOY", own.resolve("deploy")),
                folder(environment, "HUITONG_LOGS", own.resolve("logs")),
                environment.getOrDefault("HUITONG_HTTP_BIND", "127.0.0.1"),
                port(environment, "HUITONG_HTTP_PORT", 8080),
                port(environment, "HUITONG_HTTPS_PORT", 8443),
                port(environment, "HUITONG_CALLBACK_PORT", 0),
                demo);
    }

    Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("huitong.home", home.toString());
        all.put("huitong.data", data.toString());
        all.put("huitong.keys", keys.toString());
        all.put("huitong.conf", conf.toString());
        all.put("huitong.deploy", deploy.toString());
        all.put("huitong.features", home.resolve("features").toString());
        all.put("huitong.features.first", demo ? "default,demo" : "default");
        all.put("huitong.system", home.resolve("system").toString());
        all.put("huitong.logs", logs.toString());
        all.put("huitong.http.bind", bind);
        all.put("huitong.http.port", Integer.toString(httpPort));
        all.put("huitong.https.port", Integer.toString(httpsPort));
        all.put("huitong.callback.port", Integer.toString(callbackPort));
        all.put("huitong.demo", Boolean.toString(demo));
        return all;
    }

    /** The door of the shell: who may open this file may do everything. */
    Path shellSocket() {
        return data.resolve("run").resolve("shell.sock");
    }

    /** The process that holds the data, for {@code bin/huitong stop}. */
    Path pidFile() {
        return data.resolve("run").resolve("pid");
    }

    String url() {
        boolean everywhere = bind.equals("0.0.0.0") || bind.equals("::");
        String host = everywhere ? "127.0.0.1" : bind.contains(":") ? "[" + bind + "]" : bind;
        return "http://" + host + ":" + httpPort;
    }

    private static Path folder(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return (value.isBlank() ? otherwise : Path.of(value)).toAbsolutePath().normalize();
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a port: " + value, e);
        }
        throw new IllegalArgumentException(name + " is not a port: " + value);
    }
}
