// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.huitong.api.access.Identity;
import org.huitong.api.access.LoginWay.Journey;
import org.huitong.api.access.Recognition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.util.converter.Converters;

/** What a provider says counts only where it is proven, and made for us, now, and for whoever has left from here. */
class OidcWayTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Journey JOURNEY = new Journey(
            URI.create("https://hub.example.com/api/v1/logins/oidc-main/back"), "s", "n-1", "v".repeat(43), false);
    private static final Map<String, String> TOLD = Map.of("code", "c", "state", "s");

    private StandIn provider;
    private OidcWay way;

    @BeforeEach
    void open() throws IOException {
        provider = new StandIn();
        provider.idToken = () -> provider.signed(right().build(), provider.key);
        way = way(Map.of());
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private OidcWay way(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("issuer", provider.issuer, "clientId", "huitong"));
        settings.putAll(more);
        OidcConfig config = Converters.standardConverter().convert(settings).to(OidcConfig.class);
        return new OidcWay(config, "main", "a secret", () -> NOW);
    }

    private JWTClaimsSet.Builder right() {
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer)
                .subject("sub-1")
                .audience("huitong")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(300)))
                .claim("nonce", "n-1")
                .claim("preferred_username", "wang.fang");
    }

    @Test
    void leadsToTheProviderWithStateNonceAndChallenge() {
        assertThat(way.leave(JOURNEY).orElseThrow().toString())
                .startsWith(
                        provider.issuer + "/auth?tenant=7&response_type=code&client_id=huitong&redirect_uri=https%3A")
                .contains("&state=s&", "&nonce=n-1&", "code_challenge=" + Client.challenge("v".repeat(43)))
                .endsWith("&code_challenge_method=S256")
                .doesNotContain("v".repeat(43));
        assertThat(way.farewell(URI.create("https://hub.example.com/"))
                        .orElseThrow()
                        .toString())
                .startsWith(provider.issuer + "/end?client_id=huitong&post_logout_redirect_uri=https%3A");
    }

    @Test
    void whoIsProvenIsRecognisedByTheClaimsThatCount() {
        provider.idToken = () -> provider.signed(
                right().claim("email", "w@example.com")
                        .claim("groups", List.of("administrators"))
                        .build(),
                provider.key);
        assertThat(way.arrive(JOURNEY, TOLD))
                .isEqualTo(new Recognition.Recognised(new Identity(
                        new Identity.Provider("oidc", "main"),
                        List.of("sub-1"),
                        Optional.empty(),
                        Optional.of("wang.fang"),
                        Optional.empty())));
        assertThat(provider.redeemed.get(0)).contains("code=c", "code_verifier=" + "v".repeat(43));
    }

    @Test
    void whatTheTokenDoesNotTellTheProviderIsAskedFor() {
        way = way(Map.of("employee", "number", "mail", "email"));
        provider.userInfo = "{\"sub\":\"sub-1\",\"number\":1001,\"email\":\"w@example.com\",\"email_verified\":true}";
        Identity identity = ((Recognition.Recognised) way.arrive(JOURNEY, TOLD)).identity();
        assertThat(identity.employee()).contains("1001");
        assertThat(identity.mail()).contains("w@example.com");
        provider.userInfo = "{\"sub\":\"somebody else\",\"number\":1002}";
        assertThat(((Recognition.Recognised) way.arrive(JOURNEY, TOLD))
                        .identity()
                        .employee())
                .isEmpty();
        provider.userInfo = "{\"sub\":\"sub-1\",\"email\":\"w@example.com\"}";
        assertThat(((Recognition.Recognised) way.arrive(JOURNEY, TOLD))
                        .identity()
                        .mail())
                .as("nobody has proven that address")
                .isEmpty();
    }

    static Stream<Arguments> lies() {
        return Stream.<Map.Entry<String, Consumer<JWTClaimsSet.Builder>>>of(
                        Map.entry("another issuer", claims -> claims.issuer("https://evil.example.com")),
                        Map.entry("for somebody else", claims -> claims.audience("another")),
                        Map.entry("for several", claims -> claims.audience(List.of("huitong", "another"))),
                        Map.entry("another journey", claims -> claims.claim("nonce", "n-2")),
                        Map.entry("no journey", claims -> claims.claim("nonce", null)),
                        Map.entry("nobody", claims -> claims.subject(null)),
                        Map.entry("no end", claims -> claims.expirationTime(null)),
                        Map.entry("expired", claims -> claims.expirationTime(Date.from(NOW.minusSeconds(61)))),
                        Map.entry("not yet", claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(120)))))
                .map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void whatIsNotForUsOpensNothing(String what, Consumer<JWTClaimsSet.Builder> lie) {
        JWTClaimsSet.Builder claims = right();
        lie.accept(claims);
        provider.idToken = () -> provider.signed(claims.build(), provider.key);
        assertThat(way.arrive(JOURNEY, TOLD)).isInstanceOf(Recognition.Wrong.class);
    }

    @Test
    void clocksMayDifferALittle() {
        provider.idToken = () -> provider.signed(
                right().expirationTime(Date.from(NOW.minus(Duration.ofSeconds(30))))
                        .build(),
                provider.key);
        assertThat(way.arrive(JOURNEY, TOLD)).isInstanceOf(Recognition.Recognised.class);
    }

    @Test
    void whatIsNotSignedByTheProviderOpensNothing() throws JOSEException {
        provider.idToken = () -> provider.signed(right().build(), StandIn.key("first"));
        assertThat(way.arrive(JOURNEY, TOLD)).isInstanceOf(Recognition.Wrong.class);
        provider.idToken = () -> new PlainJWT(right().build()).serialize();
        assertThat(way.arrive(JOURNEY, TOLD)).as("alg none").isInstanceOf(Recognition.Wrong.class);
        SignedJWT byUs = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), right().build());
        byUs.sign(new MACSigner(provider.key.toPublicJWK().toJSONString()));
        provider.idToken = byUs::serialize;
        assertThat(way.arrive(JOURNEY, TOLD)).as("its public key as a secret").isInstanceOf(Recognition.Wrong.class);
        provider.idToken = () -> "no.token";
        assertThat(way.arrive(JOURNEY, TOLD)).isInstanceOf(Recognition.Wrong.class);
    }

    @Test
    void theProviderMayChangeItsKeys() {
        assertThat(way.arrive(JOURNEY, TOLD)).isInstanceOf(Recognition.Recognised.class);
        provider.key = StandIn.key("second");
        provider.shown = provider.key;
        assertThat(way.arrive(JOURNEY, TOLD)).isInstanceOf(Recognition.Recognised.class);
    }

    @Test
    void anotherProvidersCodeIsNotRedeemed() {
        assertThat(way.arrive(JOURNEY, Map.of("code", "c", "iss", "https://evil.example.com")))
                .isInstanceOf(Recognition.Wrong.class);
        assertThat(way.arrive(JOURNEY, Map.of("state", "s"))).isInstanceOf(Recognition.Wrong.class);
        assertThat(provider.redeemed).isEmpty();
    }

    @Test
    void whoCallsItselfOtherwiseOrIsAwayIsNotToBeReached() {
        provider.calledItself = "https://evil.example.com";
        assertThat(way.leave(JOURNEY)).isEmpty();
        assertThat(way.arrive(JOURNEY, TOLD)).isInstanceOf(Recognition.Unreachable.class);
        provider.close();
        assertThat(way.leave(JOURNEY)).isEmpty();
    }

    @Test
    void codesNeverGoOverALineInClear() {
        assertThatThrownBy(() -> way(Map.of("issuer", "http://id.example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }
}
