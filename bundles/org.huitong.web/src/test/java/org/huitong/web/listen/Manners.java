// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** Lets a test's port end connections as the hub's own do, which says so before it hangs up. */
public final class Manners {
    private Manners() {}

    public static ServerConnector teach(ServerConnector connector) {
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer(new Farewell());
        return connector;
    }
}
