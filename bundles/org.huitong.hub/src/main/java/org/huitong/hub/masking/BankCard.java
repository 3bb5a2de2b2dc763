// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.util.List;

/**
 * The number of a bank card by ISO/IEC 7812-1: the check digit by Luhn, and of each issuer's leading digits the lengths
 * that it gives out. One in ten of other numbers of that length and beginning passes, too, and is hidden in vain.
 */
final class BankCard {
    /** The first four digits from, to, and how long such cards are. */
    private record Issuer(int from, int to, int shortest, int longest) {
        static Issuer of(int from, int to, int shortest, int longest) {
            int first = from;
            int last = to;
            while (first < 1000) {
                first = first * 10;
                last = last * 10 + 9;
            }
            return new Issuer(first, last, shortest, longest);
        }

        boolean gives(int lead, int length) {
            return from <= lead && lead <= to && shortest <= length && length <= longest;
        }
    }

    private static final List<Issuer> ISSUERS = List.of(
            // UnionPay, and the cards that Chinese banks gave out before it under leads of their own.
            Issuer.of(60, 62, 16, 19),
            Issuer.of(68, 69, 16, 19),
            Issuer.of(90, 99, 16, 19),
            // Visa, of which Chinese banks gave out 19 digits as well.
            Issuer.of(4, 4, 13, 13),
            Issuer.of(4, 4, 16, 19),
            // Mastercard and Maestro.
            Issuer.of(51, 55, 16, 16),
            Issuer.of(2221, 2720, 16, 16),
            Issuer.of(50, 50, 16, 19),
            Issuer.of(56, 59, 16, 19),
            // American Express, Diners, JCB, Discover.
            Issuer.of(34, 34, 15, 15),
            Issuer.of(37, 37, 15, 15),
            Issuer.of(36, 36, 14, 19),
            Issuer.of(38, 39, 16, 19),
            Issuer.of(300, 305, 16, 19),
            Issuer.of(3528, 3589, 16, 19),
            Issuer.of(644, 659, 16, 19));

    private BankCard() {}

    static boolean isOne(String digits) {
        return digits.length() >= 13
                && digits.length() <= 19
                && digits.indexOf('X') < 0
                && isLuhn(digits)
                && isGivenOut(Integer.parseInt(digits.substring(0, 4)), digits.length());
    }

    private static boolean isGivenOut(int lead, int length) {
        return ISSUERS.stream().anyMatch(issuer -> issuer.gives(lead, length));
    }

    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
