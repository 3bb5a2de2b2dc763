// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.huitong.kit.process.JavaCommand;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Where the process that reads files has its tools, and each one a bench that is cleared behind it. */
final class Workshop {
    /** Memory that is used as a disk is none: what a parser lays there is gone with the machine. */
    private static final Path MEMORY = Path.of("/dev/shm");
    /** In half kilobytes: no file that a parser writes grows beyond 128 MiB. */
    private static final String LIMITS = "ulimit -f 262144; exec nice -n 10 \"$@\"";

    /** By their names: neither is to be loaded here for the sake of Tika, which the hub does not have. */
    private static final List<String> HOST =
            List.of("org.huitong.capability.filewords.TextHost", "org.huitong.capability.filewords.Bench");

    private final String classPath;
    private final Path benches;

    /** @param classPath where Java finds the host and Tika */
    Workshop(String classPath, Path benches) {
        this.classPath = classPath;
        this.benches = benches;
    }

    /** Lays out what the bundle carries, below the bundle's own folder. */
    static Workshop of(BundleContext context) throws IOException {
        Path folder = context.getDataFile("reading").toPath();
        Files.createDirectories(folder);
        Bundle bundle = context.getBundle();
        List<URL> tools = new ArrayList<>(Collections.list(bundle.findEntries("reading", "*.jar", false)));
        for (URL tool : tools) {
            String path = tool.getPath();
            lay(tool, folder.resolve(path.substring(path.lastIndexOf('/') + 1)));
        }
        for (String name : HOST) {
            String entry = name.replace('.', '/') + ".class";
            lay(bundle.getEntry(entry), folder.resolve("host").resolve(entry));
        }
        return new Workshop(folder + "/*:" + folder.resolve("host"), folder.resolve("benches"));
    }

    private static void lay(URL tool, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream bytes = tool.openStream()) {
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    Bench bench() throws IOException {
        if (Files.isDirectory(MEMORY) && Files.isWritable(MEMORY)) {
            return new Bench(Files.createTempDirectory(MEMORY, "huitong-reading"));
        }
        Files.createDirectories(benches);
        return new Bench(Files.createTempDirectory(benches, "bench"));
    }

    List<String> command(Bench bench, int megabytes) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", LIMITS, "sh"));
        command.addAll(JavaCommand.of(
                megabytes,
                classPath,
                List.of("-Djava.io.tmpdir=" + bench.folder(), "-Djava.awt.headless=true", HOST.get(0))));
        return List.copyOf(command);
    }
}
