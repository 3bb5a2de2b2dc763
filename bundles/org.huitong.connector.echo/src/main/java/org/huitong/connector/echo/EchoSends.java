// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.echo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.sign.Signatures;

/**
 * Sending in its smallest form. Each method reads the reply in the trail, if there is one, and names the next call; it
 * makes none. Three calls: {@code POST /token} gives {@code {token, lasts}}, {@code POST /letters} takes {@code {key, to,
 * text}} and gives {@code {id}}, {@code GET /letters/<id>} gives {@code {state}}.
 */
final class EchoSends {
    private static final Duration UNSAID = Duration.ofSeconds(10);

    private final Parsed<Address> base;
    private final Parsed<byte[]> secret;
    private final Abilities abilities;

    EchoSends(String base, Parsed<byte[]> secret) {
        this.base = base.isBlank()
                ? new Parsed.Bad<>(
                        LocalText.of("请在此账号的配置中填写发送地址", "set Address for sending in the configuration of this account"))
                : Address.of(base);
        this.secret = secret;
        this.abilities = new Abilities(
                Set.of(Writing.Kind.TEXT),
                Set.of(Outgoing.Target.Kind.ROOM, Outgoing.Target.Kind.USER),
                new Abilities.Length(Abilities.Unit.CODE_POINTS, 2_000),
                new Abilities.Length(Abilities.Unit.CODE_POINTS, 2_000),
                Optional.of(Duration.ofHours(1)),
                true,
                List.of(),
                this.base.bad().or(secret::bad));
    }

    /** Where the other side is called. */
    Parsed<Address> base() {
        return base;
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Token> renew(Trail trail) {
        if (trail.reply().isEmpty()) {
            String proof = secret.good()
                    .map(key -> Signatures.sha256Hex(key, "token".getBytes(StandardCharsets.UTF_8)))
                    .orElse("");
            // Asking twice for a token does no harm.
            return Step.ask(Call.post(at("/token"), "{\"proof\":" + Json.quote(proof) + "}")
                    .asHarmless());
        }
        Json answer = Answers.json(trail.reply().get());
        Optional<String> token = answer.text("token").filter(t -> !t.isEmpty());
        return token.isPresent()
                ? Step.done(new Token(
                        token.get(), Duration.ofSeconds(answer.number("lasts").orElse(60))))
                : Step.failed(Step.Failure.ACCOUNT, LocalText.of("没有取得令牌，请核对密钥", "no token was given: compare Secret"));
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            String text = ((Writing.Text) what.writing()).text();
            return Step.ask(Call.post(
                            at("/letters"),
                            "{\"key\":" + Json.quote(what.key()) + ",\"to\":"
                                    + Json.quote(what.target().id()) + ",\"text\":" + Json.quote(text) + "}")
                    .header("Authorization", "Bearer " + trail.token().get().value()));
        }
        Reply reply = trail.reply().get();
        return switch (reply.status()) {
            case 200 -> Step.done(new Sent(Answers.json(reply).text("id").orElse(""), true));
            case 401 -> Step.tokenNeeded();
            case 429 -> Step.later(
                    reply.header("retry-after")
                            .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                            .orElse(UNSAID),
                    LocalText.of("对方要求稍后再发", "the other side wants to be left alone for a while"));
            case 400, 404 -> Step.failed(
                    Step.Failure.REFUSED, LocalText.of("对方不接受这条消息", "the other side does not take this message"));
            default -> Step.failed(
                    Step.Failure.UNKNOWN,
                    LocalText.of("对方应答 " + reply.status(), "the other side answered " + reply.status()));
        };
    }

    Step<Receipt> receipt(String nativeId, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.get(at("/letters/" + Address.escaped(nativeId)))
                    .header("Authorization", "Bearer " + trail.token().get().value()));
        }
        if (trail.reply().get().status() == 401) {
            return Step.tokenNeeded();
        }
        return switch (Answers.json(trail.reply().get()).text("state").orElse("")) {
            case "delivered" -> Step.done(Receipt.DELIVERED);
            case "read" -> Step.done(Receipt.READ);
            default -> Step.done(Receipt.ACCEPTED);
        };
    }

    /** Only asked where the abilities name no problem. */
    private URI at(String path) {
        return base.good().orElseThrow().at(path);
    }
}
