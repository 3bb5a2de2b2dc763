// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures that platforms put on their calls, and the one right way to compare them. */
public final class Signatures {
    private static final HexFormat HEX = HexFormat.of();

    private Signatures() {}

    /** Lower-case hexadecimal SHA-1 over the parts in the order of their characters: WeCom and DingTalk events. */
    public static String sortedSha1(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        MessageDigest digest = digest("SHA-1");
        for (String part : sorted) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
        }
        return HEX.formatHex(digest.digest());
    }

    /** Lower-case hexadecimal SHA-256 over the parts as they follow each other. */
    public static String sha256Hex(byte[]... parts) {
        MessageDigest digest = digest("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return HEX.formatHex(digest.digest());
    }

    public static byte[] hmacSha256(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a key for HMAC", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    public static String hmacSha256Base64(String key, String message) {
        return Base64.getEncoder()
                .encodeToString(
                        hmacSha256(key.getBytes(StandardCharsets.UTF_8), message.getBytes(StandardCharsets.UTF_8)));
    }

    /** Compares in a time that does not tell how much of a forged signature was right. */
    public static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A short name for content that has no id of its own: 22 characters of URL-safe base64. Lengths go in with the
     * parts, so that moving a character from one part to the next gives another name.
     */
    public static String fingerprint(String... parts) {
        MessageDigest digest = digest("SHA-256");
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((byte) (bytes.length >>> 24));
            digest.update((byte) (bytes.length >>> 16));
            digest.update((byte) (bytes.length >>> 8));
            digest.update((byte) bytes.length);
            digest.update(bytes);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), 16));
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }
}
