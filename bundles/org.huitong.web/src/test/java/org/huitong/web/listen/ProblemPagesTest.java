// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemPagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/a%2fb", "/api/v1//messages", "/api/v1/%2e%2e/x", "/api/v1/mess%ffages", "/a%00b"})
    void whatTheServerTurnsAwayIsAProblemAsWell(String path) throws Exception {
        Server server = new Server();
        server.setErrorHandler(new ProblemPages());
        server.setHandler(new ServletContextHandler("/"));
        ServerConnector door = PlainDoor.forPeople(server, "127.0.0.1", 0, Proxies.at());
        server.addConnector(door);
        server.start();
        // By hand, since a client tidies paths up before it sends them.
        try (Socket socket = new Socket("127.0.0.1", door.getLocalPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: hub\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "\"status\":400", "Connection: close")
                    .doesNotContain("<html", "org.eclipse", "java.");
        } finally {
            server.stop();
        }
    }
}
