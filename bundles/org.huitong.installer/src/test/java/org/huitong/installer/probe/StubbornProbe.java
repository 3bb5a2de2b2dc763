// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.probe;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Never finishes starting, whoever interrupts it, until the test lets it go. */
public final class StubbornProbe implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        while (System.getProperty("probe.lets.go") == null) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
