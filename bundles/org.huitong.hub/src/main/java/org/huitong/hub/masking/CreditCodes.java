// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds unified social credit codes (统一社会信用代码) by GB 32100-2015: eighteen digits and letters without I, O, S, V and Z,
 * the last of which checks the others, mod 31.
 */
final class CreditCodes implements Finder {
    private static final int LENGTH = 18;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @Override
    public List<Find> in(String text) {
        List<Find> finds = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            while (to < text.length() && isLetter(text.charAt(to))) {
                to++;
            }
            if (to - from == LENGTH && isOne(text.substring(from, to))) {
                finds.add(new Find(from, to, 4, 4));
            }
            from = to + 1;
        }
        return finds;
    }

    static boolean isOne(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH; i++) {
            int value = ALPHABET.indexOf(upper.charAt(i));
            if (value < 0) {
                return false;
            }
            if (i == LENGTH - 1) {
                return value == (ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length();
            }
            sum += value * weight;
            weight = weight * 3 % ALPHABET.length();
        }
        throw new AssertionError("the loop returns at its last letter");
    }

    private static boolean isLetter(char letter) {
        return letter < 128 && Character.isLetterOrDigit(letter);
    }
}
