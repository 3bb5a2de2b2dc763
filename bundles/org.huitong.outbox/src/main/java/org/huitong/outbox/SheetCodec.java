// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.message.Conversation;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;

/**
 * A {@link Sheet} as bytes and back. The first byte is the version: since the second, cards have facts and buttons looks,
 * and one may come in the place of another.
 */
final class SheetCodec {
    private static final int FIRST = 1;
    private static final int VERSION = 2;

    private SheetCodec() {}

    static byte[] encode(Sheet sheet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            to(out, sheet.to());
            writing(out, sheet.writing());
            text(out, sheet.name());
            out.writeBoolean(sheet.place().isPresent());
            if (sheet.place().isPresent()) {
                Sheet.Place place = sheet.place().get();
                text(out, place.tenant());
                text(out, place.conversation().id());
                text(out, place.conversation().kind().name());
                maybe(out, place.conversation().title());
                maybe(out, place.other());
            }
            maybe(out, sheet.answers());
            out.writeBoolean(sheet.replaces().isPresent());
            if (sheet.replaces().isPresent()) {
                text(out, sheet.replaces().get().key());
                text(out, sheet.replaces().get().nativeId());
                text(out, sheet.replaces().get().press());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Sheet decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION && version != FIRST) {
                throw new IllegalStateException("a letter is written in the version " + version);
            }
            To to = to(in);
            boolean first = version == FIRST;
            Writing writing = writing(in, first);
            String name = text(in);
            Optional<Sheet.Place> place = in.readBoolean() ? Optional.of(place(in)) : Optional.empty();
            Optional<String> answers = maybe(in);
            return new Sheet(
                    to,
                    writing,
                    name,
                    place,
                    answers,
                    !first && in.readBoolean()
                            ? Optional.of(new Outgoing.Replaced(text(in), text(in), text(in)))
                            : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sheet.Place place(DataInputStream in) throws IOException {
        String tenant = text(in);
        String id = text(in);
        Conversation.Kind kind = Conversation.Kind.valueOf(text(in));
        return new Sheet.Place(tenant, new Conversation(id, kind, maybe(in)), maybe(in));
    }

    private static void to(DataOutputStream out, To to) throws IOException {
        if (to instanceof To.Person person) {
            out.writeByte('p');
            text(out, person.person());
        } else if (to instanceof To.Role role) {
            out.writeByte('r');
            text(out, role.role());
            maybe(out, role.department());
        } else if (to instanceof To.Room room) {
            out.writeByte('c');
            text(out, room.platform());
            text(out, room.account());
            text(out, room.conversation());
        } else if (to instanceof To.User user) {
            out.writeByte('u');
            text(out, user.platform());
            text(out, user.account());
            text(out, user.user());
        } else if (to instanceof To.Mail mail) {
            out.writeByte('m');
            text(out, mail.address());
        } else {
            out.writeByte('t');
            text(out, ((To.Mobile) to).number());
        }
    }

    private static To to(DataInputStream in) throws IOException {
        char kind = (char) in.readByte();
        return switch (kind) {
            case 'p' -> new To.Person(text(in));
            case 'r' -> new To.Role(text(in), maybe(in));
            case 'c' -> new To.Room(text(in), text(in), text(in));
            case 'u' -> new To.User(text(in), text(in), text(in));
            case 'm' -> new To.Mail(text(in));
            case 't' -> new To.Mobile(text(in));
            default -> throw new IllegalStateException("a letter goes to " + kind);
        };
    }

    private static void writing(DataOutputStream out, Writing writing) throws IOException {
        out.writeByte(writing.kind().ordinal());
        if (writing instanceof Writing.Text plain) {
            text(out, plain.text());
        } else if (writing instanceof Writing.Markdown markdown) {
            text(out, markdown.title());
            text(out, markdown.text());
        } else if (writing instanceof Writing.File file) {
            text(out, file.ticket());
            text(out, file.name());
            text(out, file.type());
            out.writeLong(file.bytes());
            text(out, file.sha256());
        } else {
            Writing.Card card = (Writing.Card) writing;
            text(out, card.title());
            text(out, card.text());
            out.writeInt(card.buttons().size());
            for (Writing.Button button : card.buttons()) {
                text(out, button.label());
                text(out, button.choice());
                maybe(out, button.link());
                text(out, button.style().name());
                maybe(out, button.says());
            }
            out.writeInt(card.facts().size());
            for (Writing.Fact fact : card.facts()) {
                text(out, fact.name());
                text(out, fact.value());
            }
            text(out, card.about());
        }
    }

    private static Writing writing(DataInputStream in, boolean first) throws IOException {
        switch (Writing.Kind.values()[in.readByte()]) {
            case TEXT:
                return new Writing.Text(text(in));
            case MARKDOWN:
                return new Writing.Markdown(text(in), text(in));
            case FILE:
                return new Writing.File(text(in), text(in), text(in), in.readLong(), text(in));
            default:
                return first ? plainCard(in) : card(in);
        }
    }

    private static Writing plainCard(DataInputStream in) throws IOException {
        String title = text(in);
        String text = text(in);
        List<Writing.Button> buttons = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            buttons.add(new Writing.Button(text(in), text(in), maybe(in)));
        }
        return new Writing.Card(title, text, buttons);
    }

    private static Writing card(DataInputStream in) throws IOException {
        String title = text(in);
        String text = text(in);
        List<Writing.Button> buttons = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            buttons.add(new Writing.Button(text(in), text(in), maybe(in), Writing.Style.valueOf(text(in)), maybe(in)));
        }
        List<Writing.Fact> facts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            facts.add(new Writing.Fact(text(in), text(in)));
        }
        return new Writing.Card(title, text, facts, buttons, text(in));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void maybe(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(out, text.get());
        }
    }

    private static Optional<String> maybe(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }
}
