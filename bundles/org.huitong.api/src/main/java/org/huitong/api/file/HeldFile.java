// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.file;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Writing;

/**
 * A file that somebody may hand on.
 *
 * @param ticket by which the hub finds it again; whoever has it may open the file, so it is kept and never shown
 * @param name as people call it, fit to be a file's name everywhere
 * @param type by its own bytes, as {@code image/png}
 * @param sha256 in hexadecimal digits
 * @param message to which it is attached; empty for what was put into the hub
 * @param secrecy of its message; of what was put in that of the most secret message that has the same bytes, internal, as
 *     everything is that nobody has called otherwise, where none has
 */
public record HeldFile(
        String ticket,
        String name,
        String type,
        long bytes,
        String sha256,
        Optional<MessageId> message,
        Secrecy secrecy) {
    public HeldFile {
        Objects.requireNonNull(ticket);
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(message);
        Objects.requireNonNull(secrecy);
    }

    /** What is written to somebody to whom it goes. */
    public Writing.File asWriting() {
        return new Writing.File(ticket, name, type, bytes, sha256);
    }

    /** Its name is nobody else's affair. */
    @Override
    public String toString() {
        return "HeldFile[" + type + ", " + bytes + " bytes]";
    }
}
