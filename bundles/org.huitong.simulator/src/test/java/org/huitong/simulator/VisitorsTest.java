// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Visitors;
import org.huitong.api.connector.Visitors.Visit;
import org.huitong.api.connector.Visitors.Visitor;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.feishu.FeishuSide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each connector leads people to its platform's page, and learns there who they are, once for each code. */
class VisitorsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final String CALLED = "http://127.0.0.1:9/x";
    private static final String BACK = "http://127.0.0.1:8080/api/v1/logins/x-demo/back";
    private static final Visit VISIT = new Visit(URI.create(BACK), "s-1", "v", false);

    private static SendDesk desk(Account account) {
        return account.desk(
                Script.ofTheDay(),
                account.streams(() -> NOW, new Random(1)),
                "ws://127.0.0.1:9",
                new Cards(),
                (p, r, who, text) -> {});
    }

    private static Visitors visitors(Account account) {
        return (Visitors) Connectors.of(account, () -> NOW);
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new HashMap<>();
        for (String pair : Optional.ofNullable(address.getRawQuery()).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static SendDesk.Answered opened(SendDesk desk, URI page, Map<String, String> more) {
        Map<String, String> query = query(page);
        query.putAll(more);
        String path = page.getPath().substring("/x".length());
        return desk.take(new SendDesk.Asked("GET", path, query, Map.of(), ""), NOW);
    }

    private static Reply answered(SendDesk desk, Call call) {
        return new DeskWire(desk, NOW).make(call);
    }

    private static Token token(Visitors visitors, SendDesk desk) {
        Credentials keys = (Credentials) visitors;
        Trail trail = Trail.beginning(Optional.empty());
        Step.Ask<Token> ask = (Step.Ask<Token>) keys.renew(trail);
        return ((Step.Done<Token>) keys.renew(trail.then(ask.note(), answered(desk, ask.call())))).value();
    }

    /** As the hub goes from step to step; a token is had where it is asked for. */
    private static Step<Visitor> who(Visitors visitors, SendDesk desk, Map<String, String> told) {
        return who(visitors, VISIT, desk, told);
    }

    private static Step<Visitor> who(Visitors visitors, Visit visit, SendDesk desk, Map<String, String> told) {
        Trail trail = Trail.beginning(Optional.empty());
        for (int i = 0; i < 10; i++) {
            Step<Visitor> next = visitors.who(visit, told, trail);
            if (next instanceof Step.Failed<Visitor> failed && failed.failure() == Step.Failure.TOKEN) {
                trail = trail.with(token(visitors, desk));
            } else if (next instanceof Step.Ask<Visitor> ask) {
                assertThat(ask.call().harmless()).isTrue();
                trail = trail.then(ask.note(), answered(desk, ask.call()));
            } else {
                return next;
            }
        }
        throw new AssertionError("it comes to no end");
    }

    @ParameterizedTest
    @CsvSource({"dingtalk, Mozilla DingTalk/7.0", "wecom, Mozilla wxwork/4.1", "feishu, Mozilla Lark/7.5"})
    void whoIsChosenOnThePlatformsPageIsToldOnce(String platform, String window) {
        Account account = Account.create(platform, "demo", "", "", CALLED);
        SendDesk desk = desk(account);
        Visitors visitors = visitors(account);
        assertThat(visitors.isOpen()).isTrue();
        assertThat(visitors.isWindow(window)).isTrue();
        assertThat(visitors.isWindow("Mozilla/5.0 Chrome/140 MicroMessenger/8.0"))
                .isFalse();

        URI page = visitors.door(VISIT);
        Person who = Script.ofTheDay().people().get(0);
        assertThat(opened(desk, page, Map.of()).body()).contains(who.name());
        SendDesk.Answered chosen = opened(desk, page, Map.of("as", who.id()));
        assertThat(chosen.status()).isEqualTo(303);
        Map<String, String> told = query(URI.create(chosen.headers().get("Location")));
        assertThat(told).containsEntry("state", "s-1");

        Visitor visitor = ((Step.Done<Visitor>) who(visitors, desk, told)).value();
        assertThat(visitor.ids()).contains(who.id());
        assertThat(visitor.tenant())
                .isEqualTo(platform.equals("feishu") ? FeishuSide.tenant(account) : account.get("corpId"));
        assertThat(who(visitors, desk, told))
                .as("its code is spent")
                .isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                        .isEqualTo(Step.Failure.REFUSED));
        assertThat(who(visitors, desk, Map.of("state", "s-1")))
                .isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                        .isEqualTo(Step.Failure.REFUSED));
    }

    @ParameterizedTest
    @CsvSource({"dingtalk", "wecom", "feishu"})
    void nobodyLogsInByAnAccountThatIsNotMeantForIt(String platform) {
        Map<String, String> settings =
                new HashMap<>(Account.create(platform, "demo", "", "", CALLED).settings());
        settings.remove("logins");
        assertThat(visitors(new Account(platform, "demo", settings)).isOpen()).isFalse();
    }

    @Test
    void inWecomsOwnWindowNobodyScans() {
        Visitors visitors = visitors(Account.create("wecom", "demo", "", "", CALLED));
        URI there = visitors.door(new Visit(URI.create(BACK), "s-1", "v", true));
        assertThat(there.getPath()).isEqualTo("/x/connect/oauth2/authorize");
        assertThat(there.getRawFragment()).isEqualTo("wechat_redirect");
        assertThat(query(there)).containsEntry("scope", "snsapi_base").containsEntry("redirect_uri", BACK);
        assertThat(visitors.door(VISIT).getPath()).isEqualTo("/x/wwlogin/sso/login");
    }

    /** Somebody's unused code in another browser, with a state that fits there. */
    @Test
    void aCodeOfFeishuOpensNothingInAnotherBrowser() {
        Account account = Account.create("feishu", "demo", "", "", CALLED);
        SendDesk desk = desk(account);
        Visitors visitors = visitors(account);
        Person who = Script.ofTheDay().people().get(0);
        SendDesk.Answered chosen = opened(desk, visitors.door(VISIT), Map.of("as", who.id()));
        Map<String, String> told = query(URI.create(chosen.headers().get("Location")));

        Visit another = new Visit(URI.create(BACK), "s-1", "w", false);
        assertThat(who(visitors, another, desk, told))
                .isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                        .isEqualTo(Step.Failure.REFUSED));
        assertThat(who(visitors, VISIT, desk, told)).isInstanceOf(Step.Done.class);
    }

    @Test
    void thePageLeadsNowhereElse() {
        Account account = Account.create("feishu", "demo", "", "", CALLED);
        URI page = visitors(account).door(VISIT);
        assertThat(opened(desk(account), page, Map.of("redirect_uri", "https://evil.example.com/", "as", "zhouml"))
                        .status())
                .isEqualTo(400);
    }
}
