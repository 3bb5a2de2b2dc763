// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.huitong.api.text.LocalText;
import org.huitong.web.ProblemDetails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final String BODY = "x".repeat(2000);

    private final Server server = new Server();
    private Socket caller;

    @BeforeEach
    void open() throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new TurningAway()), "/away");
        context.addServlet(new ServletHolder(new Reading()), "/read");
        server.setHandler(context);
        ServerConnector door = PlainDoor.forPeople(server, "127.0.0.1", 0, Proxies.at());
        server.addConnector(door);
        server.start();
        caller = new Socket("127.0.0.1", door.getLocalPort());
    }

    @AfterEach
    void close() throws Exception {
        caller.close();
        server.stop();
    }

    @Test
    void whoIsTurnedAwayBeforeTheirBodyCameIsToldThatTheConnectionEnds() throws Exception {
        send(head("/away"));
        assertThat(answer()).startsWith("HTTP/1.1 401").contains("Connection: close", "not-logged-in");
        assertThat(caller.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void theSameWhereTheBodyComesInPieces() throws Exception {
        send("POST /away HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        assertThat(answer()).startsWith("HTTP/1.1 401").contains("Connection: close", "not-logged-in");
        assertThat(caller.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aBodyThatIsThereAlreadyEndsNothing() throws Exception {
        for (int call = 0; call < 3; call++) {
            send(head("/away") + BODY);
            assertThat(answer())
                    .startsWith("HTTP/1.1 401")
                    .contains("not-logged-in")
                    .doesNotContain("Connection");
        }
    }

    @Test
    void norDoesOneThatWasRead() throws Exception {
        for (int call = 0; call < 3; call++) {
            send(head("/read"));
            send(BODY);
            assertThat(answer()).startsWith("HTTP/1.1 200").endsWith("2000").doesNotContain("Connection");
        }
    }

    private static String head(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: hub\r\nContent-Length: " + BODY.length() + "\r\n\r\n";
    }

    private void send(String text) throws IOException {
        caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** One answer, and nothing behind it. */
    private String answer() throws IOException {
        InputStream in = caller.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int b = in.read();
            assertThat(b).as(text).isNotNegative();
            head.write(b);
            text = head.toString(StandardCharsets.US_ASCII);
        }
        String length = text.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
        return text + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.US_ASCII);
    }

    private static final class TurningAway extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            ProblemDetails.of(401, "not-logged-in", LocalText.of("请先登录。", "Log in first."))
                    .send(request, response);
        }
    }

    private static final class Reading extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] length = Integer.toString(request.getInputStream().readAllBytes().length)
                    .getBytes(StandardCharsets.US_ASCII);
            response.setContentLength(length.length);
            response.getOutputStream().write(length);
        }
    }
}
