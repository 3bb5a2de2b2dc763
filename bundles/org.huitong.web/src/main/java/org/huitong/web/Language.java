// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Which of the product's two languages somebody wants to read. */
public final class Language {
    /** Nobody means more; parsing costs more than in proportion. */
    private static final int MOST = 16;

    private Language() {}

    /**
     * Chinese for who prefers it to English, and English for everybody else.
     *
     * @param acceptLanguage the header as it came; null where there is none
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4">RFC 9110, 12.5.4</a>
     */
    public static Locale wanted(String acceptLanguage) {
        return elements(acceptLanguage)
                .flatMap(Language::range)
                .filter(range -> range.getWeight() > 0)
                .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight)
                        .reversed())
                .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                .filter(language -> language.equals("zh") || language.equals("en"))
                .findFirst()
                .filter("zh"::equals)
                .map(zh -> Locale.SIMPLIFIED_CHINESE)
                .orElse(Locale.ENGLISH);
    }

    /** One by one: what is odd about one of them is no reason to pass over the others. */
    private static Stream<String> elements(String acceptLanguage) {
        return acceptLanguage == null
                ? Stream.empty()
                : Arrays.stream(acceptLanguage.split(",", MOST + 1)).limit(MOST);
    }

    private static Stream<Locale.LanguageRange> range(String element) {
        try {
            return Locale.LanguageRange.parse(element.replace('_', '-')).stream();
        } catch (IllegalArgumentException | IndexOutOfBoundsException notALanguage) {
            // The latter is what Java makes of a lone hyphen.
            return Stream.empty();
        }
    }
}
