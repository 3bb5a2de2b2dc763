// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages of protobuf, as much of it as Feishu's frames need: numbers and bytes, each under the number of its field. */
final class Protobuf {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @param value a Long, or bytes */
    record Field(int number, Object value) {
        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return value instanceof byte[] bytes ? bytes : new byte[0];
        }
    }

    Protobuf with(int field, long value) {
        varint(field << 3);
        varint(value);
        return this;
    }

    Protobuf with(int field, byte[] value) {
        varint(field << 3 | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    Protobuf with(int field, String value) {
        return with(field, value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void varint(long value) {
        if (value >>> 7 == 0) {
            out.write((int) value);
        } else {
            out.write((int) (value & 0x7f) | 0x80);
            varint(value >>> 7);
        }
    }

    static List<Field> read(byte[] message) throws IOException {
        List<Field> fields = new ArrayList<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(message));
        while (in.available() > 0) {
            long tag = varint(in);
            fields.add(new Field(
                    (int) (tag >>> 3), (tag & 7) == 0 ? (Object) varint(in) : in.readNBytes((int) varint(in))));
        }
        return fields;
    }

    private static long varint(DataInputStream in) throws IOException {
        byte next = in.readByte();
        return next >= 0 ? next : next & 0x7f | varint(in) << 7;
    }
}
