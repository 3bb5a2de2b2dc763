// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords by Argon2id with 19 MiB, two passes and one lane, as OWASP recommends. Only few at once, so that a
 * flood of logins costs time and not the heap; who waits too long is sent away. An unknown account is measured against a
 * hash of its own, so that it takes as long as a known one.
 */
final class Passwords {
    private static final int KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int BYTES = 32;
    private static final long PATIENCE_MS = 3_000;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore seats;
    private final String nobody;

    Passwords(int atOnce) {
        seats = new Semaphore(atOnce, true);
        // Not hashed here, for the time it would cost each start: the form is right, and nothing matches it.
        nobody = encode(new byte[16], new byte[BYTES]);
    }

    /** Empty where too many wait already. */
    Optional<Boolean> matches(char[] password, Optional<String> hash) {
        String expected = hash.orElse(nobody);
        String[] parts = expected.split("\\$");
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        byte[] sum = Base64.getDecoder().decode(parts[5]);
        return seated(() -> MessageDigest.isEqual(sum, compute(password, salt))).map(same -> same && hash.isPresent());
    }

    /** Empty where too many wait already. */
    Optional<String> hash(char[] password) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return seated(() -> encode(salt, compute(password, salt)));
    }

    private <T> Optional<T> seated(java.util.function.Supplier<T> work) {
        try {
            if (!seats.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            seats.release();
        }
    }

    private static byte[] compute(char[] password, byte[] salt) {
        byte[] bytes = new byte[password.length * 3];
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        int length = encoded.remaining();
        encoded.get(bytes, 0, length);
        Arrays.fill(encoded.array(), (byte) 0);
        byte[] exact = Arrays.copyOf(bytes, length);
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(KIB)
                    .withIterations(PASSES)
                    .withParallelism(LANES)
                    .withSalt(salt)
                    .build());
            byte[] sum = new byte[BYTES];
            generator.generateBytes(exact, sum);
            return sum;
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(exact, (byte) 0);
        }
    }

    /** The form that every Argon2 tool reads, base64 with padding apart. */
    private static String encode(byte[] salt, byte[] sum) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(sum);
    }
}
