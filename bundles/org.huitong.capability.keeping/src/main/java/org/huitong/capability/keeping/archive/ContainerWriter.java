// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.keeping.KeptFiles.KeptFile;
import org.huitong.kit.send.JsonText;

/**
 * Writes one container. Nothing of it counts before {@link #end} has returned: then every file was written, forced to the
 * medium, read back, found equal, opened, and the folder has its name.
 */
public final class ContainerWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Medium medium;
    private final ArchiveKey key;
    private final Label label;
    private final String folder;
    private final SealedFile messages;
    private final SealedFile attachments;
    private final KeptFiles kept;
    private final List<SealedFile.Written> files = new ArrayList<>();
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

    /** @param kept where the files of messages come from */
    public ContainerWriter(Medium medium, ArchiveKey key, Label label, KeptFiles kept) throws IOException {
        this.medium = medium;
        this.kept = kept;
        this.key = key;
        this.label = label;
        this.folder = label.place() + Container.PART;
        medium.folder(folder);
        messages = new SealedFile(medium, folder, Container.MESSAGES, key, label.name());
        attachments = new SealedFile(medium, folder, Container.ATTACHMENTS, key, label.name());
    }

    /** A file of a message cannot be read, so that the message was not put into the container; the container is well. */
    public static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String why, Exception cause) {
            super(why, cause);
        }
    }

    /** @throws Unreadable where a file of it is here and cannot be read */
    public void add(RecordLine line) throws IOException {
        Map<String, String> names = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (RecordLine.Attached attached : line.attached()) {
            Optional<KeptFile> file = kept.find(attached.message(), attached.attachment());
            JsonText text = attached.line().with("inArchive", file.isPresent());
            if (file.isPresent()) {
                String name = names.get(file.get().name());
                if (name == null) {
                    name = put(file.get());
                    names.put(file.get().name(), name);
                }
                text.with("file", name)
                        .with("kind", file.get().kind())
                        .with("size", file.get().bytes())
                        .with("sha256", file.get().sha256());
            }
            lines.add(text + "\n");
        }
        for (String text : lines) {
            attachments.write(text.getBytes(StandardCharsets.UTF_8));
        }
        messages.write(line.bytes());
        hashes.add(line.hash());
        Instant sent = line.sentAt();
        first = sent.isBefore(first) ? sent : first;
        last = sent.isAfter(last) ? sent : last;
    }

    /** @return as what it lies in the container */
    private String put(KeptFile file) throws IOException {
        String name = Container.file(files.size() + 1);
        MessageDigest hash = RecordLine.sha256();
        byte[] buffer = new byte[BUFFER];
        try (SealedFile sealed = new SealedFile(medium, folder, name, key, label.name());
                InputStream in = open(file)) {
            for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
                hash.update(buffer, 0, n);
                sealed.write(buffer, n);
            }
            if (!HexFormat.of().formatHex(hash.digest()).equals(file.sha256())) {
                throw new Unreadable("a file is not what was fetched", null);
            }
            files.add(sealed.end());
            return name;
        } catch (Unreadable e) {
            medium.remove(folder + "/" + name);
            throw e;
        }
    }

    private InputStream open(KeptFile file) throws Unreadable {
        try {
            return kept.open(file);
        } catch (IOException e) {
            throw new Unreadable("a file is not there", e);
        }
    }

    /** What goes wrong here is the file's matter, and not the archive's. */
    private static int read(InputStream in, byte[] buffer) throws Unreadable {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new Unreadable("a file cannot be read", e);
        }
    }

    public int messages() {
        return hashes.size();
    }

    public long bytes() {
        return messages.bytes()
                + attachments.bytes()
                + files.stream().mapToLong(SealedFile.Written::bytes).sum();
    }

    /** Ends it, and reads it back. */
    public Filed end() throws IOException {
        List<SealedFile.Written> all = new ArrayList<>(List.of(messages.end(), attachments.end()));
        all.addAll(files);
        byte[] manifest = manifest(all).getBytes(StandardCharsets.UTF_8);
        byte[] mac = (HexFormat.of().formatHex(key.mac(label.name()).doFinal(manifest)) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        put(Container.MANIFEST, manifest);
        put(Container.MANIFEST_MAC, mac);
        put(Container.HASHES, sums(all, manifest, mac));
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
        removeFolder(medium, place + Container.PART);
    }

    /** Takes a container away, or what a crash left of it when it was being taken away. */
    public static void remove(Medium medium, String place) throws IOException {
        removeFolder(medium, place);
    }

    private static void removeFolder(Medium medium, String folder) throws IOException {
        if (!medium.exists(folder)) {
            return;
        }
        int files = 0;
        while (medium.exists(folder + "/" + Container.file(files + 1))) {
            files++;
        }
        // From behind: what a crash leaves of them has no gap.
        for (int n = files; n > 0; n--) {
            medium.remove(folder + "/" + Container.file(n));
        }
        for (String file : Container.FILES) {
            medium.remove(folder + "/" + file);
        }
        medium.remove(folder);
    }

    /** Whether something has this name, finished or not. */
    public static boolean isTaken(Medium medium, String place) throws IOException {
        return medium.exists(place) || medium.exists(place + Container.PART);
    }
}
