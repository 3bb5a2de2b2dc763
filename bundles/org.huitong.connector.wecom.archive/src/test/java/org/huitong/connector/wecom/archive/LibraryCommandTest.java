// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.huitong.kit.parse.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCommandTest {
    @TempDir
    Path folder;

    @Test
    void theHostOfASharedLibraryLeavesNothingOfAMessageBehind() throws Exception {
        LibraryCommand command = command(folder.resolve("libWeWork.so"), Optional.empty());
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

    /** Who may set up an account does not thereby run whatever lies on the machine, nor by a link. */
    @Test
    void nothingIsStartedBeyondTheFolderOfLibraries() throws Exception {
        Path libraries = Files.createDirectory(folder.resolve("libraries"));
        Path good = Files.createFile(libraries.resolve("libGood.so"));
        Path other = Files.createFile(folder.resolve("libOther.so"));
        Path link = Files.createSymbolicLink(libraries.resolve("libLink.so"), other);
        assertThat(command(good, Optional.of(libraries)).problem()).isEmpty();
        assertThat(command(good, Optional.of(libraries)).words()).contains(good.toString());
        for (Path beyond : List.of(other, link, libraries.resolve("../libOther.so"))) {
            LibraryCommand refused = command(beyond, Optional.of(libraries));
            assertThat(refused.problem().orElseThrow().en()).contains("HUITONG_LIBRARIES");
            assertThatThrownBy(refused::words).isInstanceOf(IOException.class);
        }
        assertThat(command(other, Optional.empty()).problem()).isEmpty();
    }

    private LibraryCommand command(Path library, Optional<Path> libraries) {
        LibraryCommand.Ground ground = new LibraryCommand.Ground(folder.resolve("workshop"), libraries);
        return ((Parsed.Good<LibraryCommand>)
                        LibraryCommand.of(library.toString(), ground).orElseThrow())
                .value();
    }
}
