// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.LoginWay;
import org.huitong.api.access.Recognition;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs people in by a company's OpenID provider: authorization code with PKCE, and an id token that is proven here. One
 * configuration, one provider.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID Connect Core 1.0</a>
 */
@Component(
        configurationPid = "org.huitong.identity.oidc",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = LoginWay.class)
@Designate(ocd = OidcConfig.class, factory = true)
public final class OidcWay implements LoginWay {
    private static final Logger LOG = LoggerFactory.getLogger(OidcWay.class);

    private final String tenant;
    private final LocalText title;
    private final Client client;
    private final Line line;
    private final Discovery discovery;
    private final IdTokens tokens;
    private final Claims claims;

    @Activate
    public OidcWay(
            OidcConfig config, Map<String, Object> properties, @Reference Secrets secrets, @Reference Clock clock) {
        this(config, name(String.valueOf(properties.get("service.pid"))), secrets.open(config.clientSecret()), clock);
    }

    OidcWay(OidcConfig config, String tenant, String secret, InstantSource clock) {
        this.tenant = tenant;
        this.title = LocalText.of(config.title(), config.titleEn());
        this.client =
                new Client(config.clientId().strip(), secret, config.scope().strip());
        this.line = new Line(Duration.parse(config.timeout()), config.certificate());
        this.discovery = new Discovery(config.issuer().strip(), line, clock);
        this.tokens = new IdTokens(client.id(), Duration.parse(config.skew()), line, clock);
        this.claims = Claims.of(config, tenant);
    }

    private static String name(String pid) {
        return pid.substring(pid.indexOf('~') + 1);
    }

    @Override
    public String name() {
        return "oidc-" + tenant;
    }

    @Override
    public LocalText title() {
        return title;
    }

    @Override
    public Optional<URI> leave(Journey journey) {
        return document().map(provider -> {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("response_type", "code");
            query.put("client_id", client.id());
            query.put("redirect_uri", journey.back().toString());
            query.put("scope", client.scope());
            query.put("state", journey.state());
            query.put("nonce", journey.nonce());
            query.put("code_challenge", Client.challenge(journey.verifier()));
            query.put("code_challenge_method", "S256");
            return Form.with(provider.authorize(), query);
        });
    }

    @Override
    public Recognition arrive(Journey journey, Map<String, String> told) {
        Optional<Provider> provider = document();
        if (provider.isEmpty()) {
            return new Recognition.Unreachable();
        }
        // RFC 9207: what comes back says whose it is, so that no other provider's code is redeemed here.
        String issuer = told.getOrDefault("iss", provider.get().issuer());
        if (!told.containsKey("code") || !issuer.equals(provider.get().issuer())) {
            return new Recognition.Wrong();
        }
        try {
            return recognised(provider.get(), journey, told.get("code"));
        } catch (IOException e) {
            LOG.warn("The OpenID provider gave no answer provider={} reason={}", tenant, e.getMessage());
            return new Recognition.Unreachable();
        } catch (IdTokens.NotProven e) {
            LOG.warn("The OpenID provider's word is not proven provider={} reason={}", tenant, e.getMessage());
            return new Recognition.Wrong();
        }
    }

    private Recognition recognised(Provider provider, Journey journey, String code)
            throws IOException, IdTokens.NotProven {
        Line.Answer answer =
                line.post(provider.token(), client.credentials(provider), client.redeeming(provider, journey, code));
        Optional<String> idToken = answer.text("id_token");
        if (!answer.isFine() || idToken.isEmpty()) {
            LOG.warn(
                    "The OpenID provider redeemed no code provider={} status={} error={}",
                    tenant,
                    answer.status(),
                    answer.word("error"));
            return new Recognition.Wrong();
        }
        JWTClaimsSet proven = tokens.proven(provider, idToken.get(), journey.nonce());
        Map<String, Object> told = new LinkedHashMap<>(proven.getClaims());
        if (claims.wantMore(told) && provider.userInfo().isPresent()) {
            // Some tell of a person only there (OpenID Connect Core, 5.4); the subject must be that of the token
            // (5.3.2).
            Line.Answer more = line.get(
                    provider.userInfo().get(), answer.text("access_token").orElse(""));
            if (more.isFine()
                    && more.text("sub").filter(proven.getSubject()::equals).isPresent()) {
                more.fields().forEach(told::putIfAbsent);
            }
        }
        return new Recognition.Recognised(claims.identity(proven.getSubject(), told));
    }

    @Override
    public Optional<URI> farewell(URI home) {
        return document().flatMap(Provider::endSession).map(end -> {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("client_id", client.id());
            query.put("post_logout_redirect_uri", home.toString());
            return Form.with(end, query);
        });
    }

    private Optional<Provider> document() {
        try {
            return Optional.of(discovery.provider());
        } catch (IOException e) {
            LOG.warn("The OpenID provider does not tell its addresses provider={} reason={}", tenant, e.getMessage());
            return Optional.empty();
        }
    }
}
