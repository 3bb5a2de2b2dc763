// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.util.Objects;

/**
 * A number in what is shown of which a part is hidden behind stars.
 *
 * @param field {@code text}, {@code quote.text}, {@code attachments[0].name} of the first attachment and so on
 * @param from,to in UTF-16 units; {@code to} is behind the last
 */
public record Masked(String field, int from, int to) {
    public Masked {
        Objects.requireNonNull(field);
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("what is masked is at least one letter");
        }
    }
}
