// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks clamd's INSTREAM: what has {@code VIRUS} in it is infected; it hangs up on what is longer than it takes. */
final class StandInScanner implements AutoCloseable {
    final List<byte[]> heard = new CopyOnWriteArrayList<>();
    volatile boolean silent;
    private final ServerSocket door;
    private final int most;

    StandInScanner(int port, int most) throws IOException {
        this.most = most;
        door = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "stand-in-scanner");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket line = door.accept()) {
                answer(line);
            } catch (IOException e) {
                // The next one, or the end.
            }
        }
    }

    private void answer(Socket line) throws IOException {
        DataInputStream in = new DataInputStream(line.getInputStream());
        byte[] command = in.readNBytes(10);
        if (!new String(command, StandardCharsets.US_ASCII).equals("zINSTREAM\0")) {
            say(line, "UNKNOWN COMMAND");
            return;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int n = in.readInt(); n != 0; n = in.readInt()) {
            if (file.size() + n > most) {
                say(line, "INSTREAM size limit exceeded. ERROR");
                return;
            }
            file.write(in.readNBytes(n));
        }
        heard.add(file.toByteArray());
        if (silent) {
            in.read();
            return;
        }
        boolean infected = file.toString(StandardCharsets.ISO_8859_1).contains("VIRUS");
        say(line, infected ? "stream: Test.Virus-1 FOUND" : "stream: OK");
    }

    private static void say(Socket line, String words) throws IOException {
        line.getOutputStream().write((words + "\0").getBytes(StandardCharsets.US_ASCII));
        line.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
