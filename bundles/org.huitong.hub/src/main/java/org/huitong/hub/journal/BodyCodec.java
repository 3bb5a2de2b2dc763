// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;

/**
 * Bodies as JSON, before they are sealed. Written field by field because it stands on the way of every message; names
 * are never changed, only added, since old bodies are read for ever.
 */
final class BodyCodec {
    /** Room for a text of some hundred characters with the call that brought it. */
    private static final int USUAL = 2048;

    private final ObjectMapper json = new ObjectMapper();
    private final JsonFactory factory = json.getFactory();

    byte[] encode(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            out.writeStartObject();
            if (body instanceof Body.Said said) {
                message(out, said.message());
                findings(out, said.findings());
            } else if (body instanceof Body.Recalled recalled) {
                recall(out, recalled.recall());
            } else if (body instanceof Body.Found found) {
                findings(out, List.of(found.finding()));
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return bytes.toByteArray();
    }

    Body decode(short kind, byte[] bytes) {
        try {
            JsonNode node = json.readTree(bytes);
            return switch (Line.Kind.of(kind)) {
                case SAID, EDITED -> new Body.Said(message(node), findings(node));
                case RECALLED -> new Body.Recalled(recall(node));
                case FOUND -> new Body.Found(findings(node).get(0));
            };
        } catch (IOException e) {
            throw new UncheckedIOException("a body of the journal is not what was written", e);
        }
    }

    private static void message(JsonGenerator out, Message m) throws IOException {
        key(out, m.key());
        out.writeStringField("account", m.account());
        conversation(out, m.conversation());
        sender(out, "sender", m.sender());
        out.writeStringField("type", m.content().type().word());
        text(out, "text", m.content().text());
        text(out, "event", m.content().event());
        if (!m.content().attachments().isEmpty()) {
            out.writeArrayFieldStart("attachments");
            for (Attachment a : m.content().attachments()) {
                out.writeStartObject();
                out.writeStringField("type", a.type().word());
                out.writeStringField("reference", a.reference());
                text(out, "name", a.name());
                if (a.bytes().isPresent()) {
                    out.writeNumberField("bytes", a.bytes().getAsLong());
                }
                if (a.durationMillis().isPresent()) {
                    out.writeNumberField("millis", a.durationMillis().getAsLong());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        if (m.content().unavailable().isPresent()) {
            Unavailable u = m.content().unavailable().get();
            out.writeStringField("unavailable", u.reason().name());
            out.writeStringField("why", u.detail().en());
            out.writeStringField("whyZh", u.detail().zh());
        }
        out.writeNumberField("sentAt", m.sentAt().toEpochMilli());
        out.writeNumberField("order", m.order());
        out.writeStringField("payload", m.payload());
    }

    /** Hubs of before wrote one language, or left it empty. */
    private static LocalText why(JsonNode n) {
        String en = text(n, "why").filter(why -> !why.isBlank()).orElse("?");
        return LocalText.of(text(n, "whyZh").orElse(en), en);
    }

    private static Message message(JsonNode n) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode a : n.path("attachments")) {
            attachments.add(new Attachment(
                    type(a), a.get("reference").asText(), text(a, "name"), number(a, "bytes"), number(a, "millis")));
        }
        Optional<Unavailable> unavailable =
                text(n, "unavailable").map(reason -> new Unavailable(Unavailable.Reason.valueOf(reason), why(n)));
        return new Message(
                key(n),
                n.get("account").asText(),
                conversation(n),
                sender(n.get("sender")),
                new Content(type(n), text(n, "text"), attachments, text(n, "event"), unavailable),
                Instant.ofEpochMilli(n.get("sentAt").asLong()),
                n.get("order").asLong(),
                n.get("payload").asText());
    }

    private static void recall(JsonGenerator out, Sighting.Recalled r) throws IOException {
        key(out, r.key());
        out.writeStringField("account", r.account());
        conversation(out, r.conversation());
        if (r.by().isPresent()) {
            sender(out, "by", r.by().get());
        }
        out.writeNumberField("at", r.at().toEpochMilli());
        out.writeStringField("payload", r.payload());
    }

    private static Sighting.Recalled recall(JsonNode n) {
        return new Sighting.Recalled(
                key(n),
                n.get("account").asText(),
                conversation(n),
                Optional.ofNullable(n.get("by")).map(BodyCodec::sender),
                Instant.ofEpochMilli(n.get("at").asLong()),
                n.get("payload").asText());
    }

    private static void findings(JsonGenerator out, List<Finding> findings) throws IOException {
        if (findings.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("findings");
        for (Finding f : findings) {
            out.writeStartObject();
            out.writeStringField("stage", f.stage());
            out.writeNumberField("version", f.version());
            out.writeStringField("snapshot", f.snapshot());
            out.writeArrayFieldStart("marks");
            for (Mark m : f.marks()) {
                out.writeStartArray();
                out.writeString(m.kind().name());
                out.writeString(m.value());
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static List<Finding> findings(JsonNode n) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode f : n.path("findings")) {
            Set<Mark> marks = new HashSet<>();
            for (JsonNode m : f.path("marks")) {
                marks.add(Mark.of(Mark.Kind.valueOf(m.get(0).asText()), m.get(1).asText()));
            }
            findings.add(new Finding(
                    f.get("stage").asText(),
                    f.get("version").asInt(),
                    f.get("snapshot").asText(),
                    marks));
        }
        return findings;
    }

    private static void key(JsonGenerator out, MessageKey key) throws IOException {
        out.writeStringField("platform", key.platform());
        out.writeStringField("tenant", key.tenant());
        out.writeStringField("nativeId", key.nativeId());
    }

    private static MessageKey key(JsonNode n) {
        return new MessageKey(
                n.get("platform").asText(),
                n.get("tenant").asText(),
                n.get("nativeId").asText());
    }

    private static void conversation(JsonGenerator out, Conversation c) throws IOException {
        out.writeObjectFieldStart("conversation");
        out.writeStringField("id", c.id());
        out.writeStringField("kind", c.kind().name());
        text(out, "title", c.title());
        out.writeEndObject();
    }

    private static Conversation conversation(JsonNode n) {
        JsonNode c = n.get("conversation");
        return new Conversation(
                c.get("id").asText(), Conversation.Kind.valueOf(c.get("kind").asText()), text(c, "title"));
    }

    private static void sender(JsonGenerator out, String field, Sender s) throws IOException {
        out.writeObjectFieldStart(field);
        out.writeStringField("id", s.id());
        out.writeStringField("kind", s.kind().name());
        text(out, "name", s.name());
        out.writeEndObject();
    }

    private static Sender sender(JsonNode s) {
        return new Sender(
                s.get("id").asText(), Sender.Kind.valueOf(s.get("kind").asText()), text(s, "name"));
    }

    private static MessageType type(JsonNode n) {
        String word = n.get("type").asText();
        return MessageType.ofWord(word)
                .orElseThrow(() -> new IllegalStateException("the journal holds the unknown type " + word));
    }

    private static void text(JsonGenerator out, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(field, value.get());
        }
    }

    private static Optional<String> text(JsonNode n, String field) {
        return Optional.ofNullable(n.get(field)).map(JsonNode::asText);
    }

    private static OptionalLong number(JsonNode n, String field) {
        return n.has(field) ? OptionalLong.of(n.get(field).asLong()) : OptionalLong.empty();
    }
}
