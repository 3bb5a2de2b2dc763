// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One thing that a delivery tells about one message. */
public sealed interface Sighting {
    MessageKey key();

    /**
     * The message was said, or said anew after an edit. An edit is the same key with another {@link Revision}; which
     * comes first on the wire does not matter.
     */
    record Said(Message message, Revision revision) implements Sighting {
        public Said {
            Objects.requireNonNull(message);
            Objects.requireNonNull(revision);
        }

        /** A message of a platform that gives its versions no id: the content itself tells them apart. */
        public static Said once(Message message) {
            return new Said(message, Revision.ofContent(message));
        }

        @Override
        public MessageKey key() {
            return message.key();
        }
    }

    /** The message was taken back. It may arrive before the message itself. What was said stays. */
    record Recalled(
            MessageKey key, String account, Conversation conversation, Optional<Sender> by, Instant at, String payload)
            implements Sighting {
        public Recalled {
            Objects.requireNonNull(key);
            Objects.requireNonNull(account);
            Objects.requireNonNull(conversation);
            Objects.requireNonNull(by);
            Objects.requireNonNull(at);
            Objects.requireNonNull(payload);
        }

        @Override
        public String toString() {
            return "Recalled[" + key.id() + " " + key.platform() + "~" + account + "]";
        }
    }
}
