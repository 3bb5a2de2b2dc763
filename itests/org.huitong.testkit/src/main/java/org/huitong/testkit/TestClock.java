// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.huitong.api.clock.Clock;

/** A clock that stands still, and goes where a test sets it. */
public final class TestClock implements Clock {
    private volatile Instant now;

    public TestClock(Instant now) {
        this.now = now;
    }

    /** At noon of an ordinary working day. */
    public TestClock() {
        this(Instant.parse("2026-03-11T04:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Asia/Shanghai");
    }

    public void set(Instant moment) {
        now = moment;
    }

    /** Forwards, or back. */
    public void leap(Duration by) {
        now = now.plus(by);
    }
}
