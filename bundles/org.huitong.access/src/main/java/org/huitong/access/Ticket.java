// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.access.LoginWay.Journey;
import org.huitong.api.text.LocalText;

/** What a browser carries while its login is under way, sealed by {@link TicketSeal}. */
sealed interface Ticket {
    /** Where it is to lead to in the end: what stands behind {@code #} in the address of the pages. */
    String to();

    /** It left along a way and has not come back. */
    record Leaving(String way, Journey journey, String to) implements Ticket {}

    /** It came back as this account, and has a second factor to show. */
    record Owing(String way, String account, String to) implements Ticket {}

    /** It came back, and was not let in. */
    record Turned(LocalText reason, String to) implements Ticket {}

    /** @param until when it is of no use any more */
    default byte[] written(Instant until) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(until.toEpochMilli());
            out.writeUTF(to());
            if (this instanceof Leaving leaving) {
                out.writeByte(1);
                out.writeUTF(leaving.way());
                out.writeUTF(leaving.journey().back().toString());
                out.writeUTF(leaving.journey().state());
                out.writeUTF(leaving.journey().nonce());
                out.writeUTF(leaving.journey().verifier());
                out.writeBoolean(leaving.journey().atHome());
            } else if (this instanceof Owing owing) {
                out.writeByte(2);
                out.writeUTF(owing.way());
                out.writeUTF(owing.account());
            } else if (this instanceof Turned turned) {
                out.writeByte(3);
                out.writeUTF(turned.reason().zh());
                out.writeUTF(turned.reason().en());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written to", e);
        }
        return bytes.toByteArray();
    }

    /** Empty where its time is over, or it is of another version. */
    static Optional<Ticket> read(byte[] bytes, Instant now) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (!now.isBefore(Instant.ofEpochMilli(in.readLong()))) {
                return Optional.empty();
            }
            String to = in.readUTF();
            return switch (in.readByte()) {
                case 1 -> Optional.of(new Leaving(
                        in.readUTF(),
                        new Journey(
                                URI.create(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean()),
                        to));
                case 2 -> Optional.of(new Owing(in.readUTF(), in.readUTF(), to));
                case 3 -> Optional.of(new Turned(LocalText.of(in.readUTF(), in.readUTF()), to));
                default -> Optional.empty();
            };
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
