// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.util.List;
import java.util.Objects;
import org.huitong.capability.monitor.Address;

/**
 * What people laid down for one gauge.
 *
 * @param version of the set in which it became this; 0 as delivered
 * @param owner who sees to it, as the sheet has it; empty where nobody was named
 * @param tell who hears of a breach: by {@link Address}es; nobody where it is empty
 */
public record Norm(Gauge gauge, int version, Limits limits, String owner, List<String> tell) {
    private static final List<String> USUAL = List.of(Address.ofRole("system-admin"), Address.ofRole("it-head"));

    public Norm {
        Objects.requireNonNull(gauge);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(owner);
        tell = List.copyOf(tell);
    }

    public static Norm delivered(Gauge gauge) {
        return new Norm(gauge, 0, gauge.limits(), "", USUAL);
    }

    public Norm as(int versionNow) {
        return new Norm(gauge, versionNow, limits, owner, tell);
    }
}
