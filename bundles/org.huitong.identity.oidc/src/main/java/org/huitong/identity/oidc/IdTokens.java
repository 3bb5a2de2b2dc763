// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/**
 * Proves id tokens (OpenID Connect Core, 3.1.3.7): signed by a key of the provider, made by it for this hub and this
 * journey, and in force. Keys are fetched when one is unknown, so that the provider may change them at any time.
 */
final class IdTokens {
    /** Signed with a key that only the provider has; what is signed with our own secret could be made by whoever has it. */
    private static final Set<JWSAlgorithm> SIGNED = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final long KEYS_KEPT = Duration.ofMinutes(30).toMillis();
    private static final long KEYS_WAITED_FOR = Duration.ofSeconds(10).toMillis();
    /** Whoever invents key names must not make the hub ask without end. */
    private static final long BETWEEN_QUESTIONS = Duration.ofSeconds(10).toMillis();

    private final String client;
    private final Duration skew;
    private final Line line;
    private final InstantSource clock;
    private URI address;
    private JWKSource<SecurityContext> keys;

    IdTokens(String client, Duration skew, Line line, InstantSource clock) {
        this.client = client;
        this.skew = skew;
        this.line = line;
        this.clock = clock;
    }

    /** A word of the provider that nothing proves; its message is fit for a log. */
    static final class NotProven extends Exception {
        private static final long serialVersionUID = 1L;

        NotProven(String message) {
            super(message);
        }
    }

    /** @throws IOException where the keys cannot be had */
    JWTClaimsSet proven(Provider provider, String token, String nonce) throws IOException, NotProven {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNED, keys(provider.keys())));
        processor.setJWTClaimsSetVerifier(verifier(provider.issuer(), nonce));
        try {
            JWTClaimsSet proven = processor.process(token, null);
            if (proven.getAudience().size() > 1 && !client.equals(proven.getClaim("azp"))) {
                throw new NotProven("it is for several, and not handed to this one");
            }
            return proven;
        } catch (BadJOSEException e) {
            throw new NotProven(word(e));
        } catch (ParseException e) {
            throw new NotProven("it is no token");
        } catch (JOSEException e) {
            throw new IOException("its keys cannot be had", e);
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> verifier(String issuer, String nonce) {
        JWTClaimsSet exactly =
                new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build();
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(client, exactly, Set.of("sub", "exp", "iat")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(skew.toSeconds()));
        return verifier;
    }

    private synchronized JWKSource<SecurityContext> keys(URI at) throws MalformedURLException {
        if (!at.equals(address)) {
            address = at;
            // What it would do ahead of time it would do on threads of its own.
            keys = JWKSourceBuilder.<SecurityContext>create(at.toURL(), url -> fetched(url.toString()))
                    .cache(KEYS_KEPT, KEYS_WAITED_FOR)
                    .refreshAheadCache(false)
                    .rateLimited(BETWEEN_QUESTIONS)
                    .build();
        }
        return keys;
    }

    private Resource fetched(String url) throws IOException {
        try {
            Line.Answer said = line.get(new URI(url));
            if (!said.isFine()) {
                throw new IOException("its keys were answered with " + said.status());
            }
            return new Resource(said.body(), "application/json");
        } catch (URISyntaxException e) {
            throw new IOException("its keys have no address", e);
        }
    }

    /** What it says may quote the token's claims: the first words tell enough. */
    private static String word(BadJOSEException e) {
        String said = String.valueOf(e.getMessage());
        int end = said.indexOf(':');
        return end < 0 ? said : said.substring(0, end);
    }
}
