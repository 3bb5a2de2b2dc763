// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

/** How a push ended, as the platform sees it. */
public enum Outcome {
    /** Answered in time with what the platform takes for a yes. */
    ACKNOWLEDGED,
    /** Answered in time, with something else. */
    REFUSED,
    /** No answer within the platform's deadline. */
    LATE,
    /** Nobody there. */
    UNREACHABLE
}
