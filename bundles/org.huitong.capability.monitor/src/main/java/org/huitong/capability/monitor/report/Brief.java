// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

/** A text that is cut where there is no room for all of it, never within a character. */
public final class Brief {
    private Brief() {}

    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
