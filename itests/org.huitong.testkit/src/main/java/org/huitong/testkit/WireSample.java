// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of {@code src/test/resources/wire}: what comes in, whom it is told to, and what it says.
 *
 * @param in the text as the platform sends it
 */
public record WireSample(String file, String told, String in, JsonNode says) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of this module, by name. */
    public static List<WireSample> all() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/wire"))) {
            List<WireSample> samples = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                JsonNode sample = JSON.readTree(file.toFile());
                JsonNode in = sample.required("in");
                samples.add(new WireSample(
                        file.getFileName().toString(),
                        sample.required("told").textValue(),
                        in.isTextual() ? in.textValue() : in.toString(),
                        sample.required("says")));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is told to one of the platform's doors. */
    public static List<String> told(String door) {
        return all().stream()
                .filter(sample -> sample.told().equals(door))
                .map(WireSample::in)
                .toList();
    }

    @Override
    public String toString() {
        return file;
    }
}
