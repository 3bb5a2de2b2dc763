// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.LoginWay.Journey;

/**
 * Who this hub is at the provider.
 *
 * @param secret empty where the provider knows it without one and trusts in PKCE alone
 */
record Client(String id, String secret, String scope) {
    /** Shows who it is as the provider takes it: RFC 6749, 2.3.1. */
    Optional<String> credentials(Provider provider) {
        if (secret.isEmpty() || !provider.takesBasic()) {
            return Optional.empty();
        }
        String pair = Form.encoded(id) + ":" + Form.encoded(secret);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
    }

    Map<String, String> redeeming(Provider provider, Journey journey, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", journey.back().toString());
        form.put("code_verifier", journey.verifier());
        if (credentials(provider).isEmpty()) {
            form.put("client_id", id);
            if (!secret.isEmpty()) {
                form.put("client_secret", secret);
            }
        }
        return form;
    }

    /** RFC 7636, 4.2. */
    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Client[" + id + "]";
    }
}
