// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Xml;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Sending by an application: to a member, or to a group that the application made. The platform's own check for doubles
 * looks at the content, so that the same words meant twice would vanish: it is left out, and there is no key.
 */
final class WecomSends {
    static final Abilities.Length LENGTH = new Abilities.Length(Abilities.Unit.BYTES, 2_048);

    /** "更新模版卡片消息": 72 hours. A little less, as clocks go. */
    private static final Duration CHANGEABLE = Duration.ofHours(71);

    /** The room of a member and an application, as the hub names it. */
    private static final Pattern DIRECT = Pattern.compile("app:[^:]*:(.+)");

    private static final List<String> UNREACHED =
            List.of("invaliduser", "unlicenseduser", "invalidparty", "invalidtag");

    private final Parsed<Access> access;
    private final Abilities abilities;

    /** What an application calls with. */
    record Access(Address base, String corpId, String agentId, String secret) {
        @Override
        public String toString() {
            return "Access[" + corpId + "]";
        }
    }

    WecomSends(Parsed<Access> access) {
        this.access = access;
        Abilities plain = new Abilities(
                Writing.Kind.WORDS,
                Set.of(Outgoing.Target.Kind.USER, Outgoing.Target.Kind.ROOM),
                LENGTH,
                LENGTH,
                Optional.empty(),
                false,
                // What is over this is dropped without a word, so their clock gets a second.
                List.of(
                        Abilities.Quota.ofRecipient(30, Duration.ofSeconds(61)),
                        Abilities.Quota.ofRecipient(1_000, Duration.ofMinutes(61)),
                        Abilities.Quota.ofAccount(5_000, Duration.ofMinutes(1))),
                WecomUpload.LARGEST,
                access.bad());
        this.abilities = plain.withCards(WecomForms.CARD);
    }

