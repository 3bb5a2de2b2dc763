// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.line.Dialect;
import org.huitong.kit.line.Talk;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Feishu's long connection, which this hub opens, so that the company needs no public address. It is asked for with the keys
 * of the application and brings the events and callbacks that the console sends that way; of self-built applications only.
 *
 * <p>Source: "Receive events through persistent connection" of the vendor's pages, and the frames of its own packages.
 */
final class FeishuStream implements Dialect {
    private static final Pattern SERVICE = Pattern.compile("(?:^|&)service_id=([0-9]{1,9})(?:&|$)");
    private static final Set<String> BUSY = Set.of("1", "1000040343");
    private static final LocalText BUSY_NOW = LocalText.of("飞书正忙，稍后再连", "Feishu is busy; it is tried again");

    private final Parsed<FeishuSends.Access> access;

    FeishuStream(Parsed<FeishuSends.Access> access) {
        this.access = access;
    }

    /** Why it cannot be opened. */
    Optional<LocalText> problem() {
        return access.bad();
    }

    @Override
    public Step<URI> dial(Trail trail) {
        if (!(access instanceof Parsed.Good<FeishuSends.Access> good)) {
            return Step.failed(Step.Failure.ACCOUNT, access.bad().orElseThrow());
        }
        return trail.reply().map(FeishuStream::address).orElseGet(() -> Step.ask(asking(good.value())));
    }

    private static Call asking(FeishuSends.Access access) {
        String body = JsonText.object()
                .with("AppID", access.appId())
                .with("AppSecret", access.secret())
                .toString();
        return Call.post(access.base().at("/callback/ws/endpoint"), body)
                .header("locale", "zh")
                .asHarmless();
    }

    private static Step<URI> address(Reply reply) {
        Json answer = Answers.json(reply);
        String code = answer.text("code").orElse("");
        if (BUSY.contains(code)) {
            return Step.later(Duration.ofSeconds(5), BUSY_NOW);
        }
        Optional<String> address = answer.at("data").text("URL");
        if (code.equals("0") && address.isPresent()) {
            try {
                return Step.done(URI.create(address.get()));
            } catch (IllegalArgumentException e) {
                return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
            }
        }
        return code.isEmpty()
                ? FeishuRefusals.read(reply)
                : Step.failed(
                        Step.Failure.ACCOUNT, refused(code, answer.text("msg").orElse("")));
    }

    private static LocalText refused(String code, String words) {
        return code.equals("1000040350")
                ? Answers.reason(
                        "此应用的长连接已达上限（50 个），请关闭其他程序的连接",
                        "this application has 50 connections already: end those of other programs",
                        code,
                        words)
                : Answers.reason(
                        "飞书不接受建立长连接，请核对 App ID、App Secret，并在开放平台把订阅方式设为“长连接”",
                        "Feishu opens no connection: compare App ID and App Secret, and choose the persistent"
                                + " connection in the platform's console",
                        code,
                        words);
    }

    @Override
    public LocalText turnedAway(Reply answer) {
        return refused(
                answer.header("handshake-autherrcode")
                        .or(() -> answer.header("handshake-status"))
                        .orElse("HTTP " + answer.status()),
                answer.header("handshake-msg").orElse(""));
    }

    @Override
    public Talk talk(URI dialled) {
        Matcher service = SERVICE.matcher(String.valueOf(dialled.getRawQuery()));
        return new FeishuTalk(service.find() ? Integer.parseInt(service.group(1)) : 0);
    }
}
