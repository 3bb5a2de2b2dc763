// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.line.Dialect;
import org.huitong.kit.line.Talk;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * DingTalk's Stream mode: a connection that this hub opens, so that the company needs no public address. It is asked for
 * with the keys of the application and what it wants to hear; the ticket that comes back is good for one socket.
 *
 * <p>Source: "Stream mode" of the vendor's pages, and the frames of its own packages.
 */
final class DingtalkStream implements Dialect {
    private static final List<JsonText> WANTED = List.of(
            wanted("EVENT", "*"),
            wanted("CALLBACK", "/v1.0/im/bot/messages/get"),
            wanted("CALLBACK", "/v1.0/card/instances/callback"));

    private final Parsed<DingtalkSends.Access> access;

    DingtalkStream(Parsed<DingtalkSends.Access> access) {
        this.access = access;
    }

    /** Why it cannot be opened. */
    Optional<LocalText> problem() {
        return access.bad();
    }

    @Override
    public Step<URI> dial(Trail trail) {
        if (!(access instanceof Parsed.Good<DingtalkSends.Access> good)) {
            return Step.failed(Step.Failure.ACCOUNT, access.bad().orElseThrow());
        }
        return trail.reply().map(DingtalkStream::address).orElseGet(() -> Step.ask(asking(good.value())));
    }

    /** Without that header the answer is XML. */
    private static Call asking(DingtalkSends.Access access) {
        String body = JsonText.object()
                .with("clientId", access.key())
                .with("clientSecret", access.secret())
                .withAll("subscriptions", WANTED)
                .with("ua", "huitong")
                .toString();
        return Call.post(access.base().at("/v1.0/gateway/connections/open"), body)
                .header("Accept", "application/json")
                .asHarmless();
    }

    private static Step<URI> address(Reply reply) {
        Json answer = Answers.json(reply);
        Optional<String> endpoint = answer.text("endpoint");
        Optional<String> ticket = answer.text("ticket");
        if (reply.status() == 200 && endpoint.isPresent() && ticket.isPresent()) {
            try {
                return Step.done(URI.create(endpoint.get() + (endpoint.get().indexOf('?') < 0 ? '?' : '&') + "ticket="
                        + Address.escaped(ticket.get())));
            } catch (IllegalArgumentException e) {
                return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
            }
        }
        Step<URI> refused = DingtalkRefusals.read(reply);
        return refused instanceof Step.Later<URI> || answer.text("code").isEmpty()
                ? refused
                : Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "钉钉不接受建立 Stream 连接，请核对 Client ID、Client Secret，并在开放平台把消息接收方式设为 Stream 模式",
                                "DingTalk opens no stream: compare Client ID and Client Secret, and choose Stream mode"
                                        + " in the platform's console",
                                answer.text("code").get(),
                                answer.text("message").orElse("")));
    }

    @Override
    public Talk talk(URI dialled) {
        return new DingtalkTalk();
    }

    private static JsonText wanted(String type, String topic) {
        return JsonText.object().with("type", type).with("topic", topic);
    }
}