    Step<Download> fetch(Wanted what, Trail trail) {
        return WecomMedia.fetch(access, what, trail);
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Token> renew(Trail trail) {
        Access mine = access.good().orElseThrow();
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.get(
                    mine.base().at("/cgi-bin/gettoken", "corpid", mine.corpId(), "corpsecret", mine.secret())));
        }
        Json answer = Answers.json(trail.reply().get());
        Optional<String> token = answer.text("access_token").filter(t -> !t.isEmpty());
        if (token.isPresent()) {
            return Step.done(new Token(
                    token.get(), Duration.ofSeconds(answer.number("expires_in").orElse(7_200))));
        }
        Step<Token> failed = WecomRefusals.read(trail.reply().get());
        return failed instanceof Step.Failed<Token> f && f.failure() != Step.Failure.UNKNOWN
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "企业微信没有给出令牌，请核对 CorpID 与 Secret",
                                "WeCom gave no token: compare CorpID and Secret",
                                answer.text("errcode").orElse(""),
                                answer.text("errmsg").orElse("")))
                : failed;
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        Token token = trail.token().get();
        boolean putUp = trail.note().equals(WecomUpload.NOTE);
        if (what.writing() instanceof Writing.File file && (trail.reply().isEmpty() || putUp)) {
            return putUp ? named(what, file, trail.reply().orElseThrow(), token) : put(what, file, token);
        }
        if (trail.reply().isEmpty()) {
            Optional<String> code = what.topic().replaces().flatMap(WecomSends::responseCode);
            if (code.isPresent() && what.writing() instanceof Writing.Card card) {
                return Step.ask(change(what, code.get(), card, token));
            }
            JsonText body = JsonText.object();
            if (member(what).isPresent()) {
                WecomForms.into(body, what);
            } else {
                WecomForms.intoGroup(body, what.writing());
            }
            return Step.ask(call(what, body, token));
        }
        Json answer = Answers.json(trail.reply().get());
        if (!answer.text("errcode").orElse("").equals("0")) {
            return WecomRefusals.read(trail.reply().get());
        }
        // Success that reached nobody.
        Optional<String> unreached = UNREACHED.stream()
                .filter(name -> !answer.text(name).orElse("").isBlank())
                .findFirst();
        return unreached.isPresent()
                ? Step.failed(
                        Step.Failure.REFUSED,
                        Answers.reason(
                                "企业微信没有送达：用户不存在、未激活许可，或不在应用可见范围内",
                                "WeCom did not deliver it: no such member, no licence, or outside the application's"
                                        + " range",
                                unreached.get(),
                                ""))
                : Step.done(sent(answer));
    }

    private static Sent sent(Json answer) {
        Sent sent = new Sent(answer.text("msgid").orElse(""), false);
        return answer.text("response_code")
                .filter(code -> !code.isBlank())
                .map(code -> sent.changedBy(new Sent.Change(code, CHANGEABLE)))
                .orElse(sent);
    }

    /** What the platform gives along with a press, or with its answer to the card; good once, for 72 hours. */
    private static Optional<String> responseCode(Outgoing.Replaced old) {
        if (old.press().isEmpty()) {
            return Optional.of(old.code()).filter(code -> !code.isBlank());
        }
        return Xml.read(old.press()) instanceof Parsed.Good<Xml> told
                ? told.value().value("ResponseCode")
                : Optional.empty();
    }

    private Call change(Outgoing what, String code, Writing.Card card, Token token) {
        Access mine = access.good().orElseThrow();
        JsonText body = JsonText.object()
                .withTexts("userids", List.of(what.target().id()))
                .with("agentid", Long.parseLong(mine.agentId()))
                .with("response_code", code)
                .with("template_card", WecomForms.changed(card));
        return Call.post(
                mine.base().at("/cgi-bin/message/update_template_card", "access_token", token.value()),
                body.toString());
    }

    private Step<Sent> put(Outgoing what, Writing.File file, Token token) {
        return WecomUpload.put(access.good().orElseThrow().base(), what, file, token);
    }

    Duration recallable() {
        return Duration.ofHours(24);
    }

    /** @see <a href="https://developer.work.weixin.qq.com/document/path/94867">撤回应用消息</a> */
    Step<Boolean> recall(String nativeId, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.post(
                            access.good()
                                    .orElseThrow()
                                    .base()
                                    .at(
                                            "/cgi-bin/message/recall",
                                            "access_token",
                                            trail.token().get().value()),
                            JsonText.object().with("msgid", nativeId).toString())
                    .asHarmless());
        }
        return Answers.json(trail.reply().get()).text("errcode").orElse("").equals("0")
                ? Step.done(true)
                : WecomRefusals.read(trail.reply().get());
    }

    private Step<Sent> named(Outgoing what, Writing.File file, Reply putUp, Token token) {
        Optional<String> material = WecomUpload.material(putUp);
        if (material.isEmpty()) {
            return WecomRefusals.read(putUp);
        }
        JsonText body = JsonText.object();
        WecomUpload.into(body, file, material.get());
        return Step.ask(call(what, body, token));
    }

    /** Empty where it goes to a group. */
    private static Optional<String> member(Outgoing what) {
        String id = what.target().id();
        Matcher direct = DIRECT.matcher(id);
        return what.target().kind() == Outgoing.Target.Kind.USER
                ? Optional.of(id)
                : Optional.of(direct).filter(Matcher::matches).map(m -> m.group(1));
    }

    /** @param message its kind, and what it says */
    private Call call(Outgoing what, JsonText message, Token token) {
        Access mine = access.good().orElseThrow();
        Optional<String> member = member(what);
        if (member.isPresent()) {
            message.with("touser", member.get())
                    .with("agentid", Long.parseLong(mine.agentId()))
                    .with("safe", 0);
        } else {
            message.with("chatid", what.target().id()).with("safe", 0);
        }
        return Call.post(
                mine.base()
                        .at(
                                member.isPresent() ? "/cgi-bin/message/send" : "/cgi-bin/appchat/send",
                                "access_token",
                                token.value()),
                message.toString());
    }
}
