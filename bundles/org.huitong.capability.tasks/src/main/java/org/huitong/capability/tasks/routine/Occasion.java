// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.Instant;

/** One time that a recurring task comes up. */
record Occasion(Instant opens, Instant due) {}
