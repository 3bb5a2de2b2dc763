// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that claim to be UTF-8, decoded strictly: a replacement character would hide that something is wrong. */
public final class Utf8 {
    private Utf8() {}

    public static Parsed<String> read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    public static Parsed<String> read(byte[] bytes, int offset, int length) {
        try {
            // A fresh decoder reports what is malformed; the constructor of String would put U+FFFD in its place.
            return new Parsed.Good<>(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Parsed.Bad<>("the bytes are not UTF-8");
        }
    }
}
