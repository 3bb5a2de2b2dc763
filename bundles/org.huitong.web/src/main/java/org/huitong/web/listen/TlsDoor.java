// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.time.Duration;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** Makes listeners that speak TLS on all addresses. */
final class TlsDoor {
    static final int BACKLOG = 4096;
    private static final String CONNECT = "/connect/";
    private static final Duration STRICTLY = Duration.ofDays(365);

    private TlsDoor() {}

    static ServerConnector forPeople(Server server, Tls tls, int port, Proxies proxies) {
        HttpConfiguration configuration = configuration(port, proxies);
        if (tls.shown().given()) {
            configuration.getCustomizer(SecureRequestCustomizer.class).setStsMaxAge(STRICTLY.toSeconds());
        }
        return connector(server, tls, "https", port, configuration);
    }

    /** A firewall may open this one to the world: nothing but callbacks is behind it. */
    static ServerConnector forPlatforms(Server server, Tls tls, int port, Proxies proxies) {
        HttpConfiguration configuration = configuration(port, proxies);
        configuration.addCustomizer(TlsDoor::connectOnly);
        return connector(server, tls, "callback", port, configuration);
    }

    private static HttpConfiguration configuration(int port, Proxies proxies) {
        HttpConfiguration configuration = PlainDoor.manners(proxies);
        configuration.setSecureScheme("https");
        configuration.setSecurePort(port);
        // Callers come by address and by whatever name a reverse proxy uses: names are not what is checked here.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        return configuration;
    }

    private static ServerConnector connector(
            Server server, Tls tls, String name, int port, HttpConfiguration configuration) {
        var http = new HttpConnectionFactory(configuration);
        var secure = new SslConnectionFactory(tls.shown().context(), http.getProtocol());
        var connector = PlainDoor.connector(server, name, secure, http);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }

    /** The canonical path has no dot segments, encodings or parameters left that could lead elsewhere. */
    private static Request connectOnly(Request request, HttpFields.Mutable answer) {
        String path = request.getHttpURI().getCanonicalPath();
        if (path == null || !path.startsWith(CONNECT)) {
            throw new BadMessageException(HttpStatus.NOT_FOUND_404, "Not Found");
        }
        return request;
    }
}
