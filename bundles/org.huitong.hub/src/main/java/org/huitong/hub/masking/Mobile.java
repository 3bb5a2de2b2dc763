// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

/** The number of a mobile telephone in mainland China: eleven digits that begin with 13 to 19. */
final class Mobile {
    private Mobile() {}

    static boolean isOne(String digits) {
        return digits.length() == 11 && digits.charAt(0) == '1' && digits.charAt(1) >= '3' && digits.indexOf('X') < 0;
    }
}
