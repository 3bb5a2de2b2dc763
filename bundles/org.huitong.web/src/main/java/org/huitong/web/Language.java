// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import java.util.List;
import java.util.Locale;

/** Which of the product's two languages somebody wants to read. */
public final class Language {
    private Language() {}

    /**
     * Chinese for who prefers it to English, and English for everybody else.
     *
     * @param acceptLanguage the header as it came; null where there is none
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4">RFC 9110, 12.5.4</a>
     */
    public static Locale wanted(String acceptLanguage) {
        return ranges(acceptLanguage).stream()
                .filter(range -> range.getWeight() > 0)
                .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                .filter(language -> language.equals("zh") || language.equals("en"))
                .findFirst()
                .filter("zh"::equals)
                .map(zh -> Locale.SIMPLIFIED_CHINESE)
                .orElse(Locale.ENGLISH);
    }

    private static List<Locale.LanguageRange> ranges(String acceptLanguage) {
        try {
            return acceptLanguage == null ? List.of() : Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException notAList) {
            return List.of();
        }
    }
}
