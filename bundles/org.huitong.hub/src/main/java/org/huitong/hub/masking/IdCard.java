// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;

/**
 * The number of a citizen (公民身份号码) by GB 11643-1999: six digits of a region by GB/T 2260, the day of birth, three of an
 * order, and a check by ISO 7064 MOD 11-2.
 */
final class IdCard {
    private static final int LENGTH = 18;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    /** Provinces by GB/T 2260; 83 and 91 stand on the residence permits of Taiwan's people, and of those abroad. */
    private static final Set<Integer> PROVINCES = Set.of(
            11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
            62, 63, 64, 65, 71, 81, 82, 83, 91);

    private IdCard() {}

    static boolean isOne(String digits) {
        if (digits.length() != LENGTH
                || digits.indexOf('X') >= 0 && digits.indexOf('X') != LENGTH - 1
                || !PROVINCES.contains((digits.charAt(0) - '0') * 10 + digits.charAt(1) - '0')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % CHECKS.length()) == digits.charAt(LENGTH - 1) && isBirth(digits.substring(6, 14));
    }

    private static boolean isBirth(String day) {
        int year = Integer.parseInt(day.substring(0, 4));
        if (year < 1900 || year >= 2100) {
            return false;
        }
        try {
            LocalDate.of(year, Integer.parseInt(day.substring(4, 6)), Integer.parseInt(day.substring(6)));
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
