// SPDX-License-Identifier: Apache-2.0
package org.huitong.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.launcher.ClassPath;

/**
 * Build time only: writes the features into the distribution with the versions that the build resolved, and from them
 * the launcher's list of the platform, so that the launcher needs no JSON; floor 3 is the installer's. Fails where features and {@code system/} differ.
 */
public final class Assembly {
    private static final Pattern ID = Pattern.compile("\"([^\":]+):([^\":]+):\\$\\{version}\"");
    private static final int PLUGS = 3;

    private final Path home;
    private final Path system;
    private final Set<Path> unnamed = new TreeSet<>();
    private final List<Line> boot = new ArrayList<>();

    private Assembly(Path home) {
        this.home = home;
        this.system = home.resolve("system");
    }

    public static void main(String[] args) throws IOException {
        new Assembly(Path.of(args[1])).assemble(Path.of(args[0]), args[2]);
        forTheStart(Path.of(args[1]), FileTime.from(Instant.parse(args[3])));
    }

    private void assemble(Path sources, String version) throws IOException {
        unnamed.addAll(keep(system, ".jar"));
        keep(home.resolve("repository"), ".jar", ".pom");
        unnamed.removeAll(ClassPath.of(home));
        Files.createDirectories(home.resolve("features"));
        try (var features = Files.newDirectoryStream(sources, "*.json")) {
            for (Path source : features) {
                feature(source, version);
            }
        }
        if (!unnamed.isEmpty()) {
            throw new IllegalStateException("No feature names " + unnamed);
        }
        write("boot.list", boot);
        Files.writeString(
                system.resolve("framework.properties"),
                "# What the launcher's log offers to bundles.\n" + "org.osgi.framework.system.packages.extra=" + log()
                        + "\n");
    }

    /** Leaves what ends so, and returns it: Maven's own notes about snapshots differ from build to build. */
    private static List<Path> keep(Path folder, String... endings) throws IOException {
        try (var files = Files.walk(folder)) {
            Map<Boolean, List<Path>> byEnding = files.filter(Files::isRegularFile)
                    .collect(
                            Collectors.partitioningBy(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)));
            for (Path note : byEnding.get(false)) {
                Files.delete(note);
            }
            return byEnding.get(true);
        }
    }

    /** Jars as the JVM reads them fastest; its archive of classes holds their times, which are to be the same anywhere. */
    private static void forTheStart(Path home, FileTime time) throws IOException {
        for (String folder : List.of("bin", "system")) {
            try (var files = Files.walk(home.resolve(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                    StoredJar.rewrite(file);
                    Files.setLastModifiedTime(file, time);
                }
            }
        }
    }

    private void feature(Path source, String version) throws IOException {
        String text = Files.readString(source).replace("${project.version}", version);
        text = ID.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(
                        "\"" + m.group(1) + ":" + m.group(2) + ":" + version(m.group(1), m.group(2)) + "\""));
        Files.writeString(home.resolve("features").resolve(source.getFileName()), text);
        JsonNode feature = new ObjectMapper().readTree(text);
        JsonNode ours = feature.at("/extensions/huitong/json");
        for (JsonNode bundle : feature.path("bundles")) {
            String[] id = bundle.path("id").asText().split(":");
            Path jar = system.resolve(id[0].replace('.', '/'))
                    .resolve(id[1])
                    .resolve(id[2])
                    .resolve(id[1] + "-" + id[2] + ".jar");
            if (!Files.exists(jar)) {
                throw new IllegalStateException(source.getFileName() + " names " + jar + ", which is not there");
            }
            unnamed.remove(jar);
            if (ours.path("floor").asInt() < PLUGS) {
                boot.add(new Line(
                        bundle.path("start-level").asInt(), home.relativize(jar).toString()));
            }
        }
    }

    private String version(String group, String artifact) {
        Path folder = system.resolve(group.replace('.', '/')).resolve(artifact);
        try (var versions = Files.list(folder)) {
            List<Path> found = versions.toList();
            if (found.size() != 1) {
                throw new IllegalStateException("One version expected, run with clean: " + found);
            }
            return found.get(0).getFileName().toString();
        } catch (IOException e) {
            throw new IllegalStateException("distribution/pom.xml does not name " + group + ":" + artifact, e);
        }
    }

    private String log() {
        String slf4j = version("org.slf4j", "slf4j-api");
        List<String> all = new ArrayList<>();
        for (String each : List.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi")) {
            all.add(each + ";version=\"" + slf4j + "\"");
        }
        // slf4j's own manifest calls itself good for those who were built against 1.7, too.
        all.add("org.slf4j;version=\"1.7.36\"");
        all.add("org.slf4j.helpers;version=\"1.7.36\"");
        return String.join(",", all);
    }

    private void write(String name, List<Line> lines) throws IOException {
        lines.sort(Comparator.comparingInt(Line::level));
        Files.write(
                system.resolve(name),
                lines.stream().map(l -> l.level() + " " + l.path()).toList());
    }

    private record Line(int level, String path) {}
}
