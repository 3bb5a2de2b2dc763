// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/** Sending by an application: to a chat or a person. The platform knows a message by our key for an hour. */
final class FeishuSends {
    /** "更新应用发送的消息卡片": of messages of the last 14 days. A little less, as clocks go. */
    private static final Duration CHANGEABLE = Duration.ofDays(14).minusHours(1);

    private final Parsed<Access> access;
    private final Abilities abilities;

    /** What an application calls with. */
    record Access(Address base, String appId, String secret) {
        @Override
        public String toString() {
            return "Access[" + appId + "]";
        }
    }

    FeishuSends(Parsed<Access> access) {
        this.access = access;
        this.abilities = new Abilities(
                Writing.Kind.WORDS,
                Set.of(Outgoing.Target.Kind.USER, Outgoing.Target.Kind.ROOM),
                // 150 KB and 30 KB, as text within text: in the worst case each byte becomes two.
                new Abilities.Length(Abilities.Unit.BYTES, 60_000),
                new Abilities.Length(Abilities.Unit.BYTES, 14_000),
                Optional.of(Duration.ofHours(1)),
                true,
                List.of(
                        Abilities.Quota.ofAccount(50, Duration.ofSeconds(1)),
                        Abilities.Quota.ofAccount(1_000, Duration.ofSeconds(61)),
                        Abilities.Quota.ofRecipient(5, Duration.ofSeconds(1))),
                FeishuUpload.LARGEST,
                access.bad());
    }

    Step<Download> fetch(Wanted what, Trail trail) {
        return FeishuMedia.fetch(access, what, trail);
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Token> renew(Trail trail) {
        Access mine = access.good().orElseThrow();
        if (trail.reply().isEmpty()) {
            String body = JsonText.object()
                    .with("app_id", mine.appId())
                    .with("app_secret", mine.secret())
                    .toString();
            return Step.ask(Call.post(mine.base().at("/open-apis/auth/v3/tenant_access_token/internal"), body)
                    .asHarmless());
        }
        Json answer = Answers.json(trail.reply().get());
        Optional<String> token = answer.text("tenant_access_token").filter(t -> !t.isEmpty());
        if (token.isPresent()) {
            return Step.done(new Token(
                    token.get(), Duration.ofSeconds(answer.number("expire").orElse(7_200))));
        }
        Step<Token> failed = FeishuRefusals.read(trail.reply().get());
        return failed instanceof Step.Failed<Token> f && f.failure() != Step.Failure.UNKNOWN
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "飞书没有给出令牌，请核对 App ID 与 App Secret",
                                "Feishu gave no token: compare App ID and App Secret",
                                answer.text("code").orElse(""),
                                answer.text("msg").orElse("")))
                : failed;
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        Token token = trail.token().get();
        Address base = access.good().orElseThrow().base();
        boolean putUp = trail.note().equals(FeishuUpload.NOTE);
        if (what.writing() instanceof Writing.File file && (trail.reply().isEmpty() || putUp)) {
            return putUp
                    ? named(what, file, trail.reply().orElseThrow(), token)
                    : FeishuUpload.asked(bearing(FeishuUpload.put(base, what, file), token));
        }
        if (trail.reply().isEmpty()) {
            Optional<Outgoing.Replaced> old = what.topic().replaces();
            return Step.ask(
                    old.isPresent() && what.writing() instanceof Writing.Card card
                            ? change(old.get(), card, token)
                            : call(what, FeishuForms.of(what.writing(), what.key()), token));
        }
        Json answer = Answers.json(trail.reply().get());
        Optional<String> id = answer.at("data")
                .text("message_id")
                .or(() -> what.topic().replaces().map(Outgoing.Replaced::nativeId));
        return answer.text("code").orElse("").equals("0") && id.isPresent()
                ? Step.done(sent(what, id.get()))
                : FeishuRefusals.read(trail.reply().get());
    }

    private static Sent sent(Outgoing what, String id) {
        Sent sent = new Sent(id, true);
        return what.writing() instanceof Writing.Card card && card.comesBack()
                ? sent.changedBy(Sent.Change.within(CHANGEABLE))
                : sent;
    }

    private Step<Sent> named(Outgoing what, Writing.File file, Reply putUp, Token token) {
        return FeishuUpload.form(putUp, file)
                .map(form -> Step.<Sent>ask(call(what, form, token)))
                .orElseGet(() -> FeishuRefusals.read(putUp));
    }

    private Call call(Outgoing what, FeishuForms.Form form, Token token) {
        String body = JsonText.object()
                .with("receive_id", what.target().id())
                .with("msg_type", form.type())
                .with("content", form.content().toString())
                .with("uuid", what.key())
                .toString();
        return bearing(
                Call.post(
                        access.good()
                                .orElseThrow()
                                .base()
                                .at("/open-apis/im/v1/messages", "receive_id_type", idType(what.target())),
                        body),
                token);
    }

    /** By the message's id, which outlives the half hour of a press's own token. */
    private Call change(Outgoing.Replaced old, Writing.Card card, Token token) {
        String body = JsonText.object()
                .with("content", FeishuForms.card(card, old.key()).toString())
                .toString();
        return bearing(
                Call.change(
                        "PATCH",
                        access.good()
                                .orElseThrow()
                                .base()
                                .at("/open-apis/im/v1/messages/" + Address.escaped(old.nativeId())),
                        body),
                token);
    }

    /** Which of somebody's ids it is can be told by how it begins. */
    private static String idType(Outgoing.Target target) {
        String id = target.id();
        if (target.kind() == Outgoing.Target.Kind.ROOM) {
            return "chat_id";
        }
        if (id.startsWith("ou_")) {
            return "open_id";
        }
        if (id.startsWith("on_")) {
            return "union_id";
        }
        return id.indexOf('@') > 0 ? "email" : "user_id";
    }

    /** The administrators of a company may set it shorter, and then say so. */
    Duration recallable() {
        return Duration.ofHours(24);
    }

    /** @see <a href="https://open.feishu.cn/document/server-docs/im-v1/message/delete">撤回消息</a> */
    Step<Boolean> recall(String nativeId, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            Call call = new Call(
                    "DELETE",
                    access.good().orElseThrow().base().at("/open-apis/im/v1/messages/" + Address.escaped(nativeId)),
                    Map.of(),
                    new byte[0],
                    true);
            return Step.ask(bearing(call, trail.token().get()));
        }
        return Answers.json(trail.reply().get()).text("code").orElse("").equals("0")
                ? Step.done(true)
                : FeishuRefusals.read(trail.reply().get());
    }

    Step<Receipt> receipt(String nativeId, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(bearing(
                    Call.get(access.good()
                            .orElseThrow()
                            .base()
                            .at(
                                    "/open-apis/im/v1/messages/" + Address.escaped(nativeId) + "/read_users",
                                    "user_id_type",
                                    "open_id")),
                    trail.token().get()));
        }
        Json answer = Answers.json(trail.reply().get());
        if (answer.text("code").orElse("").equals("0")) {
            return Step.done(answer.at("data").at("items").items().isEmpty() ? Receipt.ACCEPTED : Receipt.READ);
        }
        Step<Receipt> failed = FeishuRefusals.read(trail.reply().get());
        // Of older messages, and without the right to ask, nothing is told; that says nothing of the message.
        return failed instanceof Step.Failed<Receipt> f && f.failure() != Step.Failure.TOKEN
                ? Step.done(Receipt.ACCEPTED)
                : failed;
    }

    private static Call bearing(Call call, Token token) {
        return call.header("Authorization", "Bearer " + token.value());
    }
}
