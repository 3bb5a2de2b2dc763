// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** Lets a test's port end connections as the hub's own do, which says so before it hangs up. */
public final class Manners {
    private Manners() {}

    public static ServerConnector teach(ServerConnector connector) {
        configuration(connector).addCustomizer(new Farewell());
        return connector;
    }

    /**
     * And look after bodies, for whoever comes through a proxy on this machine too.
     *
     * @param quick see {@link Usher.Terms}
     */
    public static ServerConnector teach(
            ServerConnector connector, Duration quick, Duration whole, int slowEach, int slowAll) {
        configuration(connector).addCustomizer(Proxies.at("127.0.0.1"));
        teach(connector);
        configuration(connector).addCustomizer(new Usher(new Usher.Terms(quick, whole, slowEach, slowAll)));
        return connector;
    }

    private static HttpConfiguration configuration(ServerConnector connector) {
        return connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    }
}
