// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.log;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** A file of the log. */
interface Sheet {
    /**
     * The newest lines before a place, the newest first.
     *
     * @param before a place that an earlier part named, or the largest number for the end
     * @param from where one is older than this, nothing before it is looked for
     */
    Part before(long before, Predicate<LogLine> wanted, int most, Instant from) throws IOException;

    /**
     * Some of its lines.
     *
     * @param goesOn where older ones of this file begin; empty where there are none
     * @param past whether all that is older is before what was asked for
     */
    record Part(List<LogLine> lines, OptionalLong goesOn, boolean past) {}
}
