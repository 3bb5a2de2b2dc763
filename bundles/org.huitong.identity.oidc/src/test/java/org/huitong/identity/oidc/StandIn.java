// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A provider that says what a test wants it to say, which a real one never would. */
final class StandIn implements AutoCloseable {
    final List<String> redeemed = new ArrayList<>();
    final AtomicInteger discovered = new AtomicInteger();
    final String issuer;
    String calledItself;
    RSAKey key = key("first");
    RSAKey shown = key;
    Supplier<String> idToken;
    String userInfo = "{}";
    private final HttpServer server;

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        calledItself = issuer;
        server.createContext("/", this::answer);
        server.start();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String signed(JWTClaimsSet claims, RSAKey with) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(with.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] said = said(exchange.getRequestURI().getPath(), body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private String said(String path, String body) {
        return switch (path) {
            case "/.well-known/openid-configuration" -> {
                discovered.incrementAndGet();
                yield """
                    {"issuer": "%s", "authorization_endpoint": "%s/auth?tenant=7", "token_endpoint": "%s/token",
                     "jwks_uri": "%s/keys", "userinfo_endpoint": "%s/me", "end_session_endpoint": "%s/end"}
                    """
                        .formatted(calledItself, issuer, issuer, issuer, issuer, issuer);
            }
            case "/token" -> {
                redeemed.add(body);
                yield "{\"access_token\": \"a\", \"id_token\": \"" + idToken.get() + "\"}";
            }
            case "/keys" -> new JWKSet(shown.toPublicJWK()).toString();
            default -> userInfo;
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
