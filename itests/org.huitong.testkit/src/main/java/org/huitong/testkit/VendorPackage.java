// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A vendor's own node package, asked by a script in {@code src/test/node} that reads tasks and writes answers, one JSON
 * a line. The {@code package.json} beside the script names the package and its version.
 */
public final class VendorPackage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> ANSWER = new TypeReference<>() {};

    private static final String MISSING = "npm could not bring the vendor's node package: not compared with it";

    private final String script;

    public VendorPackage(String script) {
        this.script = script;
    }

    /** One answer for each task, in order; the test is skipped where the package cannot be had. */
    public List<Map<String, String>> ask(List<? extends Map<String, ?>> tasks)
            throws IOException, InterruptedException {
        Path folder = folder();
        List<String> lines = new ArrayList<>();
        for (Map<String, ?> task : tasks) {
            lines.add(JSON.writeValueAsString(task));
        }
        // Through a file, so that neither side waits for the other to read.
        Path asked = Files.write(folder.resolve("tasks"), lines);
        Process node = new ProcessBuilder("node", script)
                .directory(folder.toFile())
                .redirectInput(asked.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Map<String, String>> answers = new ArrayList<>();
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line : out.lines().toList()) {
                answers.add(JSON.readValue(line, ANSWER));
            }
        }
        return answers;
    }

    /**
     * The folder in which the script can be run by whoever asks and answers by turns; the test is skipped where the
     * package cannot be had.
     */
    public Path installed() throws IOException, InterruptedException {
        return folder();
    }

    /** Installed once per build folder. */
    private Path folder() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "node"));
        for (String file : List.of("package.json", script)) {
            Files.copy(Path.of("src", "test", "node", file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path missing = folder.resolve("missing");
        // Tried once per build folder, for without a network it takes its time.
        assumeFalse(Files.exists(missing), MISSING);
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            assumeTrue(run(folder, "node", "--version"), "no node here: not compared with the vendor's node package");
            if (!run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock")) {
                Files.createFile(missing);
                assumeTrue(false, MISSING);
            }
        }
        return folder;
    }

    private static boolean run(Path folder, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
