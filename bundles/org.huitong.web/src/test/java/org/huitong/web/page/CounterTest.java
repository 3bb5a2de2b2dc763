// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.huitong.web.House;
import org.huitong.web.page.Shelf.Asset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CounterTest {
    private static final String LARGE = "0123456789abcdef".repeat(1 << 20);

    /** More of them than the port has threads. */
    @Test
    void thoseWhoTakeAFileSlowlyKeepNobodyWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (House house = new House().with(new OneFile(), "/file").open()) {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(4096);
                socket.connect(new InetSocketAddress("127.0.0.1", house.port()));
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET /file HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> quick = house.get("/file");
                assertThat(quick.statusCode()).isEqualTo(200);
                assertThat(quick.body()).isEqualTo(LARGE);
            }
            byte[] rest = slow.get(0).getInputStream().readNBytes(LARGE.length());
            assertThat(new String(rest, StandardCharsets.US_ASCII)).startsWith("TTP/1.1 200");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static final class OneFile extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Asset file;

        OneFile() throws IOException {
            file = Asset.of("text/plain", LARGE.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Counter.send(file, request, response);
        }
    }
}
