// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.huitong.capability.keeping.Sorting.Due;
import org.huitong.capability.keeping.Sorting.Lot;

/** Counts what was sorted. Not thread-safe. */
final class Tally {
    private final Map<Lot, Long> byLot = new EnumMap<>(Lot.class);

    void count(List<Due> page) {
        page.forEach(due -> byLot.merge(due.lot(), 1L, Long::sum));
    }

    long of(Lot lot) {
        return byLot.getOrDefault(lot, 0L);
    }

    /** What would be done with them. */
    Counts counts() {
        return new Counts(
                of(Lot.ARCHIVE), of(Lot.ANNOUNCE), of(Lot.DESTROY), of(Lot.HELD), of(Lot.NEEDED), of(Lot.UNJUDGED));
    }

    /** Those whose days of grace are not over. */
    long waiting() {
        return of(Lot.WAIT);
    }

    long looked() {
        return byLot.values().stream().mapToLong(Long::longValue).sum();
    }
}
