// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.util.Objects;
import java.util.Optional;

/**
 * A place in what is shown at which a word stands that was asked for.
 *
 * @param field {@code text}, {@code attachments[0].name} of the first attachment and so on, or {@code attachments[0].text}
 *     where it stands inside the file
 * @param from,to in UTF-16 units, as Java and JavaScript count; {@code to} is behind the last
 * @param excerpt of what stands inside a file, the words around it, in which {@code from} and {@code to} are
 */
public record Highlight(String field, int from, int to, Optional<String> excerpt) {
    public Highlight {
        Objects.requireNonNull(field);
        Objects.requireNonNull(excerpt);
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a highlight is at least one letter");
        }
    }

    public Highlight(String field, int from, int to) {
        this(field, from, to, Optional.empty());
    }
}
