// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.huitong.api.keeping.Keeping.Kept;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.query.MessageView;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.JsonText;

/**
 * A message as one line of JSON: everything that is known of it, the same every time as long as nothing new is. Described
 * in {@code docs/archive-format.md}.
 */
public final class RecordLine {
    private final MessageId id;
    private final Instant sentAt;
    private final List<Attached> attached;
    private final String text;

    private RecordLine(MessageId id, Instant sentAt, List<Attached> attached, String text) {
        this.id = id;
        this.sentAt = sentAt;
        this.attached = List.copyOf(attached);
        this.text = text;
    }

    public static RecordLine of(Kept kept) {
        return new RecordLine(kept.id(), kept.versions().get(0).message().sentAt(), attached(kept), text(kept));
    }

    /**
     * As it lies in an archive, without its end.
     *
     * @throws IllegalArgumentException where it is none
     */
    static RecordLine read(String text) {
        Json line = Json.read(text).good().orElseThrow(() -> new IllegalArgumentException("no line of an archive"));
        MessageId id = line.text("id").map(MessageId::new).orElseThrow(() -> new IllegalArgumentException("no id"));
        List<Attached> attached = new ArrayList<>();
        for (Json version : line.at("versions").items()) {
            for (Json file : version.at("attachments").items()) {
                MessageType type =
                        file.text("type").flatMap(MessageType::ofWord).orElse(MessageType.FILE);
                attached.add(new Attached(
                        id,
                        (int) version.number("version").orElse(1),
                        new Attachment(
                                type,
                                file.text("reference").orElse(""),
                                file.text("name"),
                                file.number("bytes"),
                                OptionalLong.empty())));
            }
        }
        return new RecordLine(id, Instant.parse(line.text("sentAt").orElse("")), attached, text);
    }

    public MessageId id() {
        return id;
    }

    Instant sentAt() {
        return sentAt;
    }

    /** With the end of the line. */
    public byte[] bytes() {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of the line without its end, in hexadecimal digits. */
    public String hash() {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 of a text, in hexadecimal digits. */
    public static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] line) {
        return HexFormat.of().formatHex(sha256().digest(line));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Each of its attachments, of every version. */
    public List<Attached> attached() {
        return attached;
    }

    private static List<Attached> attached(Kept kept) {
        List<Attached> attached = new ArrayList<>();
        for (MessageView version : kept.versions()) {
            for (Attachment attachment : version.message().content().attachments()) {
                attached.add(new Attached(kept.id(), version.version(), attachment));
            }
        }
        return attached;
    }

    /** An attachment, and where it was attached. */
    public record Attached(MessageId message, int version, Attachment attachment) {
        /** Without its end, so that it may be said where its file is. */
        public JsonText line() {
            return RecordLine.attachment(attachment)
                    .with("message", message.value())
                    .with("version", version);
        }
    }

    private static String text(Kept kept) {
        Message first = kept.versions().get(0).message();
        JsonText room = JsonText.object()
                .with("id", first.conversation().id())
                .with("kind", first.conversation().kind().name().toLowerCase(Locale.ROOT));
        first.conversation().title().ifPresent(title -> room.with("title", title));
        return JsonText.object()
                .with("id", kept.id().value())
                .with("seq", kept.seq())
                .with("platform", first.key().platform())
                .with("tenant", first.key().tenant())
                .with("nativeId", first.key().nativeId())
                .with("account", first.account())
                .with("conversation", room)
                .with("sender", sender(first.sender()))
                .with("sentAt", first.sentAt().toString())
                .with("recalled", kept.versions().get(0).recalled())
                .withTexts(
                        "marks",
                        kept.marks().stream()
                                .map(mark -> mark.kind().name().toLowerCase(Locale.ROOT) + ":" + mark.value())
                                .sorted()
                                .toList())
                .withAll(
                        "versions",
                        kept.versions().stream().map(RecordLine::version).toList())
                .toString();
    }

    private static JsonText sender(Sender sender) {
        JsonText json = JsonText.object()
                .with("id", sender.id())
                .with("kind", sender.kind().name().toLowerCase(Locale.ROOT));
        sender.name().ifPresent(name -> json.with("name", name));
        return json;
    }

    private static JsonText version(MessageView view) {
        Message message = view.message();
        JsonText json = JsonText.object()
                .with("version", view.version())
                .with("receivedAt", view.receivedAt().toString())
                .with("type", message.content().type().word());
        message.content().text().ifPresent(text -> json.with("text", text));
        message.content().event().ifPresent(event -> json.with("event", event.name()));
        message.content()
                .quote()
                .ifPresent(quote -> json.with("quote", JsonText.object().with("text", quote.text())));
        message.content()
                .unavailable()
                .ifPresent(why -> json.with("unavailable", why.reason().word()));
        return json.withTexts("links", message.content().links())
                .withAll(
                        "attachments",
                        message.content().attachments().stream()
                                .map(RecordLine::attachment)
                                .toList())
                .with("payload", message.payload());
    }

    private static JsonText attachment(Attachment attachment) {
        JsonText json =
                JsonText.object().with("type", attachment.type().word()).with("reference", attachment.reference());
        attachment.name().ifPresent(name -> json.with("name", name));
        attachment.bytes().ifPresent(bytes -> json.with("bytes", bytes));
        return json;
    }
}
