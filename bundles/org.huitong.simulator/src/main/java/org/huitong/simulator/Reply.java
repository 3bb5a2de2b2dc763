// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

/**
 * What came back on the wire.
 *
 * @param status of HTTP; 0 where no answer came
 */
public record Reply(int status, String body, boolean late) {
    static final Reply LATE = new Reply(0, "", true);
    public static final Reply NOBODY = new Reply(0, "", false);

    public static Reply of(int status, String body) {
        return new Reply(status, body, false);
    }

    public Outcome outcome(boolean thanks) {
        if (status == 0) {
            return late ? Outcome.LATE : Outcome.UNREACHABLE;
        }
        return thanks ? Outcome.ACKNOWLEDGED : Outcome.REFUSED;
    }
}
