// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.huitong.kit.parse.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCommandTest {
    @TempDir
    Path folder;

    @Test
    void theHostOfASharedLibraryLeavesNothingOfAMessageBehind() throws Exception {
        LibraryCommand command = ((Parsed.Good<LibraryCommand>)
                        LibraryCommand.of(folder.resolve("libWeWork.so").toString(), folder.resolve("workshop"))
                                .orElseThrow())
                .value();
        List<String> words = command.words();
        assertThat(words)
                .contains(
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:-HeapDumpOnOutOfMemoryError",
                        "-XX:ErrorFile=/dev/null",
                        "-XX:-UsePerfData");

        // This Java takes every one of them.
        List<String> version = new ArrayList<>(words.subList(0, words.indexOf("-cp")));
        version.add("-version");
        Process java = new ProcessBuilder(version)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(java.exitValue()).isZero();
    }
}
