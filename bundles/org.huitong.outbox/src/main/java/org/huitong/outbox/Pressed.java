// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.message.Message;
import org.huitong.api.outbox.To;

/**
 * What is kept of a press until it is done.
 *
 * @param letter whose card was pressed
 * @param message by which it came, as the log names it
 * @param to who pressed, by the platform's name
 * @param name as the platform showed it; blank where it showed none
 * @param person who pressed, by the hub's own id; blank where nobody knows
 * @param payload what the platform wants back where the card is changed
 */
record Pressed(
        String letter,
        String message,
        To.User to,
        String name,
        String person,
        String choice,
        Instant at,
        String payload) {
    static Pressed of(Message message, String letter, String person, String choice, Instant at) {
        return new Pressed(
                letter,
                message.id().value(),
                new To.User(
                        message.key().platform(),
                        message.account(),
                        message.sender().id()),
                message.sender().name().orElse(""),
                person,
                choice,
                at,
                message.payload());
    }

    AccountName account() {
        return new AccountName(to.platform(), to.account());
    }

    Optional<String> shownName() {
        return Optional.of(name).filter(n -> !n.isEmpty());
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeLong(at.toEpochMilli());
            for (String text :
                    new String[] {letter, message, to.platform(), to.account(), to.user(), name, person, choice, payload
                    }) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Pressed decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != 1) {
                throw new IllegalStateException("a newer hub wrote this press");
            }
            Instant at = Instant.ofEpochMilli(in.readLong());
            String letter = text(in);
            String message = text(in);
            To.User to = new To.User(text(in), text(in), text(in));
            return new Pressed(letter, message, to, text(in), text(in), text(in), at, text(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** Tells nobody's words: safe for a log. */
    @Override
    public String toString() {
        return "Pressed[" + letter + "]";
    }
}
