// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.platforms;

import java.util.IdentityHashMap;
import java.util.Map;
import org.huitong.api.access.LoginWay;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Connectors;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Visitors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Makes a way to log in of each account whose platform tells who comes, for as long as its connector is there. */
@Component(service = PlatformWays.class, immediate = true)
public final class PlatformWays {
    private final BundleContext bundles;
    private final Connectors connectors;
    private final Errands errands;
    private final Map<Connector, ServiceRegistration<LoginWay>> open = new IdentityHashMap<>();

    @Activate
    public PlatformWays(BundleContext bundles, @Reference Connectors connectors, @Reference Errands errands) {
        this.bundles = bundles;
        this.connectors = connectors;
        this.errands = errands;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(Visitors visitors, Map<String, Object> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        if (visitors.isOpen()
                && pid.indexOf('~') > 0
                && properties.get("huitong.platform") instanceof String platform) {
            LoginWay way = new PlatformWay(
                    platform,
                    pid.substring(pid.indexOf('~') + 1),
                    visitors.profile().name(),
                    connectors,
                    errands);
            ServiceRegistration<LoginWay> registered = bundles.registerService(LoginWay.class, way, null);
            synchronized (open) {
                open.put(visitors, registered);
            }
        }
    }

    public void remove(Visitors visitors) {
        ServiceRegistration<LoginWay> registered;
        synchronized (open) {
            registered = open.remove(visitors);
        }
        if (registered != null) {
            registered.unregister();
        }
    }

    @Deactivate
    void shut() {
        synchronized (open) {
            open.values().forEach(ServiceRegistration::unregister);
            open.clear();
        }
    }
}
