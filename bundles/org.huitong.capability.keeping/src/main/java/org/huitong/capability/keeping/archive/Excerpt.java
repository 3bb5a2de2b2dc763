// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;

/** A container written anew without some of its lines: what stays in an archive when the rest of a container goes. */
public final class Excerpt {
    private final Medium medium;
    private final ArchiveKey key;
    private final ContainerReader reader;

    public Excerpt(Medium medium, ArchiveKey key) {
        this.medium = medium;
        this.key = key;
        this.reader = new ContainerReader(medium, key);
    }

    /**
     * Writes it, and reads it back.
     *
     * @param from the place of a container that was just read and is whole
     * @param to where the new one lies
     * @param without the numbers of the lines that go; some stay
     */
    public ContainerWriter.Filed write(String from, String to, Instant madeAt, Set<Integer> without)
            throws IOException {
        Json manifest = reader.manifest(from);
        Json rule = manifest.at("rule");
        ContainerWriter.Label label = new ContainerWriter.Label(
                to,
                manifest.text("hub").orElse(""),
                madeAt,
                rule.number("id").orElse(0),
                rule.text("name").orElse(""),
                rule.text("keep").orElse(""),
                rule.text("basis").orElse(""));
        try (ContainerWriter writer = new ContainerWriter(medium, key, label, new Bundled(reader, from))) {
            int[] number = {0};
            reader.each(from, Container.MESSAGES, line -> {
                if (!without.contains(number[0]++)) {
                    writer.add(RecordLine.read(new String(line, StandardCharsets.UTF_8)));
                }
                return true;
            });
            return writer.end();
        }
    }

    /** The files that lie in a container, as whoever archives asks for them. */
    private static final class Bundled implements KeptFiles {
        private final ContainerReader reader;
        private final String place;
        private final Map<String, String> names = new HashMap<>();
        private final List<KeptFile> files = new ArrayList<>();

        Bundled(ContainerReader reader, String place) throws IOException {
            this.reader = reader;
            this.place = place;
            reader.each(place, Container.ATTACHMENTS, line -> {
                Json.read(line).good().filter(json -> json.isTrue("inArchive")).ifPresent(this::add);
                return true;
            });
        }

        private void add(Json line) {
            MessageId message = new MessageId(line.text("message").orElse(""));
            String name = line.text("reference").orElse("");
            names.put(message.value() + " " + name, line.text("file").orElse(""));
            files.add(new KeptFile(
                    message,
                    name,
                    line.text("kind").orElse(""),
                    line.number("size").orElse(0),
                    line.text("sha256").orElse("")));
        }

        @Override
        public Optional<KeptFile> find(MessageId message, String name) {
            return files.stream()
                    .filter(file ->
                            file.message().equals(message) && file.name().equals(name))
                    .findFirst();
        }

        @Override
        public String name(Attachment attachment) {
            return attachment.reference();
        }

        @Override
        public InputStream open(KeptFile file) throws IOException {
            return reader.open(place, names.get(file.message().value() + " " + file.name()));
        }

        @Override
        public void isolate(KeptFile file, String reason, LocalText why) {
            throw new UnsupportedOperationException("what is archived is not changed");
        }
    }
}
