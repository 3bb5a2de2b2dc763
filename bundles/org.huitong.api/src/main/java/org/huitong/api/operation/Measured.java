// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Something that counts; collected for {@code /metrics}. Implemented by any bundle. */
@ConsumerType
public interface Measured {
    /** The figures of this moment; answers at once. */
    List<Measurement> measure();

    /** Whether a figure only grows. */
    enum Kind {
        COUNTER,
        GAUGE
    }

    /**
     * One figure.
     *
     * @param name as Prometheus wants it: {@code huitong_messages_total}
     * @param labels none of them may name a person or quote a message
     */
    record Measurement(String name, String help, Kind kind, Map<String, String> labels, double value) {
        public Measurement {
            labels = Map.copyOf(labels);
        }
    }
}
