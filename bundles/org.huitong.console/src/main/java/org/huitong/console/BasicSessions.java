// SPDX-License-Identifier: Apache-2.0
package org.huitong.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of those who come by HTTP Basic: each page is a dozen calls, and checking a password is made to be slow.
 * A session ends with its account's password, and so does what is kept here. Passwords are kept as keyed hashes, under a
 * salt of this run.
 */
final class BasicSessions {
    private static final int MOST = 50;
    private final byte[] salt = new byte[32];
    private final Map<String, String> cookies = new LinkedHashMap<>(16, 0.75f, true);

    BasicSessions() {
        new SecureRandom().nextBytes(salt);
    }

    synchronized Optional<String> cookie(String authorization) {
        return Optional.ofNullable(cookies.get(hash(authorization)));
    }

    /** The cookie of the session that makes room, or of the one it follows. */
    synchronized Optional<String> keep(String authorization, String cookie) {
        String before = cookies.put(hash(authorization), cookie);
        if (before != null || cookies.size() <= MOST) {
            return Optional.ofNullable(before);
        }
        String eldest = cookies.keySet().iterator().next();
        return Optional.of(cookies.remove(eldest));
    }

    synchronized Optional<String> forget(String authorization) {
        return Optional.ofNullable(cookies.remove(hash(authorization)));
    }

    private String hash(String authorization) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(authorization.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
