// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** However a number is written and whatever stands around it, what is shown does not hold the whole of it. */
class VeilProperties {
    private static final Veil VEIL = new Veil(List.of(
            new Numbers(List.of(NumberKind.ID_CARD, NumberKind.BANK_CARD, NumberKind.MOBILE)), new CreditCodes()));
    private static final List<String> GAPS = List.of("", " ", "-", "\u3000", "\u200b", "\u00a0", "\u2013", " -");

    @Property(tries = 2000)
    void noIdCardIsLeft(
            @ForAll @IntRange(max = 60_000) int day,
            @ForAll @IntRange(max = 999) int order,
            @ForAll @IntRange(max = 7) int gap,
            @ForAll boolean wide,
            @ForAll("around") String before,
            @ForAll("around") String after) {
        String number = idCard(LocalDate.of(1900, 1, 1).plusDays(day), order);
        hides(number, written(number, GAPS.get(gap), wide, 6, 14), before, after);
    }

    @Property(tries = 2000)
    void noBankCardIsLeft(
            @ForAll @LongRange(min = 622_000_000_000_000_000L, max = 622_999_999_999_999_999L) long body,
            @ForAll @IntRange(max = 7) int gap,
            @ForAll boolean wide,
            @ForAll("around") String before,
            @ForAll("around") String after) {
        String number = Long.toString(body) + luhn(Long.toString(body));
        hides(number, written(number, GAPS.get(gap), wide, 4, 8, 12, 16), before, after);
    }

    private static void hides(String number, String written, String before, String after) {
        String said = before + written + after;
        String shown = VEIL.over(said);
        assertThat(shown).hasSameSizeAs(said);
        assertThat(plain(shown)).doesNotContain(number);
        assertThat(VEIL.over(shown))
                .as("nothing is left that a second look would hide")
                .isEqualTo(shown);
    }

    /** Words of any kind, and digits that stand apart from the number. */
    @Provide
    Arbitrary<String> around() {
        return Arbitraries.strings()
                .withChars("的身份证号是卡请查收ab，。:（）*\n1 2-9")
                .ofMaxLength(30)
                .map(words -> "，" + words + "，");
    }

    private static String written(String number, String gap, boolean wide, int... cuts) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < number.length(); i++) {
            int at = i;
            if (IntStream.of(cuts).anyMatch(cut -> cut == at)) {
                out.append(gap);
            }
            char digit = number.charAt(i);
            out.append(wide && Character.isDigit(digit) ? (char) (digit - '0' + '０') : digit);
        }
        return out.toString();
    }

    /** As who looks for digits alone would read it. */
    private static String plain(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(letter -> {
            if (Character.isDigit(letter)) {
                out.append(Character.digit(letter, 10));
            } else if (Character.isLetter(letter) || letter == '*' || letter == '，') {
                out.append((char) letter);
            }
        });
        return out.toString();
    }

    private static String idCard(LocalDate birth, int order) {
        String body = "110101" + birth.toString().replace("-", "") + "%03d".formatted(order);
        int sum = IntStream.range(0, 17)
                .map(i -> (body.charAt(i) - '0') * ((1 << (17 - i)) % 11))
                .sum();
        return body + "10X98765432".charAt(sum % 11);
    }

    private static int luhn(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            sum += i % 2 == 1 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return (10 - sum % 10) % 10;
    }
}
