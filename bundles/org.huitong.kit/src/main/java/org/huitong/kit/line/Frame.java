// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.line;

import java.util.Objects;

/** One message on a socket, as it travels. */
public sealed interface Frame {
    record Text(String text) implements Frame {
        public Text {
            Objects.requireNonNull(text);
        }

        @Override
        public String toString() {
            return "Frame[" + text.length() + " characters]";
        }
    }

    /** @param bytes shared and not to be changed */
    record Bytes(byte[] bytes) implements Frame {
        public Bytes {
            Objects.requireNonNull(bytes);
        }

        @Override
        public String toString() {
            return "Frame[" + bytes.length + " bytes]";
        }
    }
}
