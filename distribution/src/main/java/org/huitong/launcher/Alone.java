// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs a command while no hub can run on the same data: a copy of an open database would be a broken one. */
final class Alone {
    private Alone() {}

    /** The command's exit status; 1 where a hub runs. */
    static int run(Place place, List<String> command) throws IOException, InterruptedException {
        Optional<DataLock> lock = DataLock.take(place);
        if (lock.isEmpty()) {
            return 1;
        }
        try (DataLock held = lock.get()) {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }
}
