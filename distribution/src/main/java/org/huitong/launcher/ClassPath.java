// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** What of {@code system/} is no bundle here but beside the launcher: the framework and the log. */
public final class ClassPath {
    private ClassPath() {}

    public static Set<Path> of(Path home) throws IOException {
        Path bin = home.resolve("bin");
        Set<Path> jars = new HashSet<>();
        try (JarFile launcher = new JarFile(bin.resolve("huitong.jar").toFile())) {
            String entries = launcher.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String entry : entries.split(" ")) {
                jars.add(bin.resolve(entry).normalize());
            }
        }
        return jars;
    }
}
