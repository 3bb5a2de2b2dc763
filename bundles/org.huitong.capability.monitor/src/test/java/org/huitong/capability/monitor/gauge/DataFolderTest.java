// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final Instant NOON = Instant.parse("2026-03-11T04:00:00Z");

    @TempDir
    Path data;

    @BeforeEach
    void fill() throws IOException {
        for (String part : new String[] {"blobs", "db", "media"}) {
            Path folder = Files.createDirectories(data.resolve(part).resolve("deep"));
            Files.write(folder.resolve("one"), new byte[10]);
            Files.write(folder.resolve("other"), new byte[10]);
        }
    }

    @Test
    void tellsHowLargeEachFolderIs() {
        assertThat(new DataFolder(data).disk(NOON).orElseThrow().parts())
                .containsEntry("blobs", 20L)
                .containsEntry("db", 20L)
                .containsEntry("media", 20L);
    }

    /** The disk has as much to do whether many files lie in one folder or in several. */
    @Test
    void countsNoMoreFilesThanSomeInAll() {
        assertThat(new DataFolder(data, 3).disk(NOON).orElseThrow().parts())
                .containsEntry("blobs", 20L)
                .containsEntry("db", 10L)
                .containsEntry("media", 0L);
    }
}
