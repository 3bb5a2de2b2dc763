// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.text;

import java.util.Locale;
import java.util.Objects;

/** A sentence that people read, in both languages of the product. Neither may be blank. */
public record LocalText(String zh, String en) {
    public LocalText {
        if (Objects.requireNonNull(zh).isBlank() || Objects.requireNonNull(en).isBlank()) {
            throw new IllegalArgumentException("a text for people needs both languages");
        }
    }

    public static LocalText of(String zh, String en) {
        return new LocalText(zh, en);
    }

    /** The sentence in the reader's language; every language but Chinese gets English. */
    public String in(Locale locale) {
        return "zh".equals(locale.getLanguage()) ? zh : en;
    }
}
