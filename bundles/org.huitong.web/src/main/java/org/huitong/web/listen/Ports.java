// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ports of the HTTP service that open once it has started. Those it opens by itself answer 404 to everything until it
 * has found its servlets, and some platforms take that for the end. So they are all ours, and nobody is asked to come
 * in before the servlets stand: the service looks for them while it starts, and has them when it is active. The one
 * port it insists on, any free one of the loopback, goes as soon as there is another.
 */
final class Ports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

    private final BundleContext context;
    private final BundleTracker<List<ServiceRegistration<ConnectorFactory>>> service;
    private final PortsCheck check;
    private final List<Door> doors;

    Ports(BundleContext context, PortsCheck check, Door... doors) {
        this.context = context;
        this.check = check;
        this.doors = Arrays.stream(doors).filter(door -> door.port() > 0).toList();
        this.service = new BundleTracker<>(context, Bundle.ACTIVE, null) {
            @Override
            public List<ServiceRegistration<ConnectorFactory>> addingBundle(Bundle bundle, BundleEvent event) {
                return bundle.equals(FrameworkUtil.getBundle(ConnectorFactory.class)) ? openAll() : null;
            }

            @Override
            public void removedBundle(
                    Bundle bundle, BundleEvent event, List<ServiceRegistration<ConnectorFactory>> open) {
                Ports.this.doors.forEach(door -> check.shutting(door.name()));
                open.forEach(ServiceRegistration::unregister);
            }
        };
    }

    Ports open() {
        service.open();
        return this;
    }

    @Override
    public void close() {
        service.close();
    }

    private List<ServiceRegistration<ConnectorFactory>> openAll() {
        List<ServiceRegistration<ConnectorFactory>> open = new ArrayList<>();
        for (Door door : doors) {
            ConnectorFactory factory = server -> {
                server.setErrorHandler(new ProblemPages());
                shutForeign(server);
                ServerConnector connector = door.making().apply(server);
                check.made(door.name(), connector);
                return connector;
            };
            open.add(context.registerService(ConnectorFactory.class, factory, null));
            LOG.info("A port is offered: door={} port={}", door.name(), door.port());
        }
        return open;
    }

    /** Every port of ours knows its proxies; what does not is the service's own. */
    private static void shutForeign(Server server) {
        for (Connector connector : server.getConnectors()) {
            HttpConfiguration.ConnectionFactory http =
                    connector.getConnectionFactory(HttpConfiguration.ConnectionFactory.class);
            if (http != null && http.getHttpConfiguration().getCustomizer(Proxies.class) == null) {
                try {
                    connector.stop();
                } catch (Exception e) {
                    LOG.warn("The HTTP service's own port did not shut", e);
                }
                server.removeConnector(connector);
            }
        }
    }

    /** The port that was asked for by the door's name, 0 for none. */
    static int number(BundleContext context, String door) {
        String value = context.getProperty("huitong." + door + ".port");
        return value == null ? 0 : Integer.parseInt(value);
    }

    /** @param port 0: there is no such door */
    record Door(String name, int port, Function<Server, ServerConnector> making) {}
}
