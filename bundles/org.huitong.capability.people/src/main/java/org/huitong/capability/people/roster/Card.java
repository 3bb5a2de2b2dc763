// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

/**
 * One thing of the roster, as it stands from a version on.
 *
 * @param what a Person, Department, Company or Project of the api
 */
public record Card(String id, int since, Object what) {
    /** Quotes nothing of what is written on it: safe for a log. */
    @Override
    public String toString() {
        return "Card[" + id + " since " + since + "]";
    }
}
