// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A frame of the long connection, which travels as protobuf. Whatever else stands in it is of no use here, but for its
 * numbers, which go back with the thanks.
 *
 * <p>Source: {@code pbbp2.proto} in the vendor's packages.
 *
 * @param numbers SeqID, LogID and LogIDNew as they were sent
 * @param method 0 for what concerns the connection, 1 for what happened
 */
record FeishuFrame(Numbers numbers, int service, int method, Map<String, String> headers, byte[] payload) {
    static final int CONTROL = 0;
    static final int DATA = 1;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int MOST_HEADERS = 100;

    FeishuFrame {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    record Numbers(long sequence, long log, String newLog) {
        static final Numbers NONE = new Numbers(0, 0, "");
    }

    static FeishuFrame ping(int service) {
        return new FeishuFrame(Numbers.NONE, service, CONTROL, Map.of("type", "ping"), new byte[0]);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The same frame with one header more, and something else in it. */
    FeishuFrame answered(String header, String value, String json) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new FeishuFrame(numbers, service, method, more, json.getBytes(StandardCharsets.UTF_8));
    }

    byte[] written() {
        Writing out = new Writing();
        out.number(1, numbers.sequence());
        out.number(2, numbers.log());
        out.number(3, service);
        out.number(4, method);
        headers.forEach((key, value) -> {
            Writing header = new Writing();
            header.bytes(1, key.getBytes(StandardCharsets.UTF_8));
            header.bytes(2, value.getBytes(StandardCharsets.UTF_8));
            out.bytes(5, header.all());
        });
        if (payload.length > 0) {
            out.bytes(8, payload);
        }
        if (!numbers.newLog().isEmpty()) {
            out.bytes(9, numbers.newLog().getBytes(StandardCharsets.UTF_8));
        }
        return out.all();
    }

    /** Empty where it is no such frame. */
    static Optional<FeishuFrame> read(byte[] bytes) {
        long[] numbers = new long[5];
        String newLog = "";
        byte[] payload = new byte[0];
        Map<String, String> headers = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.hasRemaining()) {
                long tag = varint(in);
                int field = (int) (tag >>> 3);
                switch ((int) (tag & 7)) {
                    case VARINT -> {
                        long value = varint(in);
                        if (field > 0 && field < numbers.length) {
                            numbers[field] = value;
                        }
                    }
                    case FIXED64 -> in.getLong();
                    case FIXED32 -> in.getInt();
                    case LENGTH -> {
                        byte[] value = take(in);
                        switch (field) {
                            case 5 -> header(value, headers);
                            case 8 -> payload = value;
                            case 9 -> newLog = new String(value, StandardCharsets.UTF_8);
                            default -> {
                                // payload_encoding and payload_type are not used by the platform.
                            }
                        }
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new FeishuFrame(
                new Numbers(numbers[1], numbers[2], newLog), (int) numbers[3], (int) numbers[4], headers, payload));
    }

    private static void header(byte[] bytes, Map<String, String> headers) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        String[] both = {"", ""};
        while (in.hasRemaining()) {
            long field = varint(in) >>> 3;
            String text = new String(take(in), StandardCharsets.UTF_8);
            if (field == 1 || field == 2) {
                both[(int) field - 1] = text;
            }
        }
        if (headers.size() < MOST_HEADERS) {
            headers.put(both[0], both[1]);
        }
    }

    private static byte[] take(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] value = new byte[(int) length];
        in.get(value);
        return value;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of protobuf has at most ten bytes");
    }

    @Override
    public String toString() {
        return "FeishuFrame[" + method + ", " + payload.length + " bytes]";
    }

    /** Fields, one after the other. */
    private static final class Writing {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void number(int field, long value) {
            varint((long) field << 3 | VARINT);
            varint(value);
        }

        void bytes(int field, byte[] value) {
            varint((long) field << 3 | LENGTH);
            varint(value.length);
            out.writeBytes(value);
        }

        byte[] all() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
