// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * One figure of one minute.
 *
 * @param subject of what it is measured where there are several: an account, a reader, a check; empty where there is one
 * @param cause what is behind the figure, without words of any message
 */
public record Reading(Gauge gauge, String subject, double value, Optional<LocalText> cause) {
    public Reading {
        Objects.requireNonNull(gauge);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(cause);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a reading is a number");
        }
    }

    public static Reading of(Gauge gauge, double value) {
        return new Reading(gauge, "", value, Optional.empty());
    }

    /** The same of one of several. */
    public Reading of(String whose) {
        return new Reading(gauge, whose, value, cause);
    }

    Reading because(LocalText cause) {
        return new Reading(gauge, subject, value, Optional.of(cause));
    }

    /** The word that names it for ever: {@code delay:dingtalk/sales}. */
    public String name() {
        return subject.isEmpty() ? gauge.word() : gauge.word() + ":" + subject;
    }
}
