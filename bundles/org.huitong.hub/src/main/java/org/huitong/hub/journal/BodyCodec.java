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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.message.Action;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Event;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
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
    private static final Set<Mark.Kind> KINDS = EnumSet.allOf(Mark.Kind.class);

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
                case FORGOTTEN -> throw new IllegalStateException("what was forgotten has no body");
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
        addressees(out, "to", m.to());
        text(out, "repliesTo", m.repliesTo());
        content(out, m.content());
        out.writeNumberField("sentAt", m.sentAt().toEpochMilli());
        out.writeNumberField("order", m.order());
        out.writeStringField("payload", m.payload());
    }

    private static Message message(JsonNode n) {
        return new Message(
                key(n),
                n.get("account").asText(),
                conversation(n),
                sender(n.get("sender")),
                addressees(n, "to"),
                content(n),
                text(n, "repliesTo"),
                Instant.ofEpochMilli(n.get("sentAt").asLong()),
                n.get("order").asLong(),
                n.get("payload").asText());
    }

    private static void content(JsonGenerator out, Content content) throws IOException {
        out.writeStringField("type", content.type().word());
        text(out, "text", content.text());
        if (content.event().isPresent()) {
            out.writeStringField("event", content.event().get().name());
            sentence(out, "title", content.event().get().title());
        }
        attachments(out, content.attachments());
        if (content.unavailable().isPresent()) {
            Unavailable u = content.unavailable().get();
            out.writeStringField("unavailable", u.reason().name());
            sentence(out, "why", u.detail());
        }
        if (content.quote().isPresent()) {
            quote(out, content.quote().get());
        }
        addressees(out, "mentions", content.mentions());
        texts(out, "links", content.links());
        if (content.action().isPresent()) {
            text(out, "letter", content.action().get().letter());
            out.writeStringField("choice", content.action().get().choice());
        }
    }

    private static Content content(JsonNode n) {
        return new Content(
                type(n),
                text(n, "text"),
                attachments(n),
                text(n, "event").map(name -> new Event(name, sentence(n, "title"))),
                text(n, "unavailable")
                        .map(reason -> new Unavailable(Unavailable.Reason.valueOf(reason), sentence(n, "why"))),
                Optional.ofNullable(n.get("quote")).map(BodyCodec::quote),
                addressees(n, "mentions"),
                texts(n, "links"),
                text(n, "choice").map(choice -> new Action(text(n, "letter"), choice)));
    }

    private static void attachments(JsonGenerator out, List<Attachment> attachments) throws IOException {
        if (attachments.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("attachments");
        for (Attachment a : attachments) {
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

    private static List<Attachment> attachments(JsonNode n) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode a : n.path("attachments")) {
            attachments.add(new Attachment(
                    type(a), a.get("reference").asText(), text(a, "name"), number(a, "bytes"), number(a, "millis")));
        }
        return attachments;
    }

    private static void quote(JsonGenerator out, Quote quote) throws IOException {
        out.writeObjectFieldStart("quote");
        text(out, "nativeId", quote.nativeId());
        if (quote.sender().isPresent()) {
            sender(out, "sender", quote.sender().get());
        }
        out.writeStringField("text", quote.text());
        out.writeEndObject();
    }

    private static Quote quote(JsonNode q) {
        return new Quote(
                text(q, "nativeId"),
                Optional.ofNullable(q.get("sender")).map(BodyCodec::sender),
                q.get("text").asText());
    }

    private static void addressees(JsonGenerator out, String field, List<Addressee> addressees) throws IOException {
        if (addressees.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(field);
        for (Addressee a : addressees) {
            out.writeStartObject();
            texts(out, "ids", a.ids());
            text(out, "tenant", a.tenant());
            text(out, "name", a.name());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static List<Addressee> addressees(JsonNode n, String field) {
        List<Addressee> addressees = new ArrayList<>();
        for (JsonNode a : n.path(field)) {
            addressees.add(new Addressee(texts(a, "ids"), text(a, "tenant"), text(a, "name")));
        }
        return addressees;
    }

    private static void sentence(JsonGenerator out, String field, LocalText sentence) throws IOException {
        out.writeStringField(field, sentence.en());
        out.writeStringField(field + "Zh", sentence.zh());
    }

    private static LocalText sentence(JsonNode n, String field) {
        return LocalText.of(n.get(field + "Zh").asText(), n.get(field).asText());
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
            marks(out, "marks", f.marks());
            if (!f.denied().isEmpty()) {
                marks(out, "denied", f.denied());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void marks(JsonGenerator out, String field, Set<Mark> marks) throws IOException {
        out.writeArrayFieldStart(field);
        for (Mark m : marks) {
            out.writeStartArray();
            out.writeString(m.kind().name());
            out.writeString(m.value());
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private static Set<Mark> marks(JsonNode n, String field) {
        Set<Mark> marks = new HashSet<>();
        for (JsonNode m : n.path(field)) {
            // A kind of a newer hub: the message is readable without it.
            KINDS.stream()
                    .filter(kind -> kind.name().equals(m.get(0).asText()))
                    .forEach(kind -> marks.add(Mark.of(kind, m.get(1).asText())));
        }
        return marks;
    }

    private static List<Finding> findings(JsonNode n) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode f : n.path("findings")) {
            findings.add(new Finding(
                    f.get("stage").asText(),
                    f.get("version").asInt(),
                    f.get("snapshot").asText(),
                    marks(f, "marks"),
                    marks(f, "denied")));
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
        if (s.ids().size() > 1) {
            texts(out, "ids", s.ids());
        }
        text(out, "tenant", s.tenant());
        out.writeStringField("kind", s.kind().name());
        text(out, "name", s.name());
        out.writeEndObject();
    }

    private static Sender sender(JsonNode s) {
        return new Sender(
                s.get("id").asText(),
                texts(s, "ids"),
                text(s, "tenant"),
                Sender.Kind.valueOf(s.get("kind").asText()),
                text(s, "name"));
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

    private static void texts(JsonGenerator out, String field, List<String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(field);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    private static List<String> texts(JsonNode n, String field) {
        List<String> values = new ArrayList<>();
        n.path(field).forEach(value -> values.add(value.asText()));
        return values;
    }

    private static OptionalLong number(JsonNode n, String field) {
        return n.has(field) ? OptionalLong.of(n.get(field).asLong()) : OptionalLong.empty();
    }
}
