// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * How something that is measured stands, as it is kept from minute to minute.
 *
 * @param since when it came to this state
 * @param times how many measurements in a row say that it is bad, or that it is not
 * @param incident the incident that its breach opened, as long as the breach is not over
 */
public record Standing(
        String name,
        Gauge gauge,
        String subject,
        double value,
        State state,
        Instant since,
        int times,
        Optional<String> incident,
        Instant measuredAt,
        Optional<LocalText> cause) {
    public Standing within(String incidentId) {
        return new Standing(
                name, gauge, subject, value, state, since, times, Optional.of(incidentId), measuredAt, cause);
    }

    public Standing withoutIncident() {
        return new Standing(name, gauge, subject, value, state, since, times, Optional.empty(), measuredAt, cause);
    }
}
