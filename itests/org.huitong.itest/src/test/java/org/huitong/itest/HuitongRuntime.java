// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.huitong.testkit.FreePort;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Constants;

/** The built distribution as Pax Exam wants it: the launcher's own list of bundles, on a free port, in fresh folders. */
final class HuitongRuntime {
    private HuitongRuntime() {}

    static Option[] distribution() {
        Path home = Path.of(System.getProperty("huitong.distribution"))
                .toAbsolutePath()
                .normalize();
        try {
            Path own = Files.createTempDirectory("huitong-exam");
            int port = FreePort.next();
            List<Option> options = new ArrayList<>();
            Files.createDirectories(own.resolve("conf"));
            Files.copy(home.resolve("conf/logback.xml"), own.resolve("conf/logback.xml"));
            options.add(systemProperty("logback.configurationFile")
                    .value(own.resolve("conf/logback.xml").toString()));
            options.add(systemProperty("huitong.logs").value(own.resolve("logs").toString()));
            options.add(systemProperty("huitong.exam.port").value(Integer.toString(port)));
            properties(home, own, port)
                    .forEach((k, v) -> options.add(frameworkProperty(k).value(v)));
            // The log is the launcher's: here it is the test's own class path that offers it.
            for (String exported : offered(home)) {
                options.add(systemPackage(exported));
            }
            // As the launcher does: what waits for the end of the start begins when floors 0 to 2 stand.
            options.add(
                    frameworkProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL).value("30"));
            options.add(frameworkStartLevel(40));
            for (String line : Files.readAllLines(home.resolve("system/boot.list"))) {
                int blank = line.indexOf(' ');
                options.add(bundle("reference:"
                                + home.resolve(line.substring(blank + 1)).toUri())
                        .startLevel(Integer.parseInt(line.substring(0, blank))));
            }
            options.add(junitBundles());
            return new Option[] {composite(options.toArray(Option[]::new))};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] offered(Path home) throws IOException {
        Properties framework = new Properties();
        try (Reader in = Files.newBufferedReader(home.resolve("system/framework.properties"))) {
            framework.load(in);
        }
        // Commas within quotes belong to a version range or a list of used packages.
        return framework
                .getProperty("org.osgi.framework.system.packages.extra")
                .split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    }

    private static Map<String, String> properties(Path home, Path own, int port) {
        return Map.ofEntries(
                Map.entry("huitong.home", home.toString()),
                Map.entry("huitong.data", own.resolve("data").toString()),
                Map.entry("huitong.keys", own.resolve("keys").toString()),
                Map.entry("huitong.conf", own.resolve("conf").toString()),
                Map.entry("huitong.deploy", own.resolve("deploy").toString()),
                Map.entry("huitong.features", home.resolve("features").toString()),
                Map.entry("huitong.features.first", "default,echo"),
                Map.entry("huitong.system", home.resolve("system").toString()),
                Map.entry("huitong.logs", own.resolve("logs").toString()),
                Map.entry("huitong.http.bind", "127.0.0.1"),
                Map.entry("huitong.http.port", Integer.toString(port)),
                Map.entry("huitong.https.port", Integer.toString(FreePort.next())),
                Map.entry("huitong.callback.port", "0"),
                Map.entry("org.osgi.service.http.port", "0"),
                Map.entry("org.apache.felix.http.host", "127.0.0.1"),
                Map.entry("felix.cm.pm", "memory"),
                Map.entry("felix.bootdelegation.implicit", "false"),
                Map.entry("felix.webconsole.security.providers", "org.huitong.console"));
    }
}
