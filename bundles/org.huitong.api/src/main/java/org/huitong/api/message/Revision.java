// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/**
 * One version of a message: the platform's revision id or, where there is none, a hash of the decrypted content. The
 * version with the latest {@code at} is the one that people see.
 */
public record Revision(String id, Instant at) {
    public Revision {
        Objects.requireNonNull(id);
        Objects.requireNonNull(at);
    }

    /**
     * Named by what was said: type, text, the event's name, and the references and names of attachments. What a platform changes
     * between two pushes of one message (session addresses, time of the push) is left out on purpose.
     */
    public static Revision ofContent(Message message) {
        Content content = message.content();
        StringBuilder said = new StringBuilder(content.type().word());
        content.text().ifPresent(t -> said.append('\u0000').append(t));
        content.event().ifPresent(e -> said.append('\u0001').append(e.name()));
        content.attachments().forEach(a -> said.append('\u0002')
                .append(a.reference())
                .append('\u0003')
                .append(a.name().orElse("")));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(said.toString().getBytes(StandardCharsets.UTF_8));
            return new Revision(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22), message.sentAt());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
