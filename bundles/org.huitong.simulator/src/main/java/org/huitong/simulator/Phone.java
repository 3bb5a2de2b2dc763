// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.huitong.simulator.load.Crowd;

/**
 * One connection to the hub and the one push that is on it, driven by a {@link Crowd}'s selector. Speaks as much of
 * HTTP/1.1 as the hub's answers need.
 */
public final class Phone {
    private static final int MOST_ANSWER = 1 << 16;

    private final InetSocketAddress hub;
    private final int index;
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private ByteBuffer in = ByteBuffer.allocate(2048);
    private Letter letter;
    private int made;
    private long firstSent;
    private long sent;

    public Phone(InetSocketAddress hub, int index) {
        this.hub = hub;
        this.index = index;
    }

    public int index() {
        return index;
    }

    public Letter letter() {
        return letter;
    }

    int made() {
        return made;
    }

    public boolean isBusy() {
        return sent != 0;
    }

    public long sent() {
        return sent;
    }

    long firstSent() {
        return firstSent;
    }

    /** Begins with another letter. */
    public void take(Letter next) {
        letter = next;
        made = 0;
        firstSent = 0;
    }

    public void push(Push push, Selector selector, long now) throws IOException {
        out = ByteBuffer.wrap(request(push));
        in.clear();
        made++;
        sent = now;
        firstSent = firstSent == 0 ? now : firstSent;
        if (channel == null) {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(hub);
            key = channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
        } else {
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    /**
     * Goes on with what the connection is ready for.
     *
     * @return the answer once it is whole, else null
     * @throws IOException when the connection broke: the fate of the push is then unknown
     */
    public Reply go() throws IOException {
        if (key.isConnectable()) {
            if (channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_WRITE);
            }
            return null;
        }
        if (key.isWritable()) {
            channel.write(out);
            if (!out.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }
        if (key.isReadable()) {
            int read = channel.read(in);
            Reply reply = answer(read < 0);
            if (reply != null) {
                sent = 0;
                if (channel != null) {
                    key.interestOps(0);
                }
                return reply;
            }
            if (read < 0) {
                throw new IOException("the hub hung up");
            }
        }
        return null;
    }

    public void hangUp() {
        sent = 0;
        if (channel != null) {
            SocketChannel gone = channel;
            channel = null;
            try {
                gone.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a connection does not close", e);
            }
        }
    }

    private Reply answer(boolean ended) {
        if (!in.hasRemaining() && in.capacity() < MOST_ANSWER) {
            in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
        }
        String seen = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int head = seen.indexOf("\r\n\r\n");
        if (head < 0) {
            return null;
        }
        String headers = seen.substring(0, head + 2).toLowerCase(Locale.ROOT);
        String body = seen.substring(head + 4);
        int status = Integer.parseInt(seen.substring(9, 12));
        String length = header(headers, "content-length:");
        boolean whole = length != null
                ? body.length() >= Integer.parseInt(length)
                : headers.contains("transfer-encoding: chunked") ? body.endsWith("0\r\n\r\n") : ended || status == 204;
        if (!whole) {
            return null;
        }
        if (ended || "close".equals(header(headers, "connection:"))) {
            hangUp();
        }
        return Reply.of(status, body);
    }

    private static String header(String headers, String name) {
        int at = headers.indexOf("\r\n" + name);
        return at < 0
                ? null
                : headers.substring(at + 2 + name.length(), headers.indexOf("\r\n", at + 2))
                        .strip();
    }

    private byte[] request(Push push) {
        StringBuilder head = new StringBuilder(256)
                .append(push.method())
                .append(' ')
                .append(push.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(hub.getHostString())
                .append(':')
                .append(hub.getPort())
                .append("\r\n");
        push.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] first = head.append("Content-Length: ")
                .append(push.body().length)
                .append("\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[first.length + push.body().length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(push.body(), 0, all, first.length, push.body().length);
        return all;
    }
}
