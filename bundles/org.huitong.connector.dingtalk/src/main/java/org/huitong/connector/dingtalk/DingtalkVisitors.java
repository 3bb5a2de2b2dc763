// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Who opened a page, by DingTalk: one page for its own window, where it takes one touch, and for a desk, where people scan.
 * A code gives a token of that person, that tells their unionId, and of that the application's token tells the userid, by
 * which messages and the list of people know them. Pure.
 *
 * @see <a href="https://open.dingtalk.com/document/orgapp/tutorial-obtaining-user-personal-information">登录第三方网站</a>
 */
final class DingtalkVisitors {
    private static final String HEADER = "x-acs-dingtalk-access-token";
    private static final String TOKEN = "token";
    private static final String ME = "me";
    private static final String STAFF = "staff ";
    private static final LocalText SPENT =
            LocalText.of("钉钉的登录码已过期或已用过，请重新登录。", "DingTalk’s code is too old or has been used. Log in again.");
    private static final LocalText NO_MEMBER = LocalText.of(
            "钉钉说您不是这家企业的成员，不能登录。请选择本企业再试。",
            "DingTalk says that you are no member of this company: you cannot log in. Choose this company and try again.");

    private final Parsed<DingtalkSends.Access> access;
    private final String corpId;
    private final Optional<Address> page;

    DingtalkVisitors(Parsed<DingtalkSends.Access> access, DingtalkConfig config) {
        this.access = access;
        this.corpId = config.corpId().strip();
        this.page = config.logins() ? Address.of(config.authorizeUrl()).good() : Optional.empty();
    }

    boolean isOpen() {
        return access.good().isPresent() && page.isPresent() && !corpId.isEmpty();
    }

    static boolean isWindow(String userAgent) {
        return userAgent.contains("DingTalk");
    }

    URI door(Visit visit) {
        return page.orElseThrow()
                .at(
                        "",
                        "client_id",
                        access.good().orElseThrow().key(),
                        "redirect_uri",
                        visit.back().toString(),
                        "response_type",
                        "code",
                        "scope",
                        "openid corpid",
                        "corpId",
                        corpId,
                        "prompt",
                        "consent",
                        "state",
                        visit.state());
    }

    Step<Visitor> who(Map<String, String> told, Trail trail) {
        DingtalkSends.Access mine = access.good().orElseThrow();
        if (trail.token().isEmpty()) {
            // Before the code is spent, which opens once.
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return new Step.Ask<>(redeem(mine, told).asHarmless(), TOKEN);
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        if (trail.note().equals(TOKEN)) {
            return person(mine, reply, answer);
        }
        if (trail.note().equals(ME)) {
            Optional<String> union = answer.text("unionId").filter(id -> !id.isEmpty());
            return union.<Step<Visitor>>map(id -> new Step.Ask<>(
                            Call.post(
                                            mine.oapi()
                                                    .at(
                                                            "/topapi/user/getbyunionid",
                                                            "access_token",
                                                            trail.token().get().value()),
                                            JsonText.object()
                                                    .with("unionid", id)
                                                    .toString())
                                    .asHarmless(),
                            STAFF + id))
                    .orElseGet(() -> spent(reply));
        }
        return staff(trail.note().substring(STAFF.length()), reply, answer);
    }

    private static Call redeem(DingtalkSends.Access mine, Map<String, String> told) {
        String code = told.getOrDefault("authCode", told.getOrDefault("code", ""));
        return Call.post(
                mine.base().at("/v1.0/oauth2/userAccessToken"),
                JsonText.object()
                        .with("clientId", mine.key())
                        .with("clientSecret", mine.secret())
                        .with("code", code)
                        .with("grantType", "authorization_code")
                        .toString());
    }

    private Step<Visitor> person(DingtalkSends.Access mine, Reply reply, Json answer) {
        Optional<String> company = answer.text("corpId").filter(id -> !id.isEmpty());
        if (company.isPresent() && !company.get().equals(corpId)) {
            return Step.failed(Step.Failure.REFUSED, NO_MEMBER);
        }
        return answer.text("accessToken")
                .<Step<Visitor>>map(token -> new Step.Ask<>(
                        Call.get(mine.base().at("/v1.0/contact/users/me")).header(HEADER, token), ME))
                .orElseGet(() -> spent(reply));
    }

    /** Who is only known from outside ({@code contact_type} 1) is no member. */
    private Step<Visitor> staff(String union, Reply reply, Json answer) {
        String code = answer.text("errcode").orElse("");
        Json result = answer.at("result");
        Optional<String> user = result.text("userid").filter(id -> !id.isEmpty());
        if (code.equals("0")
                && user.isPresent()
                && result.text("contact_type").orElse("0").equals("0")) {
            return Step.done(new Visitor(corpId, List.of(user.get(), union)));
        }
        return code.equals("0") || code.equals("60121")
                ? Step.failed(Step.Failure.REFUSED, NO_MEMBER)
                : DingtalkRefusals.read(reply);
    }

    /** There is no token to be renewed here: what is refused is the code, or what was had for it. */
    private static Step<Visitor> spent(Reply reply) {
        Step<Visitor> said = DingtalkRefusals.read(reply);
        boolean refused = said instanceof Step.Failed<Visitor> failed
                && (failed.failure() == Step.Failure.TOKEN || failed.failure() == Step.Failure.REFUSED);
        return refused ? Step.failed(Step.Failure.REFUSED, SPENT) : said;
    }
}
