// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.huitong.api.text.LocalText;

/**
 * Bytes that claim to be UTF-8. What nobody has verified yet is read strictly ({@link #read}): a replacement character
 * would hide that something is wrong. What was verified as its sender's is kept, whatever it is ({@link #mended}).
 */
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

    /**
     * The text of a call that was rightly signed or sealed: nobody would send it again if it were refused. U+FFFD stands
     * where the bytes are malformed, as where somebody cut a text within a character.
     */
    public static String mended(byte[] bytes) {
        return mended(bytes, 0, bytes.length);
    }

    public static String mended(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
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
