// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.time.Instant;
import java.util.List;
import org.huitong.capability.people.account.Seen.Place;

/**
 * An account that a platform's directory lists, whoever it belongs to. What is empty the platform does not tell.
 *
 * @param place by the platform's first id of it
 * @param ids all of them
 * @param name for people to recognise it, and never a key
 * @param employee the number that the platform has
 * @param departments the paths of names, as the platform has them
 * @param ignored whether somebody said that it is nobody's
 */
public record Listed(
        Place place,
        List<String> ids,
        Instant listedAt,
        String name,
        String employee,
        String mail,
        String mobile,
        List<String> departments,
        boolean ignored) {
    public Listed {
        ids = List.copyOf(ids);
        departments = List.copyOf(departments);
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Listed[" + place.platform() + " " + place.id() + "]";
    }
}
