// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bundles to start, in order; each line of the file is a start level and a path below the home folder. */
record BootList(List<Line> lines) {
    record Line(int level, Path jar) {}

    static BootList read(Path home, Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int blank = line.indexOf(' ');
            lines.add(new Line(Integer.parseInt(line.substring(0, blank)), home.resolve(line.substring(blank + 1))));
        }
        return new BootList(List.copyOf(lines));
    }
}
