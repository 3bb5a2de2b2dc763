// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.probe;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Never starts. */
public final class BrokenProbe implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no licence");
    }

    @Override
    public void stop(BundleContext context) {
        throw new IllegalStateException("will not go");
    }
}
