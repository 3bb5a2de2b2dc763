// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks a provider for its addresses, once an hour; what it said before counts as long as it does not answer. It must call
 * itself what it is called here, and lead to nowhere that could be listened to.
 */
final class Discovery {
    private static final Duration KEPT = Duration.ofHours(1);
    /** Everybody who logs in or out waits in line for the answer: where there is none they must not all wait for it. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final String DOCUMENT = "/.well-known/openid-configuration";

    private final String issuer;
    private final Line line;
    private final InstantSource clock;
    private Optional<Provider> known = Optional.empty();
    private Instant until = Instant.EPOCH;

    Discovery(String issuer, Line line, InstantSource clock) {
        this.issuer = issuer;
        this.line = line;
        this.clock = clock;
        Line.checkSafe(URI.create(issuer));
    }

    synchronized Provider provider() throws IOException {
        if (known.isEmpty() || !clock.instant().isBefore(until)) {
            try {
                known = Optional.of(asked());
                until = clock.instant().plus(KEPT);
            } catch (IOException e) {
                if (known.isEmpty()) {
                    throw e;
                }
                until = clock.instant().plus(REST);
            }
        }
        return known.get();
    }

    private Provider asked() throws IOException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        Line.Answer said = line.get(URI.create(base + DOCUMENT));
        if (!said.isFine()) {
            throw new IOException("the discovery document was answered with " + said.status());
        }
        if (said.text("issuer").filter(issuer::equals).isEmpty()) {
            throw new IOException("it calls itself otherwise than the setting issuer does: " + said.word("issuer"));
        }
        return new Provider(
                issuer,
                needed(said, "authorization_endpoint"),
                needed(said, "token_endpoint"),
                needed(said, "jwks_uri"),
                address(said, "userinfo_endpoint"),
                address(said, "end_session_endpoint"),
                said.texts("token_endpoint_auth_methods_supported"));
    }

    private static URI needed(Line.Answer said, String name) throws IOException {
        return address(said, name).orElseThrow(() -> new IOException("it does not tell its " + name));
    }

    private static Optional<URI> address(Line.Answer said, String name) throws IOException {
        try {
            Optional<URI> address = said.text(name).map(URI::create);
            address.ifPresent(Line::checkSafe);
            return address;
        } catch (IllegalArgumentException e) {
            throw new IOException("its " + name + " cannot be used", e);
        }
    }
}
