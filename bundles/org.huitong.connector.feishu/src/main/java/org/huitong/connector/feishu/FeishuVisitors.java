// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Visitors.Visit;
import org.huitong.api.connector.Visitors.Visitor;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Who opened a page, by Feishu: one page for its own window, which it passes at once, and for a desk, where people scan. A
 * code gives a token of that person, and that tells who it is. Pure.
 *
 * @see <a href="https://open.feishu.cn/document/authentication-management/access-token/obtain-oauth-code">获取授权码</a>
 */
final class FeishuVisitors {
    private static final String TOKEN = "token";
    private static final String INFO = "info";
    private static final LocalText SPENT =
            LocalText.of("飞书的登录码已过期或已用过，请重新登录。", "Feishu’s code is too old or has been used. Log in again.");

    private final Parsed<FeishuSends.Access> access;
    private final Optional<Address> page;

    FeishuVisitors(Parsed<FeishuSends.Access> access, FeishuConfig config) {
        this.access = access;
        this.page = config.logins() ? Address.of(config.authorizeUrl()).good() : Optional.empty();
    }

    boolean isOpen() {
        return access.good().isPresent() && page.isPresent();
    }

    static boolean isWindow(String userAgent) {
        return userAgent.contains("Lark/") || userAgent.contains("Feishu/");
    }

    URI door(Visit visit) {
        return page.orElseThrow()
                .at(
                        "",
                        "client_id",
                        access.good().orElseThrow().appId(),
                        "redirect_uri",
                        visit.back().toString(),
                        "response_type",
                        "code",
                        "state",
                        visit.state(),
                        "code_challenge",
                        challenge(visit.verifier()),
                        "code_challenge_method",
                        "S256");
    }

    /** A code that was given to another browser opens nothing here: RFC 7636, 4.2. */
    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    Step<Visitor> who(Visit visit, Map<String, String> told, Trail trail) {
        FeishuSends.Access mine = access.good().orElseThrow();
        if (trail.reply().isEmpty()) {
            String body = JsonText.object()
                    .with("grant_type", "authorization_code")
                    .with("client_id", mine.appId())
                    .with("client_secret", mine.secret())
                    .with("code", told.getOrDefault("code", ""))
                    .with("redirect_uri", visit.back().toString())
                    .with("code_verifier", visit.verifier())
                    .toString();
            return new Step.Ask<>(
                    Call.post(mine.base().at("/open-apis/authen/v2/oauth/token"), body)
                            .asHarmless(),
                    TOKEN);
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        if (trail.note().equals(TOKEN)) {
            return answer.text("access_token")
                    .<Step<Visitor>>map(token -> new Step.Ask<>(
                            Call.get(mine.base().at("/open-apis/authen/v1/user_info"))
                                    .header("Authorization", "Bearer " + token),
                            INFO))
                    .orElseGet(() -> refused(reply));
        }
        Json person = answer.at("data");
        List<String> ids = Stream.of("open_id", "union_id", "user_id")
                .flatMap(name -> person.text(name).stream())
                .filter(id -> !id.isEmpty())
                .toList();
        String tenant = person.text("tenant_key").orElse("");
        return ids.isEmpty() || tenant.isEmpty() ? refused(reply) : Step.done(new Visitor(tenant, ids));
    }

    /** There is no token to be renewed here: what is refused is the code, or what was had for it. */
    private static Step<Visitor> refused(Reply reply) {
        Step<Visitor> said = FeishuRefusals.read(reply);
        boolean spent = said instanceof Step.Failed<Visitor> failed
                && (failed.failure() == Step.Failure.TOKEN || failed.failure() == Step.Failure.REFUSED);
        return spent ? Step.failed(Step.Failure.REFUSED, SPENT) : said;
    }
}
