// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.huitong.web.Literal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reverse proxies that may say for whom they speak. A request that one of them brings counts as its client's, with
 * the client's address and scheme; what anybody else says about themselves is not listened to.
 */
final class Proxies implements HttpConfiguration.Customizer {
    private static final Logger LOG = LoggerFactory.getLogger(Proxies.class);

    private final Set<InetAddress> trusted;

    private Proxies(Set<InetAddress> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    /** A word that is no address is passed over: it is then trusted less than was meant, and the ports still open. */
    static Proxies at(String... addresses) {
        Set<InetAddress> trusted = new HashSet<>();
        for (String text : addresses) {
            Optional<InetAddress> address = Literal.address(text.strip());
            address.ifPresent(trusted::add);
            if (address.isEmpty() && !text.isBlank()) {
                LOG.error("A trusted proxy is named by its address in digits; this one is not trusted proxy={}", text);
            }
        }
        return new Proxies(trusted);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        if (!trusts(connection.getRemoteSocketAddress())) {
            return request;
        }
        List<String> schemes = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_PROTO, false);
        boolean secure = schemes.isEmpty()
                ? request.isSecure()
                : HttpScheme.HTTPS.is(schemes.get(schemes.size() - 1).strip());
        SocketAddress client = client(request).orElse(connection.getRemoteSocketAddress());
        return new Spoken(request, client, secure);
    }

    private boolean trusts(SocketAddress remote) {
        return remote instanceof InetSocketAddress peer && trusted.contains(peer.getAddress());
    }

    /** The last hop that is no proxy of ours: what stands before it may have been made up by the client. */
    private Optional<SocketAddress> client(Request request) {
        List<String> hops = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
        Optional<SocketAddress> client = Optional.empty();
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = host(hops.get(i)).flatMap(Literal::address);
            if (hop.isEmpty()) {
                return client;
            }
            client = Optional.of(new InetSocketAddress(hop.get(), 0));
            if (!trusted.contains(hop.get())) {
                return client;
            }
        }
        return client;
    }

    private static Optional<String> host(String hop) {
        try {
            return Optional.ofNullable(new HostPort(hop.strip()).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A request as its client made it. */
    private static final class Spoken extends Request.Wrapper {
        private final ConnectionMetaData connection;
        private final HttpURI uri;
        private final boolean secure;

        Spoken(Request request, SocketAddress client, boolean secure) {
            super(request);
            this.secure = secure;
            this.uri = HttpURI.build(request.getHttpURI())
                    .scheme(secure ? HttpScheme.HTTPS : HttpScheme.HTTP)
                    .asImmutable();
            this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return client;
                }

                @Override
                public boolean isSecure() {
                    return secure;
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }
    }
}
