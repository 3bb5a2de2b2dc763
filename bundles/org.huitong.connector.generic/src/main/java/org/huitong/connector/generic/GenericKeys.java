// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.sign.Signatures;

/**
 * The keys that both sides share, by their names: one, or two while keys are being changed. What is signed is
 * {@code v1:time:nonce:METHOD:path:sha256(body)}, so that no part of a call can be put into another one.
 */
final class GenericKeys {
    /** Shorter ones are found by trying. */
    private static final int SHORTEST = 16;

    private final String first;
    private final Map<String, byte[]> secrets;

    private GenericKeys(String first, Map<String, byte[]> secrets) {
        this.first = first;
        this.secrets = secrets;
    }

    /** Empty where no secret was entered; the second one may be left out. */
    static Optional<Parsed<GenericKeys>> of(String keyId, String secret, String otherKeyId, String otherSecret) {
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        if (secret.length() < SHORTEST || !otherSecret.isEmpty() && otherSecret.length() < SHORTEST) {
            return Optional.of(new Parsed.Bad<>(
                    LocalText.of("密钥至少 " + SHORTEST + " 个字符", "a secret has at least " + SHORTEST + " characters")));
        }
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put(keyId.strip(), secret.getBytes(StandardCharsets.UTF_8));
        if (!otherSecret.isEmpty()
                && secrets.put(otherKeyId.strip(), otherSecret.getBytes(StandardCharsets.UTF_8)) != null) {
            return Optional.of(
                    new Parsed.Bad<>(LocalText.of("两把密钥的编号不能相同", "the two secrets need two different key ids")));
        }
        return Optional.of(new Parsed.Good<>(new GenericKeys(keyId.strip(), secrets)));
    }

    /** The name of the key that we sign with. */
    String first() {
        return first;
    }

    /** {@code v1=} and the hexadecimal HMAC-SHA256; empty where no key has that name. */
    Optional<String> sign(String keyId, String time, String nonce, String method, String path, byte[] body) {
        return Optional.ofNullable(secrets.get(keyId))
                .map(secret -> "v1="
                        + HexFormat.of()
                                .formatHex(Signatures.hmacSha256(
                                        secret,
                                        String.join(":", "v1", time, nonce, method, path, Signatures.sha256Hex(body))
                                                .getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public String toString() {
        return "GenericKeys" + secrets.keySet();
    }
}
