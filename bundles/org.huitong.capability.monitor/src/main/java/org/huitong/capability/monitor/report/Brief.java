// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

/** A text that is cut where there is no room for all of it, never within a character. */
final class Brief {
    private Brief() {}

    static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
