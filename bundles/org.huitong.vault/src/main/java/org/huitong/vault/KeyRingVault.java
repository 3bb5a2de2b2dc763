// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/**
 * Seals with a data key of its own for each text. The wrapped data key is bound to the name of the key that wraps it,
 * the text to its context. The first byte of {@link Sealed#wrapped()} names the suite: what was sealed by one
 * opens while another is chosen.
 */
public final class KeyRingVault implements Vault {
    private static final Pattern CLASS = Pattern.compile("[a-z][a-z0-9.-]{0,31}");
    private final KeyRing ring;
    private final InstantSource clock;
    private final Bench bench = new Bench();
    private volatile Suite suite = Suite.AES_256_GCM;
    private volatile Month month = new Month("", Instant.MIN, Instant.MIN);

    KeyRingVault(KeyRing ring, InstantSource clock) {
        this.ring = ring;
        this.clock = clock;
    }

    /** From now on. */
    void use(Suite chosen) {
        suite = chosen;
    }

    Suite suite() {
        return suite;
    }

    @Override
    public Sealed seal(String keyClass, byte[] plain, byte[] context) {
        String name = currentName(keyClass);
        SecretKey key = ring.need(name);
        Suite by = suite;
        try {
            return bench.with(locksmith -> {
                byte[] dataKey = locksmith.freshKey(by);
                byte[] text = locksmith.lock(by, dataKey, plain, context);
                return new Sealed(name, wrap(locksmith, by, name, key, dataKey), text);
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Nothing can be sealed", e);
        }
    }

    @Override
    public byte[] open(Sealed sealed, byte[] context) {
        SecretKey key = key(sealed);
        try {
            return bench.with(locksmith -> {
                Suite by = Suite.of(sealed.wrapped());
                byte[] dataKey = unwrap(locksmith, by, sealed, key);
                return locksmith.unlock(by, dataKey, sealed.text(), context);
            });
        } catch (GeneralSecurityException e) {
            throw new LockedException("What is sealed under " + sealed.key() + " was changed, or belongs elsewhere", e);
        }
    }

    @Override
    public byte[] fingerprint(String purpose, byte[] bytes) {
        byte[] name = name(purpose).getBytes(StandardCharsets.US_ASCII);
        try {
            return bench.with(locksmith -> locksmith.fingerprint(ring.fingerprints(), name, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No fingerprint can be made", e);
        }
    }

    @Override
    public Sealed rewrap(Sealed sealed, String keyClass) {
        String name = currentName(keyClass);
        SecretKey old = key(sealed);
        SecretKey key = ring.need(name);
        try {
            return bench.with(locksmith -> {
                // The text stays as it is, and the suite with it.
                Suite by = Suite.of(sealed.wrapped());
                byte[] dataKey = unwrap(locksmith, by, sealed, old);
                return new Sealed(name, wrap(locksmith, by, name, key, dataKey), sealed.text());
            });
        } catch (GeneralSecurityException e) {
            throw new LockedException("What is sealed under " + sealed.key() + " was changed", e);
        }
    }

    private SecretKey key(Sealed sealed) {
        return ring.find(sealed.key())
                .orElseThrow(
                        () -> new LockedException("The key " + sealed.key() + " is gone, and with it what it locked"));
    }

    private static byte[] wrap(Locksmith locksmith, Suite by, String name, SecretKey key, byte[] dataKey)
            throws GeneralSecurityException {
        byte[] wrapped = locksmith.wrap(by, key, dataKey, name.getBytes(StandardCharsets.US_ASCII));
        Arrays.fill(dataKey, (byte) 0);
        return wrapped;
    }

    private static byte[] unwrap(Locksmith locksmith, Suite by, Sealed sealed, SecretKey key)
            throws GeneralSecurityException {
        return locksmith.unwrap(by, key, sealed.wrapped(), sealed.key().getBytes(StandardCharsets.US_ASCII));
    }

    private static String name(String keyClass) {
        if (!CLASS.matcher(keyClass).matches()) {
            throw new IllegalArgumentException("Not the name of a class of keys: " + keyClass);
        }
        return keyClass;
    }

    private String currentName(String keyClass) {
        name(keyClass);
        Instant now = clock.instant();
        Month current = month;
        if (now.isBefore(current.begin()) || !now.isBefore(current.end())) {
            YearMonth at = YearMonth.from(now.atOffset(ZoneOffset.UTC));
            current = new Month(
                    "/" + at,
                    at.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                    at.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            month = current;
        }
        return keyClass + current.suffix();
    }

    private record Month(String suffix, Instant begin, Instant end) {}
}
