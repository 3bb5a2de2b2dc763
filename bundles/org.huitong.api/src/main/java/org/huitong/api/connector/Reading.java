// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.List;

/**
 * What a piece of {@link Evidence} says.
 *
 * @param deliveries what goes to the log; what cannot be understood is {@link Delivery#unreadable} in one of them
 * @param receipts what became of letters of ours
 */
public record Reading(List<Delivery> deliveries, List<Receipted> receipts) {
    public Reading {
        deliveries = List.copyOf(deliveries);
        receipts = List.copyOf(receipts);
    }

    public static Reading of(Delivery delivery) {
        return new Reading(List.of(delivery), List.of());
    }

    public static Reading of(Receipted receipt) {
        return new Reading(List.of(), List.of(receipt));
    }
}
