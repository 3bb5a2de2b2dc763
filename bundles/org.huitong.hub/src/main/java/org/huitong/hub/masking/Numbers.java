// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds numbers of some kinds however people write them: in one, in groups with a blank or a hyphen between, in digits of
 * any width. A number begins and ends where a group does: within a longer run of digits there is none.
 */
final class Numbers implements Finder {
    /** So many letters between two groups of one number. */
    private static final int WIDEST_GAP = 2;

    private final List<NumberKind> kinds;

    Numbers(List<NumberKind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /**
     * Digits in one.
     *
     * @param digits of ordinary width; the check {@code X} of an ID card is the last of them
     * @param goesOn whether they may be of one number with those before them
     */
    private record Group(int from, int to, String digits, boolean goesOn) {}

    @Override
    public List<Find> in(String text) {
        if (!hasEnoughDigits(text)) {
            return List.of();
        }
        List<Find> finds = new ArrayList<>();
        List<Group> groups = groups(text);
        for (int i = 0; i < groups.size(); i++) {
            StringBuilder digits = new StringBuilder();
            for (int j = i; j < groups.size() && (j == i || groups.get(j).goesOn()); j++) {
                digits.append(groups.get(j).digits());
                if (digits.length() > NumberKind.LONGEST) {
                    break;
                }
                if (digits.length() >= NumberKind.SHORTEST) {
                    find(finds, groups.get(i).from(), groups.get(j).to(), digits.toString());
                }
            }
        }
        return finds;
    }

    /** Most words that people write end here, and nothing is made of them. */
    private static boolean hasEnoughDigits(String text) {
        // One letter of a number need be no digit.
        int missing = NumberKind.SHORTEST - 1;
        for (int at = 0; at < text.length() && missing > 0; at++) {
            if (digit(text.charAt(at)) >= 0) {
                missing--;
            }
        }
        return missing == 0;
    }

    private void find(List<Find> finds, int from, int to, String digits) {
        for (NumberKind kind : kinds) {
            if (kind.test().fits(digits)) {
                finds.add(new Find(from, to, kind.first(), kind.last()));
            }
        }
        // The country's code in front, written without a blank.
        if (digits.startsWith("86") && kinds.contains(NumberKind.MOBILE) && Mobile.isOne(digits.substring(2))) {
            finds.add(new Find(from, to, 2 + NumberKind.MOBILE.first(), NumberKind.MOBILE.last()));
        }
    }

    private static List<Group> groups(String text) {
        List<Group> groups = new ArrayList<>();
        int end = -1;
        for (int at = 0; at < text.length(); at++) {
            if (digit(text.charAt(at)) < 0) {
                continue;
            }
            int from = at;
            StringBuilder digits = new StringBuilder();
            while (at < text.length() && digit(text.charAt(at)) >= 0) {
                digits.append((char) ('0' + digit(text.charAt(at++))));
            }
            if (isCheck(text, at)) {
                digits.append('X');
                at++;
            }
            groups.add(new Group(from, at, digits.toString(), end >= 0 && isGap(text, end, from)));
            end = at;
        }
        return groups;
    }

    private static int digit(char letter) {
        return letter < 128
                ? letter >= '0' && letter <= '9' ? letter - '0' : -1
                : Character.isDigit(letter) ? Character.digit(letter, 10) : -1;
    }

    private static boolean isCheck(String text, int at) {
        return at < text.length()
                && "XxＸｘ×".indexOf(text.charAt(at)) >= 0
                && (at + 1 == text.length() || !isLatin(text.charAt(at + 1)));
    }

    private static boolean isLatin(char letter) {
        return letter < 128 && Character.isLetterOrDigit(letter) || digit(letter) >= 0;
    }

    private static boolean isGap(String text, int from, int to) {
        return to - from <= WIDEST_GAP && isBetween(text.charAt(from)) && isBetween(text.charAt(to - 1));
    }

    /** Blanks of any width, those that cannot be seen included, and hyphens. */
    private static boolean isBetween(char letter) {
        return Character.isSpaceChar(letter)
                || letter == '\t'
                || Character.getType(letter) == Character.DASH_PUNCTUATION
                || Character.getType(letter) == Character.FORMAT;
    }
}
