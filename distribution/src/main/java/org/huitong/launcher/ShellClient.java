// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The other end of {@link ShellDoor}: one command from the words given, or a conversation. */
final class ShellClient {
    private enum Answer {
        DONE,
        FAILED,
        BROKEN_OFF
    }

    private ShellClient() {}

    static int talk(Place place, List<String> words) {
        Path wanted = place.shellSocket();
        Optional<Path> socket;
        try {
            socket = ShellSocket.find(wanted);
        } catch (IOException e) {
            System.err.println(ShellSocket.note(wanted) + " cannot be read (" + e.getMessage() + ")");
            return 1;
        }
        if (socket.isEmpty()) {
            System.err.println("No hub runs on " + place.data() + ", or its shell is not open: " + wanted
                    + " is too long for a socket, and no "
                    + ShellSocket.note(wanted).getFileName()
                    + " beside it names another one. See what the hub printed, or set HUITONG_DATA to a shorter path"
                    + " / 没有运行中的汇通，或命令行未打开：路径太长，请查看启动输出，或把 HUITONG_DATA 设为较短的路径");
            return 1;
        }
        return talk(socket.get(), words);
    }

    private static int talk(Path socket, List<String> words) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            InputStream in = Channels.newInputStream(channel);
            OutputStream out = Channels.newOutputStream(channel);
            if (!words.isEmpty()) {
                return ask(in, out, String.join(" ", words)) == Answer.DONE ? 0 : 1;
            }
            var typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            boolean person = System.console() != null;
            while (true) {
                if (person) {
                    System.out.print("huitong> ");
                    System.out.flush();
                }
                String line = typed.readLine();
                if (line == null || line.strip().equals("exit") || line.strip().equals("quit")) {
                    return 0;
                }
                if (ask(in, out, line) == Answer.BROKEN_OFF) {
                    System.err.println("The hub has gone.");
                    return 1;
                }
            }
        } catch (IOException e) {
            System.err.println("No hub answers at " + socket + " (" + e.getMessage() + ")");
            return 1;
        }
    }

    private static Answer ask(InputStream in, OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == ShellDoor.DONE || b == ShellDoor.FAILED) {
                System.out.flush();
                return b == ShellDoor.DONE ? Answer.DONE : Answer.FAILED;
            }
            System.out.write(b);
        }
        System.out.flush();
        return Answer.BROKEN_OFF;
    }
}
