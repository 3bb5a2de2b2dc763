// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The platforms' crypto, from their own pages. Written apart from what the connectors use on purpose: a mistake that
 * stood on both sides would never be seen.
 */
public final class Seal {
    private static final SecureRandom DICE = new SecureRandom();

    private Seal() {}

    public static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        DICE.nextBytes(random);
        return random;
    }

    /** Letters and digits, as the platforms make their secrets. */
    public static String word(int length) {
        String letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(DICE.nextInt(letters.length())));
        }
        return word.toString();
    }

    /** DingTalk and WeCom: random, length, text and receiver under a key of 43 characters, padded to 32 bytes. */
    public static String envelope(String encodedKey, String receiver, String text) {
        byte[] key = Base64.getDecoder().decode(encodedKey + "=");
        byte[] said = utf8(text);
        byte[] whom = utf8(receiver);
        int length = 20 + said.length + whom.length;
        int pad = 32 - length % 32;
        byte[] plain = ByteBuffer.allocate(length + pad)
                .put(random(16))
                .putInt(said.length)
                .put(said)
                .put(whom)
                .array();
        Arrays.fill(plain, length, plain.length, (byte) pad);
        return base64(aes(Cipher.ENCRYPT_MODE, key, Arrays.copyOf(key, 16), plain, 0));
    }

    /** What an {@link #envelope} holds; an empty text where it is none. */
    public static String opened(String encodedKey, String envelope) {
        byte[] key = Base64.getDecoder().decode(encodedKey + "=");
        byte[] sealed = Base64.getDecoder().decode(envelope);
        if (sealed.length < 32 || sealed.length % 16 != 0) {
            return "";
        }
        byte[] plain = aes(Cipher.DECRYPT_MODE, key, Arrays.copyOf(key, 16), sealed, 0);
        int length = ByteBuffer.wrap(plain).getInt(16);
        return length < 0 || length > plain.length - 20 ? "" : new String(plain, 20, length, StandardCharsets.UTF_8);
    }

    /** Feishu: the SHA-256 of the key, the initial vector in front. */
    public static String feishu(String encryptKey, String text) {
        byte[] start = random(16);
        byte[] said = utf8(text);
        int pad = 16 - said.length % 16;
        byte[] plain = Arrays.copyOf(said, said.length + pad);
        Arrays.fill(plain, said.length, plain.length, (byte) pad);
        byte[] sealed = aes(Cipher.ENCRYPT_MODE, digest("SHA-256", utf8(encryptKey)), start, plain, 16);
        System.arraycopy(start, 0, sealed, 0, 16);
        return base64(sealed);
    }

    public static String sortedSha1(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        return HexFormat.of().formatHex(digest("SHA-1", utf8(String.join("", sorted))));
    }

    public static byte[] sha1(String text) {
        return digest("SHA-1", utf8(text));
    }

    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest("SHA-256", utf8(text)));
    }

    public static String hmacHex(String key, String text) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(hmac(key, text)));
    }

    public static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(utf8(key), "HmacSHA256"));
            return base64(mac.doFinal(utf8(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] aes(int mode, byte[] key, byte[] start, byte[] input, int room) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
            byte[] output = new byte[room + input.length];
            cipher.doFinal(input, 0, input.length, output, room);
            return output;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in CBC mode", e);
        }
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
