// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    @ParameterizedTest
    @CsvSource({
        // trusted, forwarded for, forwarded proto, what the hub sees
        "'',                     203.0.113.9,                https,       127.0.0.1 false http",
        "127.0.0.1,              ,                           ,            127.0.0.1 false http",
        "127.0.0.1,              203.0.113.9,                ,            203.0.113.9 false http",
        "127.0.0.1,              203.0.113.9,                https,       203.0.113.9 true https",
        "127.0.0.1,              203.0.113.9:4711,           HTTPS,       203.0.113.9 true https",
        "127.0.0.1,              '[2001:db8::9]:4711',       http,        [2001:db8:0:0:0:0:0:9] false http",
        "127.0.0.1,              '192.0.2.1, 203.0.113.9',   'https,http', 203.0.113.9 false http",
        "'127.0.0.1 10.0.0.7',   '192.0.2.1, 203.0.113.9, 10.0.0.7', https, 203.0.113.9 true https",
        "127.0.0.1,              127.0.0.1,                  https,       127.0.0.1 true https",
        "127.0.0.1,              unknown,                    https,       127.0.0.1 true https",
        "127.0.0.1,              beef,                       https,       127.0.0.1 true https",
        "10.0.0.7,               203.0.113.9,                https,       127.0.0.1 false http",
        "proxy.example,          203.0.113.9,                https,       127.0.0.1 false http",
    })
    void onlyATrustedProxySpeaksForOthers(String trusted, String client, String scheme, String seen) throws Exception {
        Server server = new Server();
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                String said = Request.getRemoteAddr(request) + " " + request.isSecure() + " "
                        + request.getHttpURI().getScheme();
                Content.Sink.write(response, true, said, callback);
                return true;
            }
        });
        ServerConnector door = PlainDoor.forPeople(server, "127.0.0.1", 0, Proxies.at(trusted.split(" ")));
        server.addConnector(door);
        server.start();
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.getLocalPort()));
            if (client != null) {
                request.header("X-Forwarded-For", client);
            }
            if (scheme != null) {
                request.header("X-Forwarded-Proto", scheme);
            }
            assertThat(HttpClient.newHttpClient()
                            .send(request.build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo(seen);
        } finally {
            server.stop();
        }
    }
}
