// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.huitong.testkit.HubProcess;
import org.huitong.testkit.HubProcess.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/huitong} does beside running the hub leaves a running hub, and its secrets, alone. */
class LauncherIT {
    @TempDir
    private Path folder;

    @Test
    void teachingJavaTheClassesTouchesNoConfiguration() throws IOException {
        HubProcess hub = new HubProcess(folder);
        hub.configure("org.huitong.connector.echo~a", Map.of("secret", "plain as it was written"));
        Path file = hub.home().resolve("conf/org.huitong.connector.echo~a.cfg");
        String before = Files.readString(file);

        Said taught = hub.run("archive");

        assertThat(taught.exit()).as(taught.output()).isZero();
        assertThat(file).hasContent(before.strip());
    }
}
