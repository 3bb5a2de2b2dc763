// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.huitong.kit.send.JsonText;

/**
 * Writes one container. Nothing of it counts before {@link #end} has returned: then every file was written, forced to the
 * medium, read back, found equal, opened, and the folder has its name.
 */
public final class ContainerWriter implements AutoCloseable {
    private final Medium medium;
    private final ArchiveKey key;
    private final Label label;
    private final String folder;
    private final SealedFile messages;
    private final SealedFile attachments;
    private final List<String> hashes = new ArrayList<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    /**
     * What stands outside on a container.
     *
     * @param place relative to the medium; its last part is the container's name
     */
    public record Label(
            String place, String hub, Instant madeAt, long rule, String ruleName, String keep, String basis) {
        String name() {
            return Container.name(place);
        }
    }

    /**
     * A container that was written and read back.
     *
     * @param hash of its manifest
     * @param lines the hash of each line, in their order
     */
    public record Filed(long bytes, String hash, List<String> lines) {
        public Filed {
            lines = List.copyOf(lines);
        }
    }

    public ContainerWriter(Medium medium, ArchiveKey key, Label label) throws IOException {
        this.medium = medium;
        this.key = key;
        this.label = label;
        this.folder = label.place() + Container.PART;
        medium.folder(folder);
        messages = new SealedFile(medium, folder, Container.MESSAGES, key, label.name());
        attachments = new SealedFile(medium, folder, Container.ATTACHMENTS, key, label.name());
    }

    public void add(RecordLine line) throws IOException {
        messages.line(line.bytes());
        for (byte[] attachment : line.attachments()) {
            attachments.line(attachment);
        }
        hashes.add(line.hash());
        Instant sent = line.kept().versions().get(0).message().sentAt();
        first = sent.isBefore(first) ? sent : first;
        last = sent.isAfter(last) ? sent : last;
    }

    public int messages() {
        return hashes.size();
    }

    public long bytes() {
        return messages.bytes() + attachments.bytes();
    }

    /** Ends it, and reads it back. */
    public Filed end() throws IOException {
        List<SealedFile.Written> files = List.of(messages.end(), attachments.end());
        byte[] manifest = manifest(files).getBytes(StandardCharsets.UTF_8);
        byte[] mac = (HexFormat.of().formatHex(key.mac(label.name()).doFinal(manifest)) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        put(Container.MANIFEST, manifest);
        put(Container.MANIFEST_MAC, mac);
        put(Container.HASHES, sums(files, manifest, mac));
        medium.settle(folder);
        String hash = RecordLine.hash(manifest);
        check(folder, hash);
        medium.move(folder, label.place());
        medium.settle(label.place().substring(0, label.place().lastIndexOf('/')));
        check(label.place(), hash);
        return new Filed(bytes(), hash, hashes);
    }

    private void check(String where, String hash) throws IOException {
        if (!new ContainerReader(medium, key).check(where, label.name(), hash).equals(hashes)) {
            throw new ContainerReader.Damaged("the lines are not those that were written");
        }
    }

    private void put(String name, byte[] bytes) throws IOException {
        try (OutputStream file = medium.write(folder + "/" + name)) {
            file.write(bytes);
        }
    }

    private String manifest(List<SealedFile.Written> files) {
        JsonText rule = JsonText.object()
                .with("id", label.rule())
                .with("name", label.ruleName())
                .with("keep", label.keep())
                .with("basis", label.basis());
        return JsonText.object()
                        .with("format", Container.FORMAT)
                        .with("container", label.name())
                        .with("hub", label.hub())
                        .with("madeAt", label.madeAt().toString())
                        .with("rule", rule)
                        .with("messages", hashes.size())
                        .with("firstSentAt", first.toString())
                        .with("lastSentAt", last.toString())
                        .with("cipher", "AES-256-CTR")
                        .with("mac", "HMAC-SHA-256")
                        .withAll(
                                "files",
                                files.stream()
                                        .map(file -> JsonText.object()
                                                .with("name", file.name())
                                                .with("bytes", file.bytes())
                                                .with("sha256", file.hash())
                                                .with("hmac", file.mac()))
                                        .toList())
                + "\n";
    }

    /** As {@code sha256sum -c} reads it. */
    private static byte[] sums(List<SealedFile.Written> files, byte[] manifest, byte[] mac) {
        StringBuilder sums = new StringBuilder();
        files.forEach(file ->
                sums.append(file.hash()).append("  ").append(file.name()).append('\n'));
        sums.append(RecordLine.hash(manifest))
                .append("  ")
                .append(Container.MANIFEST)
                .append('\n');
        sums.append(RecordLine.hash(mac))
                .append("  ")
                .append(Container.MANIFEST_MAC)
                .append('\n');
        return sums.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Lets go of what is open; what was not ended stays as a part that is cleared away by its place. */
    @Override
    public void close() throws IOException {
        try (messages) {
            attachments.close();
        }
    }

    /**
     * Takes away what is left of a container that was never finished; nothing else, whatever lies beside it. One that has
     * its name stays: a database that was brought back from yesterday would take a whole one for unfinished.
     */
    public static void clear(Medium medium, String place) throws IOException {
        String folder = place + Container.PART;
        if (medium.exists(folder)) {
            for (String file : Container.FILES) {
                medium.remove(folder + "/" + file);
            }
            medium.remove(folder);
        }
    }

    /** Whether something has this name, finished or not. */
    public static boolean isTaken(Medium medium, String place) throws IOException {
        return medium.exists(place) || medium.exists(place + Container.PART);
    }
}
