// SPDX-License-Identifier: Apache-2.0
package org.huitong.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJarTest {
    @TempDir
    Path folder;

    @Test
    void sameEntriesInTheSameOrderWithoutCompression() throws IOException {
        Path jar = folder.resolve("a.jar");
        Map<String, String> written = new LinkedHashMap<>();
        written.put("META-INF/", "");
        written.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n");
        written.put("z/深.txt", "深圳".repeat(5_000));
        written.put("a/empty", "");
        compress(jar, written);

        StoredJar.rewrite(jar);

        Map<String, String> read = new LinkedHashMap<>();
        try (ZipFile stored = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(stored.entries())) {
                assertThat(entry.getMethod()).as(entry.getName()).isEqualTo(ZipEntry.STORED);
                byte[] content = stored.getInputStream(entry).readAllBytes();
                read.put(entry.getName(), new String(content, StandardCharsets.UTF_8));
            }
        }
        assertThat(read.entrySet()).containsExactlyElementsOf(written.entrySet());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(jar);
        }
    }

    private static void compress(Path jar, Map<String, String> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }
}
