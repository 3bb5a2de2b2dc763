// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Which characters bytes are. Programs write gb2312 and mean all of gb18030, which has it as a part. */
final class Charsets {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Set<String> CHINESE = Set.of("gb2312", "gbk", "gb18030", "cp936", "x-gbk");

    private Charsets() {}

    /** @param named as the mail says; empty where it says nothing */
    static String decode(byte[] bytes, String named) {
        String name = named.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        if (CHINESE.contains(name)) {
            return new String(bytes, GB18030);
        }
        if (name.isEmpty() || name.equals("us-ascii") || name.equals("ascii") || !isKnown(name)) {
            return guess(bytes);
        }
        return new String(bytes, Charset.forName(name));
    }

    static String guess(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, GB18030);
        }
    }

    private static boolean isKnown(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException noName) {
            return false;
        }
    }
}
