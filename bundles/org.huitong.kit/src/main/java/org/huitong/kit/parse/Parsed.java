// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/** What came of reading something that others wrote. */
public sealed interface Parsed<T> {
    /** It could be read. */
    record Good<T>(T value) implements Parsed<T> {
        public Good {
            Objects.requireNonNull(value);
        }
    }

    /** It could not; the reason is a sentence that quotes nothing of the content. */
    record Bad<T>(LocalText reason) implements Parsed<T> {
        public Bad {
            Objects.requireNonNull(reason);
        }
    }

    default Optional<T> good() {
        return this instanceof Good<T> good ? Optional.of(good.value()) : Optional.empty();
    }

    /** The reason where it could not be read. */
    default Optional<LocalText> bad() {
        return this instanceof Bad<T> bad ? Optional.of(bad.reason()) : Optional.empty();
    }
}
