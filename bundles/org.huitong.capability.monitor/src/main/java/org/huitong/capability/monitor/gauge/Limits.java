// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.math.BigDecimal;

/**
 * What is normal of something that is measured.
 *
 * @param near from beyond this on somebody should look
 * @param norm beyond this it is not normal any more
 * @param least whether the norm is the least there should be, and not the most
 */
public record Limits(double near, double norm, boolean least) {
    public static Limits atMost(double near, double norm) {
        return new Limits(near, norm, false);
    }

    static Limits atLeast(double near, double norm) {
        return new Limits(near, norm, true);
    }

    /** Both ends in the order in which a thing gets worse. */
    public boolean areInOrder() {
        return least ? near >= norm : near <= norm;
    }

    public State of(double value) {
        return isBeyond(value, norm) ? State.BAD : isBeyond(value, near) ? State.WARNING : State.GOOD;
    }

    private boolean isBeyond(double value, double limit) {
        return least ? value < limit : value > limit;
    }

    /** As people write it: {@code ≤ 5 s}. */
    public String text(String unit) {
        String number = BigDecimal.valueOf(norm).stripTrailingZeros().toPlainString();
        return (least ? "≥ " : "≤ ") + number + (unit.isEmpty() ? "" : " " + unit);
    }
}
