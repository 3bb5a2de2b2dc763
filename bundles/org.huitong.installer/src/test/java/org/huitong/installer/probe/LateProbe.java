// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.probe;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Does not finish starting the first time. */
public final class LateProbe implements BundleActivator {
    private static final AtomicBoolean AGAIN = new AtomicBoolean();

    @Override
    public void start(BundleContext context) throws InterruptedException {
        if (!AGAIN.getAndSet(true)) {
            new CountDownLatch(1).await();
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
