// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.huitong.testkit.HubProcess;

/** A bundle that is made on the spot, as a partner might make one, and dropped into {@code deploy/}. */
final class Plug {
    private Plug() {}

    /** The connector whose calls go wrong in the way that their address names; see its source. */
    static void troubleInto(HubProcess hub, Path scratch) {
        try {
            Path source = scratch.resolve("source");
            Path classes = Files.createDirectories(scratch.resolve("classes"));
            Path java = source.resolve("trouble/TroubleConnector.java");
            Files.createDirectories(java.getParent());
            Files.write(java, resource("TroubleConnector.java.txt"));
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "--release",
                            "17",
                            "-proc:none",
                            "-cp",
                            bundle(hub, "org.huitong.api").toString(),
                            "-d",
                            classes.toString(),
                            java.toString());
            if (result != 0) {
                throw new IllegalStateException("the test's connector does not compile");
            }
            Files.createDirectories(classes.resolve("OSGI-INF"));
            Files.write(classes.resolve("OSGI-INF/trouble.xml"), resource("trouble.xml"));
            Manifest manifest = new Manifest();
            Attributes main = manifest.getMainAttributes();
            main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            main.putValue("Bundle-ManifestVersion", "2");
            main.putValue("Bundle-SymbolicName", "trouble");
            main.putValue("Bundle-Version", "1.0.0");
            main.putValue("Service-Component", "OSGI-INF/trouble.xml");
            main.putValue(
                    "Import-Package",
                    Stream.of("connector", "message", "text")
                            .map(part -> "org.huitong.api." + part + ";version=\"[1.0,2)\"")
                            .reduce((a, b) -> a + "," + b)
                            .orElseThrow());
            drop(hub, "trouble.jar", jar(classes, manifest, scratch.resolve("trouble.jar")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the distribution's own jars. */
    static Path bundle(HubProcess hub, String symbolicName) {
        try (Stream<Path> all = Files.walk(hub.home().resolve("system"))) {
            List<Path> found = all.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(file -> file.getFileName().toString().startsWith(symbolicName + "-"))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException("not one jar but " + found);
            }
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the distribution's own jars with other headers and more in it. */
    static Path remade(
            HubProcess hub, String symbolicName, Map<String, String> headers, Map<String, String> more, Path target) {
        return remade(bundle(hub, symbolicName), headers, more, target);
    }

    static Path remade(Path jar, Map<String, String> headers, Map<String, String> more, Path target) {
        try (JarInputStream from = new JarInputStream(Files.newInputStream(jar))) {
            Manifest manifest = from.getManifest();
            headers.forEach(manifest.getMainAttributes()::putValue);
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(target), manifest)) {
                for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.transferTo(to);
                }
                for (Map.Entry<String, String> one : more.entrySet()) {
                    to.putNextEntry(new JarEntry(one.getKey()));
                    to.write(one.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the distribution has and starts only when asked to. */
    static void deploy(HubProcess hub, String symbolicName) {
        drop(hub, symbolicName + ".jar", bundle(hub, symbolicName));
    }

    /** Into {@code deploy/}, whole from the first moment on. */
    static void drop(HubProcess hub, String name, Path jar) {
        Path deploy = hub.home().resolve("deploy");
        try {
            Path part = Files.copy(jar, deploy.resolve("." + name), StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, deploy.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(Path classes, Manifest manifest, Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, jar);
                jar.closeEntry();
            }
        }
        return target;
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Plug.class.getResourceAsStream("/plug/" + name)) {
            return in.readAllBytes();
        }
    }
}
