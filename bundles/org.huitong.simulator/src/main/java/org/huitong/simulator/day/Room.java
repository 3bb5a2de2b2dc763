// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

/** Where people talk: a chat with the robot in it, or the company's own application. */
public record Room(String platform, Kind kind, String title, String department) {
    public enum Kind {
        GROUP,
        DIRECT,
        APP
    }

    /** Looks like the platform's own ids and is the same in every run. */
    public String id() {
        return Integer.toHexString((platform + title).hashCode());
    }
}
