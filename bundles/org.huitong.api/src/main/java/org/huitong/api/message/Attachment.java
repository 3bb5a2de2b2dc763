// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A body beside the text: picture, voice, video, file. {@code reference} is what the platform gives to fetch it by (a
 * media id, a download code, a key); it may expire.
 */
public record Attachment(
        MessageType type, String reference, Optional<String> name, OptionalLong bytes, OptionalLong durationMillis) {
    public Attachment {
        Objects.requireNonNull(type);
        Objects.requireNonNull(reference);
        name = name.filter(n -> !n.isBlank());
        Objects.requireNonNull(bytes);
        Objects.requireNonNull(durationMillis);
    }

    public static Attachment of(MessageType type, String reference) {
        return new Attachment(type, reference, Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    public static Attachment file(String reference, String nameOrNull) {
        return new Attachment(
                MessageType.FILE,
                reference,
                Optional.ofNullable(nameOrNull),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    public Attachment lasting(long millis) {
        return new Attachment(type, reference, name, bytes, OptionalLong.of(millis));
    }
}
