// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Visitors.Visit;
import org.huitong.api.connector.Visitors.Visitor;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;

/**
 * Who opened a page, by WeCom: in its own window it sends them back at once ({@code snsapi_base}), at a desk they scan. A
 * code tells of a member of the company or of somebody outside. Pure.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91023">获取访问用户身份</a>
 */
final class WecomVisitors {
    private static final LocalText NO_MEMBER = LocalText.of(
            "企业微信说您不是这家企业的成员，不能登录。", "WeCom says that you are no member of this company: you cannot log in.");
    private static final LocalText SPENT =
            LocalText.of("企业微信的登录码已过期或已用过，请重新登录。", "WeCom’s code is too old or has been used. Log in again.");
    /** Invalid, and used before. */
    private static final List<String> CODE = List.of("40029", "42003", "40163");

    private final Parsed<WecomSends.Access> access;
    private final Optional<Address> window;
    private final Optional<Address> desk;

    WecomVisitors(Parsed<WecomSends.Access> access, WecomConfig config) {
        this.access = access;
        this.window = config.logins() ? Address.of(config.authorizeUrl()).good() : Optional.empty();
        this.desk = config.logins() ? Address.of(config.scanUrl()).good() : Optional.empty();
    }

    boolean isOpen() {
        return access.good().isPresent() && window.isPresent() && desk.isPresent();
    }

    static boolean isWindow(String userAgent) {
        return userAgent.contains("wxwork/");
    }

    URI door(Visit visit) {
        WecomSends.Access mine = access.good().orElseThrow();
        if (!visit.within()) {
            return desk.orElseThrow()
                    .at(
                            "",
                            "login_type",
                            "CorpApp",
                            "appid",
                            mine.corpId(),
                            "agentid",
                            mine.agentId(),
                            "redirect_uri",
                            visit.back().toString(),
                            "state",
                            visit.state());
        }
        URI page = window.orElseThrow()
                .at(
                        "",
                        "appid",
                        mine.corpId(),
                        "redirect_uri",
                        visit.back().toString(),
                        "response_type",
                        "code",
                        "scope",
                        "snsapi_base",
                        "state",
                        visit.state(),
                        "agentid",
                        mine.agentId());
        return URI.create(page + "#wechat_redirect");
    }

    Step<Visitor> who(Map<String, String> told, Trail trail) {
        WecomSends.Access mine = access.good().orElseThrow();
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.get(mine.base()
                    .at(
                            "/cgi-bin/auth/getuserinfo",
                            "access_token",
                            trail.token().get().value(),
                            "code",
                            told.getOrDefault("code", ""))));
        }
        Json answer = Answers.json(trail.reply().get());
        String code = answer.text("errcode").orElse("");
        if (code.equals("0")) {
            return answer.text("userid")
                    .filter(id -> !id.isEmpty())
                    .map(id -> Step.done(new Visitor(mine.corpId(), List.of(id))))
                    .orElseGet(() -> Step.failed(Step.Failure.REFUSED, NO_MEMBER));
        }
        return CODE.contains(code)
                ? Step.failed(Step.Failure.REFUSED, SPENT)
                : WecomRefusals.read(trail.reply().get());
    }
}
