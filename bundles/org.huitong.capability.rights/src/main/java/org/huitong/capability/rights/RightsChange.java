// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.List;

/**
 * What became of somebody's rights.
 *
 * @param person the hub's own id
 * @param before,after the roles that were given
 * @param version of the set that the change made
 * @param gained,lost what the person may now, or may no more
 */
record RightsChange(
        String person,
        List<Holding.Held> before,
        List<Holding.Held> after,
        int version,
        List<Reach.Effective> gained,
        List<Reach.Effective> lost) {}
