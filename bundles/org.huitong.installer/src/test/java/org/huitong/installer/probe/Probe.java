// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.probe;

import java.util.Hashtable;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers a service that names its bundle; lives inside the bundles that tests make. */
public final class Probe implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String name = context.getBundle().getSymbolicName() + " "
                + context.getBundle().getVersion();
        if (Boolean.parseBoolean(
                context.getProperty("probe.breaks." + context.getBundle().getSymbolicName()))) {
            throw new IllegalStateException("no licence");
        }
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("probe", context.getBundle().getSymbolicName());
        Supplier<String> service = () -> name;
        context.registerService(Supplier.class, service, properties);
    }

    @Override
    public void stop(BundleContext context) {}
}
