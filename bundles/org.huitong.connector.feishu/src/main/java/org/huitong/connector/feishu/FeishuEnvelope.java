// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.sign.Signatures;

/**
 * The envelope around events when the application has an Encrypt Key: AES-256-CBC under the key's SHA-256, the first
 * block being the initial vector, and a SHA-256 signature over time stamp, nonce, key and the bytes on the wire.
 * Immutable, safe for many threads; shows no secret.
 */
final class FeishuEnvelope {
    private static final int BLOCK = 16;

    private final byte[] encryptKey;
    private final SecretKeySpec key;

    private FeishuEnvelope(byte[] encryptKey, SecretKeySpec key) {
        this.encryptKey = encryptKey;
        this.key = key;
    }

    static FeishuEnvelope of(String encryptKey) {
        byte[] bytes = encryptKey.getBytes(StandardCharsets.UTF_8);
        try {
            return new FeishuEnvelope(
                    bytes,
                    new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(bytes), "AES"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How cards of the first generation are signed: SHA-1, and the verification token in the place of the key. */
    static String signOldCard(String timestamp, String nonce, String token, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update((timestamp + nonce + token).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    boolean isSigned(String signature, String timestamp, String nonce, byte[] body) {
        String expected = Signatures.sha256Hex(
                timestamp.getBytes(StandardCharsets.UTF_8), nonce.getBytes(StandardCharsets.UTF_8), encryptKey, body);
        return Signatures.same(expected, signature);
    }

    Parsed<String> open(String cipherText) {
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(cipherText);
        } catch (IllegalArgumentException e) {
            return new Parsed.Bad<>(LocalText.of("密文不是 base64", "the cipher text is not base64"));
        }
        if (sealed.length < 2 * BLOCK || sealed.length % BLOCK != 0) {
            return new Parsed.Bad<>(LocalText.of("密文长度不对", "the cipher text has a length that no envelope has"));
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(Arrays.copyOf(sealed, BLOCK)));
            byte[] inside = cipher.doFinal(sealed, BLOCK, sealed.length - BLOCK);
            // Who has the key has sealed the text: a damaged character in it is no reason to lose the rest.
            return new Parsed.Good<>(Utf8.mended(inside, 0, inside.length));
        } catch (BadPaddingException e) {
            return new Parsed.Bad<>(LocalText.of("密钥与密文不符", "the key does not fit the envelope"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in CBC mode", e);
        }
    }

    @Override
    public String toString() {
        return "FeishuEnvelope[***]";
    }
}
