// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The hub's name of a message: the first 16 bytes of the SHA-256 of its {@link MessageKey}, so that two doors, two
 * nodes and two runs name it alike. As text it is 22 characters of URL-safe base64.
 */
public record MessageId(String value) {
    private static final int BYTES = 16;
    private static final int CHARACTERS = 22;

    public MessageId {
        // By looking and not by decoding: every message passes here several times.
        if (value.length() != CHARACTERS || !isBase64(value)) {
            throw new IllegalArgumentException("not a message id");
        }
    }

    private static boolean isBase64(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isBase64(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    public static MessageId of(MessageKey key) {
        MessageDigest digest = sha256();
        // Lengths go in with the parts: otherwise ("ab","c") and ("a","bc") would be one message.
        for (String part : new String[] {key.platform(), key.tenant(), key.nativeId()}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((byte) (bytes.length >>> 8));
            digest.update((byte) bytes.length);
            digest.update(bytes);
        }
        return ofBytes(Arrays.copyOf(digest.digest(), BYTES));
    }

    public static MessageId ofBytes(byte[] bytes) {
        return new MessageId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The 16 bytes, a fresh array. */
    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
