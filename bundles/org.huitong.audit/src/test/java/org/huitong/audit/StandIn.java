// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A collector that reads frames to the letter of RFC 5425, or breaks off in their midst. */
final class StandIn implements AutoCloseable {
    final List<String> messages = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private final ServerSocket server;
    /** How many frames it reads of a connection before it breaks it off. */
    volatile int most = Integer.MAX_VALUE;

    StandIn(Papers papers, int port) throws Exception {
        tls = papers.server();
        server = new ServerSocket(port);
        Thread thread = new Thread(this::serve, "stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket line = server.accept();
                    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(line, null, true)) {
                read(line, socket);
            } catch (IOException e) {
                // The other side, or this one, broke off.
            }
        }
    }

    private void read(Socket line, SSLSocket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int count = 0; ; count++) {
            if (count == most) {
                // As a process that dies: in TLS it would read on until the other side has ended.
                line.setSoLinger(true, 0);
                line.close();
                return;
            }
            int length = 0;
            int digit = in.read();
            if (digit < 0) {
                return;
            }
            for (; digit != ' '; digit = in.read()) {
                if (digit < '0' || digit > '9') {
                    throw new IOException("a frame begins with its length and a space");
                }
                length = length * 10 + digit - '0';
            }
            byte[] message = new byte[length];
            in.readFully(message);
            messages.add(new String(message, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
