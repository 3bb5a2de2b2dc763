// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.huitong.kit.parse.Json;

/**
 * An archived message as who may read it is shown it, named as at {@code /api/v1/messages}: what was said last. Older
 * versions, what the platform sent with its every field, and what stages thought of it stay in the archive: they are
 * evidence, for whoever has its key.
 */
public record ArchivedMessage(
        String id,
        long seq,
        String platform,
        String tenant,
        String account,
        String conversation,
        SenderJson sender,
        String sentAt,
        String receivedAt,
        long version,
        String type,
        Optional<String> text,
        List<String> links,
        List<AttachmentJson> attachments,
        boolean recalled,
        int container,
        Instant archivedAt) {
    public record SenderJson(String id, String kind, Optional<String> name) {}

    public record AttachmentJson(String type, Optional<String> name) {}

    /**
     * @param line as it lies in the archive
     * @param shown what is shown of words that are not everybody's
     */
    static ArchivedMessage of(Json line, ContainerShelf.Archived archived, UnaryOperator<String> shown) {
        List<Json> versions = line.at("versions").items();
        Json last = versions.get(versions.size() - 1);
        Json sender = line.at("sender");
        return new ArchivedMessage(
                archived.id().value(),
                archived.seq(),
                line.text("platform").orElse(""),
                line.text("tenant").orElse(""),
                line.text("account").orElse(""),
                line.at("conversation").text("id").orElse(""),
                new SenderJson(
                        sender.text("id").orElse(""),
                        sender.text("kind").orElse(""),
                        sender.text("name").map(shown)),
                line.text("sentAt").orElse(""),
                last.text("receivedAt").orElse(""),
                versions.size(),
                last.text("type").orElse(""),
                last.text("text").map(shown),
                last.at("links").items().stream()
                        .flatMap(link -> link.text().map(shown).stream())
                        .toList(),
                last.at("attachments").items().stream()
                        .map(file -> new AttachmentJson(
                                file.text("type").orElse(""), file.text("name").map(shown)))
                        .toList(),
                line.isTrue("recalled"),
                archived.container(),
                archived.at());
    }

    /** Betrays nothing of what was said. */
    @Override
    public String toString() {
        return "ArchivedMessage[" + id + "]";
    }
}
