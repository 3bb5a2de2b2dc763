// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * A permission as administrators read it when they give it.
 *
 * @param word {@code <subject>.<verb>}, as the code asks for it
 * @param title what its holder may do, in a few words
 * @param note what it includes or not, where that is not plain
 */
public record Permission(String word, LocalText title, Optional<LocalText> note) {
    public static Permission of(String word, LocalText title) {
        return new Permission(word, title, Optional.empty());
    }
}
