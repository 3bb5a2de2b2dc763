// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.sign.Signatures;

/**
 * The envelope that WeCom and DingTalk share, opened and made with the token and the key of one account: AES-256-CBC over
 * 16 random bytes, the length of the text, the text and the id of the receiver, padded to 32 bytes; signed with SHA-1
 * over token, time stamp, nonce and cipher text in sorted order. Safe for many threads; shows no secret.
 */
public final class Envelopes {
    private static final int RANDOM = 16;
    private static final int HEAD = RANDOM + Integer.BYTES;
    private static final int BLOCK = 32;
    private static final SecureRandom DICE = new SecureRandom();

    private final String token;
    private final SecretKeySpec key;
    private final IvParameterSpec start;
    private final Queue<Cipher> openers = new ConcurrentLinkedQueue<>();
    private final Queue<Cipher> sealers = new ConcurrentLinkedQueue<>();

    private Envelopes(String token, byte[] key) {
        this.token = token;
        this.key = new SecretKeySpec(key, "AES");
        this.start = new IvParameterSpec(key, 0, 16);
    }

    /**
     * @param encodedKey the 43 letters and digits that the platform's console shows; the last one may carry bits that
     *     belong to no byte, as some of the platforms' own keys do
     */
    public static Parsed<Envelopes> of(String token, String encodedKey) {
        Objects.requireNonNull(token);
        int length = encodedKey.length();
        if (length != 43) {
            return new Parsed.Bad<>(LocalText.of(
                    "密钥应为 43 位字母和数字，现在是 " + length + " 位",
                    "the key has 43 letters and digits, this one has " + length));
        }
        try {
            return new Parsed.Good<>(new Envelopes(token, Base64.getDecoder().decode(encodedKey + "=")));
        } catch (IllegalArgumentException e) {
            return new Parsed.Bad<>(
                    LocalText.of("密钥里有平台密钥不会出现的字符", "the key has characters that no key of the platform has"));
        }
    }

    public String sign(String timestamp, String nonce, String cipher) {
        return Signatures.sortedSha1(token, timestamp, nonce, cipher);
    }

    public boolean isSigned(String signature, String timestamp, String nonce, String cipher) {
        return Signatures.same(sign(timestamp, nonce, cipher), signature);
    }

    public Opened open(String cipher) {
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(cipher);
        } catch (IllegalArgumentException e) {
            return new Opened.Closed("the cipher text is not base64");
        }
        if (sealed.length < BLOCK || sealed.length % 16 != 0) {
            return new Opened.Closed("the cipher text has a length that no envelope has");
        }
        return unpack(run(openers, Cipher.DECRYPT_MODE, sealed));
    }

    /** The cipher text of an envelope for that receiver. */
    public String seal(String text, String receiveId) {
        return seal(text.getBytes(StandardCharsets.UTF_8), receiveId);
    }

    /** As {@link #seal(String, String)}, for bytes that may be no text. */
    public String seal(byte[] inside, String receiveId) {
        byte[] random = new byte[RANDOM];
        DICE.nextBytes(random);
        return seal(random, inside, receiveId);
    }

    /** As {@link #seal(String, String)} with given random bytes: for comparing with what others made. */
    public String seal(byte[] random, String text, String receiveId) {
        if (random.length != RANDOM) {
            throw new IllegalArgumentException("an envelope begins with 16 random bytes");
        }
        return seal(random, text.getBytes(StandardCharsets.UTF_8), receiveId);
    }

    private String seal(byte[] random, byte[] inside, String receiveId) {
        byte[] receiver = receiveId.getBytes(StandardCharsets.UTF_8);
        int length = HEAD + inside.length + receiver.length;
        int pad = BLOCK - length % BLOCK;
        byte[] plain = ByteBuffer.allocate(length + pad)
                .put(random)
                .putInt(inside.length)
                .put(inside)
                .put(receiver)
                .array();
        Arrays.fill(plain, length, plain.length, (byte) pad);
        return Base64.getEncoder().encodeToString(run(sealers, Cipher.ENCRYPT_MODE, plain));
    }

    private static Opened unpack(byte[] plain) {
        int pad = plain[plain.length - 1];
        // The padding reaches to 32, twice what the JDK's own would remove: some senders fill only to 16.
        if (pad < 1 || pad > BLOCK || plain.length - pad < HEAD) {
            return new Opened.Closed("the key does not fit the envelope");
        }
        int end = plain.length - pad;
        int length = ByteBuffer.wrap(plain).getInt(RANDOM);
        if (length < 0 || length > end - HEAD) {
            return new Opened.Closed("the key does not fit the envelope");
        }
        Parsed<String> receiver = Utf8.read(plain, HEAD + length, end - HEAD - length);
        // Who has the key has sealed the text: a damaged character in it is no reason to lose the rest.
        return receiver instanceof Parsed.Good<String> whom
                ? new Opened.Letter(Utf8.mended(plain, HEAD, length), whom.value())
                : new Opened.Closed("the receiver that the envelope names is not UTF-8");
    }

    /** A cipher that has done its work stands at its beginning again, with the same key: making one costs ten times that. */
    private byte[] run(Queue<Cipher> idle, int mode, byte[] input) {
        try {
            Cipher cipher = idle.poll();
            if (cipher == null) {
                cipher = Cipher.getInstance("AES/CBC/NoPadding");
                cipher.init(mode, key, start);
            }
            byte[] output = cipher.doFinal(input);
            idle.add(cipher);
            return output;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in CBC mode", e);
        }
    }

    @Override
    public String toString() {
        return "Envelopes[***]";
    }
}
