// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.clock.Ticks;

/**
 * The virus scanner clamd, asked over its socket by {@code INSTREAM}: pieces with their length before them, an empty one at
 * the end, and then one line that says what it thinks.
 *
 * @see <a href="https://manpages.debian.org/clamd.8">clamd(8), COMMANDS</a>
 */
final class Clamd {
    private static final Pattern ADDRESS = Pattern.compile("([^/\\s]+):(\\d{1,5})");
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");
    private static final String CLEAN = "stream: OK";
    private static final int PIECE = 64 << 10;
    private static final int LONGEST_REPLY = 1 << 10;

    private final SocketAddress address;
    private final Ticks ticks;
    private final Duration patience;

    private Clamd(SocketAddress address, Ticks ticks, Duration patience) {
        this.address = address;
        this.ticks = ticks;
        this.patience = patience;
    }

    /**
     * @param where {@code host:port}, or the path of its local socket
     * @param patience how long one file may take
     * @return empty where this is neither
     */
    static Optional<Clamd> at(String where, Ticks ticks, Duration patience) {
        if (where.startsWith("/")) {
            return Optional.of(new Clamd(UnixDomainSocketAddress.of(Path.of(where)), ticks, patience));
        }
        Matcher one = ADDRESS.matcher(where);
        return one.matches() && Integer.parseInt(one.group(2)) < 1 << 16
                ? Optional.of(
                        new Clamd(new InetSocketAddress(one.group(1), Integer.parseInt(one.group(2))), ticks, patience))
                : Optional.empty();
    }

    /** What it thinks of a file. */
    sealed interface Verdict {
        record Clean() implements Verdict {}

        /** @param signature what it calls the virus */
        record Infected(String signature) implements Verdict {}

        /** @param words in which it says that it cannot tell; the file may be larger than its {@code StreamMaxLength} */
        record Undecided(String words) implements Verdict {}
    }

    /**
     * @param file is read to its end; not closed
     * @throws Unreachable where nobody answers there, or not in time
     * @throws IOException where the file cannot be read
     */
    Verdict look(InputStream file) throws IOException {
        try (SocketChannel line = open();
                Ticks.Tick deadline = ticks.after(patience, () -> hangUp(line))) {
            say(line, ByteBuffer.wrap("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII)));
            boolean heard = pour(file, line);
            String reply = reply(line);
            if (!heard && reply.isEmpty()) {
                throw new Unreachable(new IOException("it hung up"));
            }
            return verdict(reply);
        }
    }

    private SocketChannel open() throws Unreachable {
        try {
            SocketChannel line = address instanceof UnixDomainSocketAddress
                    ? SocketChannel.open(StandardProtocolFamily.UNIX)
                    : SocketChannel.open();
            try (Ticks.Tick deadline = ticks.after(patience, () -> hangUp(line))) {
                // A name is looked up anew each time: the scanner may have moved.
                line.connect(
                        address instanceof InetSocketAddress inet
                                ? new InetSocketAddress(inet.getHostString(), inet.getPort())
                                : address);
                return line;
            } catch (IOException | RuntimeException e) {
                line.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new Unreachable(e);
        }
    }

    private static void hangUp(SocketChannel line) {
        try {
            line.close();
        } catch (IOException e) {
            // Whoever waits at it is told by an exception of their own.
        }
    }

    /** @return false where it would not hear the file to its end: it may have said why */
    private static boolean pour(InputStream file, SocketChannel line) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int n = file.readNBytes(piece, 0, PIECE); n > 0; n = file.readNBytes(piece, 0, PIECE)) {
            ByteBuffer buffer = ByteBuffer.allocate(4 + n).putInt(n).put(piece, 0, n);
            try {
                say(line, buffer.flip());
            } catch (IOException e) {
                return false;
            }
        }
        try {
            say(line, ByteBuffer.allocate(4));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void say(SocketChannel line, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            line.write(bytes);
        }
    }

    private static String reply(SocketChannel line) throws Unreachable {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_REPLY);
        try {
            while (bytes.hasRemaining() && line.read(bytes) >= 0) {
                if (bytes.position() > 0 && bytes.get(bytes.position() - 1) == 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new Unreachable(e);
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                .replace("\0", "")
                .strip();
    }

    private static Verdict verdict(String reply) throws Unreachable {
        Matcher found = FOUND.matcher(reply);
        if (found.matches()) {
            return new Verdict.Infected(found.group(1));
        }
        if (reply.equals(CLEAN)) {
            return new Verdict.Clean();
        }
        if (reply.isEmpty()) {
            throw new Unreachable(new IOException("it said nothing"));
        }
        return new Verdict.Undecided(reply);
    }

    /** Nobody answers where the scanner is to be. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        Unreachable(Exception cause) {
            super("the virus scanner does not answer", cause);
        }
    }
}
