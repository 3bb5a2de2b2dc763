// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change every thirty seconds (RFC 6238 over RFC 4226: HMAC-SHA-1, six digits, which is all that every
 * authenticator knows). Pure. A code of the step before or after is taken too, for clocks that differ.
 */
final class Totp {
    static final int DIGITS = 6;
    private static final int STEP_SECONDS = 30;
    private static final int SKEW = 1;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    static String code(byte[] secret, long step) {
        return String.format("%0" + DIGITS + "d", truncated(hash(secret, step)) % 1_000_000);
    }

    private static byte[] hash(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA1", e);
        }
    }

    /** RFC 4226, 5.3. */
    private static int truncated(byte[] hash) {
        return ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fff_ffff;
    }

    /**
     * The step whose code this is.
     *
     * @param used the last step by which somebody came in: neither it nor one before it opens again
     */
    static OptionalLong matching(byte[] secret, String code, Instant now, long used) {
        long middle = step(now);
        long found = -1;
        for (long step = middle - SKEW; step <= middle + SKEW; step++) {
            // All are compared, whichever fits: the time it takes says nothing.
            if (Secret.same(code(secret, step), code) && step > used) {
                found = step;
            }
        }
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** RFC 4648, 6, without padding: as authenticators take it typed. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : bytes) {
            held = held << 8 | each & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(BASE32.charAt(held >> bits - 5 & 31));
            }
            held &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt(held << 5 - bits & 31)).toString();
    }

    /** What the picture says that an authenticator looks at. */
    static String address(byte[] secret, String account) {
        return "otpauth://totp/Huitong:" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "?secret="
                + base32(secret) + "&issuer=Huitong";
    }
}
