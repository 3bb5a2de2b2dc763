// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One hash over many things in their order: each link is SHA-256 of the link before and of the parts, with their lengths. */
final class Chain {
    private static final byte[] ABSENT = ByteBuffer.allocate(4).putInt(-1).array();

    private final MessageDigest digest = sha256();
    private byte[] link = new byte[32];

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    Chain begin() {
        digest.reset();
        digest.update(link);
        return this;
    }

    Chain with(byte[] partOrNull) {
        if (partOrNull == null) {
            digest.update(ABSENT);
            return this;
        }
        digest.update(ByteBuffer.allocate(4).putInt(partOrNull.length).array());
        digest.update(partOrNull);
        return this;
    }

    Chain with(String textOrNull) {
        return with(textOrNull == null ? null : textOrNull.getBytes(StandardCharsets.UTF_8));
    }

    Chain with(long number) {
        return with(ByteBuffer.allocate(8).putLong(number).array());
    }

    /** Bytes of which the number was told before. */
    void add(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
    }

    void end() {
        link = digest.digest();
    }

    String hash() {
        return HexFormat.of().formatHex(link);
    }
}
