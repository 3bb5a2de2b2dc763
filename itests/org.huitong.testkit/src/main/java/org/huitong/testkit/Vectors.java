// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A platform's own samples, and the table that was written by reading them. The samples lie beside the project, not in
 * it: in the folder that the system property {@code huitong.vectors} names, or in {@code ../shared/vectors} of a folder
 * above the module's.
 */
public final class Vectors {
    private final Path folder;
    private final List<Row> table;

    private Vectors(Path folder, List<Row> table) {
        this.folder = folder;
        this.table = table;
    }

    /**
     * What a sample is expected to say.
     *
     * @param file its name without {@code .json}
     * @param how how the platform brings it to us; each table says which words it uses
     * @param type of the message with the name of its event, empty if it is no message
     * @param nativeId with # for a hash of the content
     */
    public record Row(
            String file,
            String how,
            String type,
            String sender,
            String conversation,
            String nativeId,
            String sentAt,
            String text) {
        @Override
        public String toString() {
            return file;
        }
    }

    /** The samples of a platform and the file {@code vectors.tsv} beside the tests of this module. */
    public static Vectors of(String platform) {
        return new Vectors(folder(platform), readTable());
    }

    public List<Row> table() {
        return table;
    }

    /** The rows that are brought in one way. */
    public Stream<Row> brought(String how) {
        return table.stream().filter(row -> row.how().equals(how));
    }

    public boolean arePresent() {
        return Files.isDirectory(folder);
    }

    /** The samples that are there, without {@code .json}, sorted; what explains them is none. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") || name.endsWith(".xml"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a sample; the test is skipped if it is not there. */
    public byte[] sample(String name) {
        Path file = folder.resolve(name + ".json");
        assumeTrue(Files.exists(file), name + " is not among the samples here");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an id has to look like in which # stands for a hash. */
    static Pattern pattern(String id) {
        return Pattern.compile("\\Q" + id.replace("#", "\\E[A-Za-z0-9_-]{22}\\Q") + "\\E");
    }

    private static Path folder(String platform) {
        String named = System.getProperty("huitong.vectors");
        return named == null ? beside("vectors/" + platform) : Path.of(named).resolve(platform);
    }

    /** A folder of {@code ../shared} of a folder above the module's, or one that is not there. */
    static Path beside(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("../shared").resolve(name).normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("no-samples"));
    }

    private static List<Row> readTable() {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(c -> new Row(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7].replace("\\n", "\n")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
