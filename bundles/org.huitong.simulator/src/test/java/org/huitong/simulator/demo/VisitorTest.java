// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class VisitorTest {
    /** As the hub does: it gives a session and takes back what stood for the way that led to it. */
    @Test
    void staysLoggedInWhereTheHubAlsoTakesACookieBack() throws IOException {
        HttpServer hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/api/v1/session", call -> {
            call.getResponseHeaders().add("Set-Cookie", "SESSION=s1; Path=/; HttpOnly");
            call.getResponseHeaders().add("Set-Cookie", "WAY=; Path=/api/v1/session; Max-Age=0");
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        hub.createContext("/api/v1/transfers", call -> {
            boolean known = "SESSION=s1".equals(call.getRequestHeaders().getFirst("Cookie"));
            call.sendResponseHeaders(known ? 204 : 401, -1);
            call.close();
        });
        hub.start();
        try {
            Visitor visitor = new Visitor(
                    URI.create("http://127.0.0.1:" + hub.getAddress().getPort()));

            assertThat(visitor.enter("luoyan", "secret")).isTrue();
            assertThat(visitor.get("transfers").status()).isEqualTo(204);
        } finally {
            hub.stop(0);
        }
    }
}
