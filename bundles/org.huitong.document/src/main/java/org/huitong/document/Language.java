// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** The words that stand on every document, in one of the two languages. */
public enum Language {
    CHINESE(Locale.SIMPLIFIED_CHINESE, "zh-CN"),
    ENGLISH(Locale.ENGLISH, "en-GB");

    private static final int LONGEST_HEADER = 400;

    private final Locale locale;
    private final String tag;

    Language(Locale locale, String tag) {
        this.locale = locale;
        this.tag = tag;
    }

    /**
     * @param asked {@code zh}, {@code en} or nothing
     * @param accepted the header Accept-Language; null where there is none
     */
    public static Language of(String asked, String accepted) {
        if (asked != null && !asked.isBlank()) {
            return switch (asked.strip().toLowerCase(Locale.ROOT)) {
                case "zh", "zh-cn" -> CHINESE;
                case "en" -> ENGLISH;
                default -> throw Problem.badRequest("lang 是 zh 或 en。", "lang is zh or en.");
            };
        }
        return preferred(accepted)
                .map(Locale.LanguageRange::getRange)
                .map(range -> Locale.forLanguageTag(range).getLanguage())
                .filter(word -> word.equals("zh") || word.equals("en"))
                .findFirst()
                .filter("zh"::equals)
                .map(zh -> CHINESE)
                .orElse(ENGLISH);
    }

    private static Stream<Locale.LanguageRange> preferred(String accepted) {
        try {
            return accepted == null || accepted.length() > LONGEST_HEADER
                    ? Stream.empty()
                    : Locale.LanguageRange.parse(accepted).stream().filter(range -> range.getWeight() > 0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAHeader) {
            return Stream.empty();
        }
    }

    /** Such as {@code zh-CN}, as it stands in HTTP and in office files. */
    String tag() {
        return tag;
    }

    public String say(LocalText text) {
        return text.in(locale);
    }

    private String say(String zh, String en) {
        return this == CHINESE ? zh : en;
    }

    String total() {
        return say("合计", "Total");
    }

    /** A name and what it names: 单位：某某公司. */
    String labelled(String label, String value) {
        return label + say("：", ": ") + value;
    }

    String unit() {
        return say("单位", "Organisation");
    }

    String asOf() {
        return say("截至", "As of");
    }

    /** Below a table in which the font lacked something. */
    String lackingCharacters() {
        return say(
                "□ 表示字体中没有的字符，例如表情符号或极生僻的字。",
                "□ stands for a character that the font lacks, such as an emoji or one of the rarest.");
    }

    /** What stands before, between and behind the page's number and the number of pages. */
    List<String> pageOfPages() {
        return this == CHINESE ? List.of("第 ", " 页，共 ", " 页") : List.of("Page ", " of ", "");
    }
}
