// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a program in Java is started beside the hub: by the hub's own Java, within so much memory, leaving nothing behind. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * @param megabytes that it may have; more ends it
     * @param classPath as Java takes it
     * @param main a class, and its arguments: seen by every user of the machine, so no secrets
     */
    public static List<String> of(int megabytes, String classPath, List<String> main) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // What people wrote must not be found in what a crash leaves behind.
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:ErrorFile=/dev/null",
                "-XX:-UsePerfData",
                "-cp",
                classPath));
        command.addAll(main);
        return List.copyOf(command);
    }
}
