// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.huitong.api.text.LocalText;

/** Bytes that claim to be UTF-8, decoded strictly: a replacement character would hide that something is wrong. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private static final LocalText NOT_UTF8 = LocalText.of("内容不是 UTF-8 编码", "the bytes are not UTF-8");

    private Utf8() {}

    public static Parsed<String> read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    public static Parsed<String> read(byte[] bytes, int offset, int length) {
        // The constructor of String is several times faster than a decoder and puts U+FFFD in the place of what is
        // malformed: where there is none, nothing was.
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? new Parsed.Good<>(text) : strictly(bytes, offset, length);
    }

    /** It may be malformed, or somebody has really written a replacement character. */
    private static Parsed<String> strictly(byte[] bytes, int offset, int length) {
        try {
            return new Parsed.Good<>(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Parsed.Bad<>(NOT_UTF8);
        }
    }
}
