// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** A company's chat archive in a folder: what was said, the keys of its versions, and a library that hands it out. */
public final class ArchiveBox {
    private static final String CLASS = "org/huitong/simulator/archive/ArchiveStandIn.class";

    private final Path folder;
    private int version;

    private ArchiveBox(Path folder) {
        this.folder = folder;
    }

    /** Lays it out anew; what was said before stays. */
    public static ArchiveBox at(Path folder, String corpId, String secret) throws IOException {
        Files.createDirectories(folder.resolve("media"));
        Files.writeString(folder.resolve("login"), corpId + "\t" + secret);
        if (!Files.exists(folder.resolve("records"))) {
            Files.createFile(folder.resolve("records"));
        }
        Path target = folder.resolve("classes").resolve(CLASS);
        Files.createDirectories(target.getParent());
        try (InputStream bytes = ArchiveBox.class.getClassLoader().getResourceAsStream(CLASS)) {
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
        }
        ArchiveBox box = new ArchiveBox(folder);
        Files.writeString(box.library(), box.script());
        Files.setPosixFilePermissions(box.library(), PosixFilePermissions.fromString("rwx------"));
        while (Files.exists(folder.resolve("key-" + (box.version + 1)))) {
            box.version++;
        }
        return box;
    }

    /** The program that the connector is given as its library. */
    public Path library() {
        return folder.resolve("library");
    }

    private String script() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "#!/bin/sh\nexec '" + java + "' -Xmx128m -cp '" + folder.resolve("classes")
                + "' org.huitong.simulator.archive.ArchiveStandIn '" + folder + "'\n";
    }

    /**
     * A new key from here on, as an administrator uploads one.
     *
     * @return its entry for the connector's configuration
     */
    public String newKey() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            version++;
            Files.writeString(
                    folder.resolve("key-" + version),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
            return version + ":-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /** @param record in one line of JSON, as the platform tells it */
    public void say(String record) throws IOException {
        say(List.of(record));
    }

    public void say(List<String> records) throws IOException {
        StringBuilder lines = new StringBuilder();
        records.forEach(
                record -> lines.append(version).append('\t').append(record).append('\n'));
        Files.writeString(folder.resolve("records"), lines, StandardOpenOption.APPEND);
    }

    /** The platform has deleted the oldest; the numbers of the others stay. */
    public void forget(int records) throws IOException {
        Files.writeString(folder.resolve("forgotten"), Integer.toString(records));
    }

    public void file(String id, byte[] bytes) throws IOException {
        Files.write(folder.resolve("media").resolve(id.replaceAll("[^A-Za-z0-9]", "_")), bytes);
    }

    /**
     * @param faults each a call and what comes of it, once: a code, {@code crash}, {@code hang}, {@code babble}, or without
     *     end {@code lines} or one {@code line}
     */
    public void goWrong(List<String> faults) throws IOException {
        Files.write(folder.resolve("faults"), faults);
    }

    /** What has not gone wrong yet. */
    public List<String> faultsLeft() throws IOException {
        Path file = folder.resolve("faults");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
