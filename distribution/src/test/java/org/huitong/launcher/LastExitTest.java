// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A hub that has no memory, or does hardly anything but look for some, has a way to end: Java knows the words we say. */
class LastExitTest {
    private static final Pattern MEMORY = Pattern.compile("(?m)^memory=\"([^\"]+)\"$");

    @Test
    void whoOnlyCollectsEnds() throws IOException, InterruptedException {
        String script = Files.readString(Path.of("src/main/files/bin/huitong"));
        Matcher memory = MEMORY.matcher(script);
        assertThat(memory.find()).isTrue();
        assertThat(script).contains("    $memory ").contains("-XX:-HeapDumpOnOutOfMemoryError");

        String flags = flags(memory.group(1).split(" "));

        assertThat(flags)
                .containsPattern("ExitOnOutOfMemoryError\\s*=\\s*true")
                .containsPattern("UseGCOverheadLimit\\s*=\\s*true")
                .containsPattern("GCTimeLimit\\s*=\\s*90\\s")
                .containsPattern("GCHeapFreeLimit\\s*=\\s*5\\s");
    }

    private static String flags(String... given) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(given));
        command.addAll(List.of("-XX:+UseParallelGC", "-XX:+PrintFlagsFinal", "-version"));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        return said;
    }
}
