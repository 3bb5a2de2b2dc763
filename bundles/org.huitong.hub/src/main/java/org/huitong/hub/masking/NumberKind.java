// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

/**
 * A kind of number that is known by its digits. What is seen of it is what people tell two of them apart by.
 *
 * @param first,last so many digits stay to be seen at its two ends
 */
record NumberKind(Test test, int first, int last) {
    /** The longest of any kind. */
    static final int LONGEST = 19;

    /** The shortest of any kind. */
    static final int SHORTEST = 11;

    static final NumberKind ID_CARD = new NumberKind(IdCard::isOne, 6, 4);
    static final NumberKind BANK_CARD = new NumberKind(BankCard::isOne, 4, 4);
    static final NumberKind MOBILE = new NumberKind(Mobile::isOne, 3, 4);

    /** Whether these digits, the last of which may be an {@code X}, are such a number. */
    @FunctionalInterface
    interface Test {
        boolean fits(String digits);
    }
}
