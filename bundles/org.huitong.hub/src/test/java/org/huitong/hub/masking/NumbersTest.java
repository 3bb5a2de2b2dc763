// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers are found, and which of their neighbours are none. */
class NumbersTest {
    private static final Veil EVERYTHING = new Veil(List.of(
            new Numbers(List.of(NumberKind.ID_CARD, NumberKind.BANK_CARD, NumberKind.MOBILE)),
            new CreditCodes(),
            OwnPattern.of("HT-\\d{4}-\\d{4,}").orElseThrow()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "我的身份证是11010119900307109X，请查收|我的身份证是110101********109X，请查收",
                "我的身份证是11010119900307109x。|我的身份证是110101********109x。",
                "ID:110101199003071030|ID:110101********1030",
                "110101 19900307 1030|110101 ******** 1030",
                "110101-19900307-1030|110101-********-1030",
                "１１０１０１１９９００３０７１０３０|１１０１０１********１０３０",
                "**110101199003071030**|**110101********1030**",
                "卡号6222021234567890128尾|卡号6222***********0128尾",
                "6222 0212 3456 7890 128|6222 **** **** ***0 128",
                "4111-1111-1111-1111|4111-****-****-1111",
                "打13812345678找我|打138****5678找我",
                "+86 138 1234 5678|+86 138 **** 5678",
                "8613812345678|86138****5678",
                "税号91350100M000100Y43开票|税号9135**********0Y43开票",
                "合同HT-2026-00123已签|合同HT-2***-***23已签",
            })
    void whatIsNotEverybodysIsHidden(String said, String shown) {
        assertThat(EVERYTHING.over(said)).isEqualTo(shown).hasSameSizeAs(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A wrong check digit, a province that there is not, a thirtieth of February, a year to come.
                "110101199003071031",
                "000101199003071030",
                "11010119900230103X",
                "110101299003071030",
                // Luhn fails; no issuer begins like this; too long.
                "6222021234567890123",
                "1111111111111117",
                "62220212345678901280",
                // A fixed line, a time in milliseconds, a number of ten digits.
                "01012345678",
                "12812345678",
                "1764470000000",
                "1381234567",
                // A wrong check, and letters that no code has.
                "91350100M000100Y44",
                "91350100I000100Y43",
                "HT-26-0123",
                "第3季度销售额为 1,234,567.89 元，同比 12.5%，2026-11-30 10:05",
            })
    void neighboursStayWhole(String said) {
        assertThat(EVERYTHING.over(said)).isEqualTo(said);
    }

    @Test
    void asDeliveredCallersStayReachable() {
        assertThat(new Masking().over("110101199003071030 6222021234567890128 13812345678"))
                .isEqualTo("110101********1030 6222***********0128 13812345678");
    }

    /** Expressions that hang a backtracking matcher for longer than the world has stood. */
    @Test
    @Timeout(10)
    void noExpressionHangs() {
        Veil slow = new Veil(List.of(OwnPattern.of("(a+)+b").orElseThrow()));
        String text = "a".repeat(20_000);
        assertThat(slow.over(text)).isEqualTo(text);
    }

    /** Many digits in groups of one, where every place could begin a number. */
    @Test
    @Timeout(30)
    void longTextsOfDigitsAreReadInATimeThatGrowsWithThem() {
        assertThat(EVERYTHING.over("1 2-3 ".repeat(300_000))).hasSize(1_800_000);
    }

    @Test
    void anExpressionThatCannotBeReadIsNamed() {
        assertThat(OwnPattern.of("HT-(")).isEmpty();
        assertThat(OwnPattern.of("(?=x)x")).isEmpty();
        assertThat(OwnPattern.of("x".repeat(201))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "机密★",
                "秘密★10年",
                "关于……的通知\n绝密 ★ 长期",
                "秘　密　★",
                "秘密\u200b★",
                "機密★1年",
                "绝密☆",
                "附件：机\n密\n★",
                "秘密\uFE0F⭐"
            })
    void theMarkOfAStateSecretIsKnown(String words) {
        assertThat(StateSecret.isIn(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"这是我们的小秘密", "商业秘密", "★★★ 五星好评", "秘密花园 ★", "密★", "保密★", "秘密*"})
    void ordinaryWordsAreNoStateSecret(String words) {
        assertThat(StateSecret.isIn(words)).isFalse();
    }
}
