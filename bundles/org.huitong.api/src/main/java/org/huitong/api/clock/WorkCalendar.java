// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The company's calendar of work: public holidays and the days worked in their place (调休), and the hours of each
 * department. Provided by clock; what is changed on its page holds from the next question on. Safe for many threads.
 */
@ProviderType
public interface WorkCalendar {
    /**
     * When that department works.
     *
     * @param department the hub's own id; one for which nothing is written down works as everybody does
     */
    WorkTime of(Optional<String> department);

    /** When everybody works who has no hours of their own. */
    default WorkTime usual() {
        return of(Optional.empty());
    }
}
