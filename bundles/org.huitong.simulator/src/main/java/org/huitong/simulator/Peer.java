// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Whoever holds a WebSocket to a simulated platform, after RFC 6455 as far as that needs. */
public final class Peer {
    private static final int TEXT = 1;
    private static final int BYTES = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LONGEST = 8 << 20;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private volatile boolean deaf;

    public Peer(Socket socket, DataInputStream in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    /** What a platform does with its peer. */
    public interface Visit {
        default void opened(Peer peer) {
            // Most wait until they are greeted.
        }

        default void said(Peer peer, String text) {
            // Some speak in bytes.
        }

        default void said(Peer peer, byte[] bytes) {
            // Some speak in texts.
        }

        void gone(Peer peer);
    }

    public void say(String text) {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void say(byte[] bytes) {
        write(BYTES, bytes);
    }

    public void close(int status) {
        write(CLOSE, ByteBuffer.allocate(2).putShort((short) status).array());
    }

    /** From now on a zombie: the network says that all is well, and nothing goes through any more. */
    public void deafen() {
        deaf = true;
    }

    /** As when a cable is pulled. */
    public void drop() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }

    /** Listens until it is gone. */
    public void listen(Visit visit) {
        try {
            visit.opened(this);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            int kind = 0;
            while (true) {
                int head = in.readUnsignedByte();
                byte[] payload = payload();
                int opcode = head & 0xf;
                if (opcode == CLOSE) {
                    write(CLOSE, payload);
                    return;
                }
                if (opcode == PING) {
                    write(PONG, payload);
                    continue;
                }
                if (opcode == PONG) {
                    continue;
                }
                kind = opcode == 0 ? kind : opcode;
                whole.writeBytes(payload);
                if ((head & 0x80) != 0) {
                    if (!deaf && kind == TEXT) {
                        visit.said(this, whole.toString(StandardCharsets.UTF_8));
                    } else if (!deaf) {
                        visit.said(this, whole.toByteArray());
                    }
                    whole.reset();
                }
            }
        } catch (IOException gone) {
            // Told below, as every other end is.
            return;
        } finally {
            drop();
            visit.gone(this);
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        if (length > LONGEST || (second & 0x80) == 0) {
            throw new IOException("a client masks what it sends, and sends no more than it may");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private synchronized void write(int opcode, byte[] payload) {
        if (deaf && opcode != PONG) {
            return;
        }
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        try {
            out.write(frame.array(), 0, frame.position());
            out.flush();
        } catch (IOException gone) {
            drop();
        }
    }
}
