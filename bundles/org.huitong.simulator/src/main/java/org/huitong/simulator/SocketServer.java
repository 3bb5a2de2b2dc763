// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Where hubs connect to the simulated platforms and stay, on this machine alone: {@code /<platform>/<whatever it gave>}. */
public final class SocketServer implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int LONGEST_LINE = 8_192;

    private final ServerSocket server;
    private final ExecutorService threads;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Who may come in. */
    interface Gate {
        /** @param address what stands behind the platform's name, query included */
        Admission admit(String address);
    }

    /** Whether somebody may. */
    public sealed interface Admission {
        record In(Peer.Visit visit) implements Admission {}

        /** @param headers with which some platforms say why */
        record Out(int status, Map<String, String> headers) implements Admission {}
    }

    SocketServer(ThreadFactory named) {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("nobody can connect to the simulated platforms", e);
        }
        threads = Executors.newCachedThreadPool(named);
        threads.execute(this::accept);
    }

    String address(String platform) {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/" + platform;
    }

    void open(String platform, Gate gate) {
        gates.put(platform, gate);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> receive(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void receive(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            String[] request = line(in).split(" ");
            String key = "";
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                if (header.substring(0, Math.max(0, colon))
                        .toLowerCase(Locale.ROOT)
                        .equals("sec-websocket-key")) {
                    key = header.substring(colon + 1).strip();
                }
            }
            Admission admission = request.length < 2 ? new Admission.Out(400, Map.of()) : admit(request[1]);
            if (admission instanceof Admission.Out refused) {
                StringBuilder answer =
                        new StringBuilder("HTTP/1.1 " + refused.status() + " No\r\nContent-Length: 0\r\n");
                refused.headers().forEach((name, value) -> answer.append(name + ": " + value + "\r\n"));
                out.write(answer.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
                return;
            }
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(Seal.sha1(key + MAGIC)) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            new Peer(socket, in, out).listen(((Admission.In) admission).visit());
        } catch (IOException gone) {
            // Whoever came has left before the door was open.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private Admission admit(String path) {
        int end = path.indexOf('/', 1);
        Gate gate = end < 0 ? null : gates.get(path.substring(1, end));
        return gate == null ? new Admission.Out(404, Map.of()) : gate.admit(path.substring(end));
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line of the handshake is too long");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException closed) {
            open.clear();
        }
        threads.shutdownNow();
    }
}
