// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.api.connector.Callback;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** The other side: a platform of a company's own, which signs by code of its own. */
final class Portal {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final String SECRET = "a secret of sixteen";
    static final String OTHER = "another one of sixteen";

    private Portal() {}

    static GenericConnector connector(Map<String, String> settings) {
        GenericConfig config = Converters.standardConverter().convert(settings).to(GenericConfig.class);
        return new GenericConnector(config, Map.of("service.pid", "org.huitong.connector.generic~test"), new Wax());
    }

    static GenericConnector connector() {
        return connector(Map.of("secret", "sealed:" + SECRET, "webhook", "http://portal.example/hub"));
    }

    static Callback call(String body) {
        return call(body, NOW, "k1", SECRET, UUID.randomUUID().toString());
    }

    static Callback call(String body, Instant at, String keyId, String secret, String nonce) {
        String time = Long.toString(at.getEpochSecond());
        String text = "v1:" + time + ":" + nonce + ":POST:/connect/generic/test:" + sha256(body);
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("x-hub-key-id", List.of(keyId));
        headers.put("x-hub-timestamp", List.of(time));
        headers.put("x-hub-nonce", List.of(nonce));
        headers.put("x-hub-signature", List.of("v1=" + hmac(secret, text)));
        return new Callback("POST", Map.of(), headers, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
