// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;

/**
 * A line for a name below a document.
 *
 * @param name whose it is, as far as that is known; else somebody writes it in by hand
 */
public record Signature(LocalText label, Optional<String> name) {
    public Signature {
        Objects.requireNonNull(label);
        Objects.requireNonNull(name);
    }

    /** Who had it made. */
    public static Signature madeBy(Asker asker) {
        return new Signature(LocalText.of("制表人", "Prepared by"), Optional.of(asker.name()));
    }

    public static Signature checked() {
        return new Signature(LocalText.of("审核", "Checked by"), Optional.empty());
    }
}
