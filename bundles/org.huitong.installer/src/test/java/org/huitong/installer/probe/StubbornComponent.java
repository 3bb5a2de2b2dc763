// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.probe;

import java.util.concurrent.locks.LockSupport;

/** A component that never comes back from its activation, whoever interrupts it, until the test lets it go. */
public final class StubbornComponent {
    public StubbornComponent() {
        while (System.getProperty("probe.lets.go") == null) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
    }
}
