// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

/**
 * How an account comes to hear what is said. A platform may tell a company the same words twice, as they are said and
 * again out of a record that it keeps, under another id each time; the hub pairs those and shows people one.
 */
public enum Hearing {
    /** What comes here comes through no other account, or under the same id. */
    ALONE,
    /** As it is said, by a platform that may keep a record of it besides. */
    FIRST_HAND,
    /** Out of the record. */
    FROM_RECORD
}
