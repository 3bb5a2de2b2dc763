// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.huitong.kit.process.JavaCommand;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Where the process that reads files has its tools, and each one a bench that is cleared behind it. */
final class Workshop {
    /** In half kilobytes: no file that a parser writes grows beyond 128 MiB. */
    private static final String LIMITS = "ulimit -f 262144; exec nice -n 10 \"$@\"";

    /** By their names: the first is not to be loaded here for the sake of Tika, which the hub does not have. */
    private static final List<String> HOST = List.of(
            "org.huitong.capability.filewords.TextHost",
            "org.huitong.capability.filewords.Lifeline",
            "org.huitong.capability.filewords.Bench");

    private final Tools tools;
    private final Benches benches;

    /** Where Java finds the host and Tika. */
    private interface Tools {
        /** As Java takes it; laid out when it is first asked for. */
        String classPath() throws IOException;
    }

    private Workshop(Tools tools, Path benches) {
        this.tools = tools;
        this.benches = new Benches(benches);
    }

    Workshop(String classPath, Path benches) {
        this(() -> classPath, benches);
    }

    /** What the bundle carries, below the bundle's own folder. */
    static Workshop of(BundleContext context) {
        Path folder = context.getDataFile("reading").toPath();
        return new Workshop(
                () -> laidOut(context.getBundle(), folder),
                context.getDataFile("benches").toPath());
    }

    /** Once for each edition of the bundle: it is much, and a start of the hub does not wait for it. */
    private static String laidOut(Bundle bundle, Path folder) throws IOException {
        Path mark = folder.resolve("edition");
        String edition = Long.toString(bundle.getLastModified());
        if (!Files.exists(mark) || !Files.readString(mark).equals(edition)) {
            new Bench(folder).close();
            Files.createDirectories(folder);
            for (URL tool : Collections.list(bundle.findEntries("reading", "*.jar", false))) {
                String path = tool.getPath();
                lay(tool, folder.resolve(path.substring(path.lastIndexOf('/') + 1)));
            }
            for (String name : HOST) {
                String entry = name.replace('.', '/') + ".class";
                lay(bundle.getEntry(entry), folder.resolve("host").resolve(entry));
            }
            Files.writeString(mark, edition);
        }
        return folder + "/*:" + folder.resolve("host");
    }

    private static void lay(URL tool, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream bytes = tool.openStream()) {
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    Benches benches() {
        return benches;
    }

    /**
     * @param patience for one question; the process outlives none
     * @throws IOException where the tools cannot be laid out
     */
    List<String> command(Bench bench, int megabytes, Duration patience) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", LIMITS, "sh"));
        command.addAll(JavaCommand.of(
                megabytes,
                tools.classPath(),
                List.of(
                        "-Djava.io.tmpdir=" + bench.folder(),
                        "-Djava.awt.headless=true",
                        HOST.get(0),
                        Long.toString(patience.toSeconds() + 1))));
        return List.copyOf(command);
    }
}
