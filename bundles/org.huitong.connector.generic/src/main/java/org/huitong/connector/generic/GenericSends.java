// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;
import org.huitong.kit.sign.Signatures;

/**
 * What is written in the hub goes to the platform's webhook, signed as the platform signs. It knows a letter by
 * {@code Idempotency-Key}, so one that got no answer is sent again under the same key.
 */
final class GenericSends {
    /** How long to wait after the first, second … answer that was no yes. */
    private static final List<Duration> LADDER = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofHours(6));

    /** By our own key of it, which the platform keeps as long as it shows the card. */
    private static final Duration CHANGEABLE = Duration.ofDays(30);

    /** So much a platform of one's own is trusted to take in one call. */
    private static final long LARGEST = 100L << 20;

    private static final LocalText NO_WEBHOOK =
            LocalText.of("请在此账号的配置中填写发送地址（webhook）", "set Webhook in the configuration of this account");

    private final Parsed<Address> webhook;
    private final Parsed<GenericKeys> keys;
    private final Abilities abilities;

    GenericSends(String webhook, Parsed<GenericKeys> keys) {
        this.webhook = webhook.isBlank() ? new Parsed.Bad<>(NO_WEBHOOK) : Address.of(webhook);
        this.keys = keys;
        this.abilities = new Abilities(
                Writing.Kind.WORDS,
                Set.of(Outgoing.Target.Kind.USER, Outgoing.Target.Kind.ROOM),
                new Abilities.Length(Abilities.Unit.CODE_POINTS, 20_000),
                new Abilities.Length(Abilities.Unit.CODE_POINTS, 20_000),
                Optional.of(Duration.ofHours(24)),
                false,
                List.of(),
                LARGEST,
                this.webhook.bad().or(keys::bad));
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        return trail.reply().map(reply -> judge(reply, what)).orElseGet(() -> Step.ask(call(what)));
    }

    private Call call(Outgoing what) {
        GenericKeys mine = keys.good().orElseThrow();
        URI address = webhook.good().orElseThrow().at("");
        String letter = letter(what);
        Call call = what.writing() instanceof Writing.File file
                ? Call.post(
                        address,
                        new Call.Upload(
                                "file",
                                file.name(),
                                file.type(),
                                file.bytes(),
                                what.enclosure().orElseThrow(),
                                Map.of("letter", letter)))
                : Call.post(address, letter);
        String time = Long.toString(what.at().getEpochSecond());
        String nonce = Signatures.fingerprint(what.key(), what.at().toString());
        String path = (address.getRawPath().isEmpty() ? "/" : address.getRawPath())
                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        return call.header("Idempotency-Key", what.key())
                .header("X-Hub-Key-Id", mine.first())
                .header("X-Hub-Timestamp", time)
                .header("X-Hub-Nonce", nonce)
                .header(
                        "X-Hub-Signature",
                        mine.sign(mine.first(), time, nonce, "POST", path, letter.getBytes(StandardCharsets.UTF_8))
                                .orElseThrow());
    }

    private static String letter(Outgoing what) {
        boolean user = what.target().kind() == Outgoing.Target.Kind.USER;
        JsonText letter = JsonText.object()
                .with("kind", "letter")
                .with("key", what.key())
                .with(
                        "to",
                        JsonText.object()
                                .with(user ? "user" : "room", what.target().id()))
                .with("at", what.at().toString());
        Writing writing = what.writing();
        if (writing instanceof Writing.Text text) {
            return letter.with("text", text.text()).toString();
        }
        if (writing instanceof Writing.Markdown markdown) {
            return letter.with(
                            "markdown",
                            JsonText.object().with("title", markdown.title()).with("text", markdown.text()))
                    .toString();
        }
        if (writing instanceof Writing.File file) {
            return letter.with(
                            "file",
                            JsonText.object()
                                    .with("name", file.name())
                                    .with("type", file.type())
                                    .with("bytes", file.bytes())
                                    .with("sha256", file.sha256()))
                    .toString();
        }
        Writing.Card card = (Writing.Card) writing;
        what.topic().replaces().ifPresent(old -> letter.with("replaces", old.key()));
        return letter.with("card", card(card)).toString();
    }

    private static JsonText card(Writing.Card card) {
        JsonText json = JsonText.object().with("title", card.title()).with("text", card.text());
        if (!card.facts().isEmpty()) {
            json.withAll(
                    "facts",
                    card.facts().stream()
                            .map(fact ->
                                    JsonText.object().with("name", fact.name()).with("value", fact.value()))
                            .toList());
        }
        return json.withAll(
                "buttons", card.buttons().stream().map(GenericSends::button).toList());
    }

    private static JsonText button(Writing.Button button) {
        JsonText json = JsonText.object().with("label", button.label());
        if (button.style() != Writing.Style.PLAIN) {
            json.with("style", button.style().name().toLowerCase(Locale.ROOT));
        }
        return button.link().isPresent()
                ? json.with("link", button.link().get())
                : json.with("choice", button.choice());
    }

    private static Step<Sent> judge(Reply reply, Outgoing what) {
        int status = reply.status();
        Json answer = Answers.json(reply);
        if (status >= 200 && status < 300) {
            String id = answer.text("id").orElse("");
            Sent sent = new Sent(id, !id.isBlank());
            return Step.done(
                    what.writing() instanceof Writing.Card card && card.comesBack()
                            ? sent.changedBy(Sent.Change.within(CHANGEABLE))
                            : sent);
        }
        LocalText said = Answers.reason(
                "平台没有接受",
                "the platform did not take it",
                "HTTP " + status,
                answer.text("message").orElse(""));
        return switch (status) {
            case 401, 403 -> Step.failed(
                    Step.Failure.ACCOUNT,
                    Answers.reason(
                            "平台不认可签名，请核对两端的密钥与时钟",
                            "the platform does not accept the signature: compare keys and clocks",
                            "HTTP " + status,
                            answer.text("message").orElse("")));
            case 301, 302, 303, 307, 308 -> Step.failed(
                    Step.Failure.ACCOUNT,
                    Answers.reason(
                            "地址转向了别处，请填写最终地址", "the address leads elsewhere: set the final one", "HTTP " + status, ""));
            case 408, 425, 429 -> again(reply, what, said);
            default -> status >= 500 ? again(reply, what, said) : Step.failed(Step.Failure.REFUSED, said);
        };
    }

    private static Step<Sent> again(Reply reply, Outgoing what, LocalText said) {
        Optional<Duration> wanted = reply.header("retry-after")
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        if (wanted.isEmpty() && what.tried() >= LADDER.size()) {
            return Step.failed(
                    Step.Failure.REFUSED,
                    LocalText.of(
                            said.zh() + "，已试 " + (what.tried() + 1) + " 次",
                            said.en() + ", tried " + (what.tried() + 1) + " times"));
        }
        return new Step.Later<>(
                wanted.orElseGet(() -> LADDER.get(what.tried())),
                said,
                reply.status() == 429 ? Step.Hold.ACCOUNT : Step.Hold.RECIPIENT);
    }
}
