// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.LocalDate;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.capability.rights.ReadersJson.RoleNamed;

/**
 * A role that somebody holds, and when they last used it.
 *
 * @param department,company for which it was given, by the hub's own id, where it was for one; {@code place} is its name
 * @param last absent where it was not used since that is noted
 * @param advice {@code keep}, {@code take-away} or {@code too-early}
 */
public record UnusedJson(
        String person,
        String name,
        String employee,
        RoleNamed role,
        Optional<String> department,
        Optional<String> company,
        Optional<String> place,
        LocalDate given,
        Optional<LocalDate> until,
        Optional<LocalDate> last,
        String advice,
        LocalText words) {
    static UnusedJson of(Review.Line line) {
        return new UnusedJson(
                line.person().id(),
                line.person().name(),
                line.person().employee(),
                RoleNamed.of(line.role()),
                line.held().department(),
                line.held().company(),
                line.place(),
                line.given(),
                line.held().until(),
                line.last(),
                line.advice().word(),
                line.advice().text());
    }
}
