// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.util.Objects;

/**
 * A place in what is shown at which a word stands that was asked for.
 *
 * @param field {@code text}, or {@code attachments[0].name} of the first attachment and so on
 * @param from,to in UTF-16 units, as Java and JavaScript count; {@code to} is behind the last
 */
public record Highlight(String field, int from, int to) {
    public Highlight {
        Objects.requireNonNull(field);
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a highlight is at least one letter");
        }
    }
}
