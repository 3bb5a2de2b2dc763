// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.time.Duration;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Makes listeners without TLS, for this machine and a reverse proxy on it. */
final class PlainDoor {
    /** Longer than proxies keep a connection that they mean to use again. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final int ACCEPTORS = 1;
    private static final int HEADERS = 16 * 1024;

    private PlainDoor() {}

    static ServerConnector forPeople(Server server, String bind, int port, Proxies proxies) {
        HttpConfiguration configuration = manners(proxies);
        configuration.setRequestHeaderSize(HEADERS);
        var connector = connector(server, "http", new HttpConnectionFactory(configuration));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setAcceptQueueSize(TlsDoor.BACKLOG);
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    /** A port with threads of its own, which come and go with it. */
    static ServerConnector connector(Server server, String name, ConnectionFactory... speaking) {
        int processors = Runtime.getRuntime().availableProcessors();
        int selectors = Math.max(1, processors / 2);
        var crew = new Crew(name, processors, ACCEPTORS + selectors);
        var connector = new ServerConnector(server, crew, null, null, ACCEPTORS, selectors, speaking);
        connector.setName(name);
        return connector;
    }

    /**
     * What all our ports have in common. No connection remembers headers: Jetty would keep 100 KB for it on every one
     * that calls twice, and 10,000 platforms' connections are then a gigabyte, for some microseconds of parsing.
     */
    static HttpConfiguration manners(Proxies proxies) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setHeaderCacheSize(0);
        configuration.addCustomizer(proxies);
        configuration.addCustomizer(new Farewell());
        // Each port its own: strangers at one are not in the way of whoever comes by another.
        configuration.addCustomizer(new Usher(Usher.Terms.USUAL));
        return configuration;
    }
}
