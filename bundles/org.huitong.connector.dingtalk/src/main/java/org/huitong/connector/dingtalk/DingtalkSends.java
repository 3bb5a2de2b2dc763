// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.time.Duration;
import java.util.List;
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
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Sending by an application: its robot, to a person or a group; without a robot, as a work notice to a person. The robot
 * takes no key of ours, so an answer that is lost leaves it open whether it was sent.
 */
final class DingtalkSends {
    private static final String TOKEN_HEADER = "x-acs-dingtalk-access-token";

    /** {@code msgParam} may have 15,000 bytes, and is text within text: in the worst case each byte becomes two. */
    static final Abilities.Length LENGTH = new Abilities.Length(Abilities.Unit.BYTES, 7_000);

    /** The vendor names no end; by then nobody looks for its buttons. */
    private static final Duration CHANGEABLE = Duration.ofDays(30);

    private final Parsed<Access> access;
    private final DingtalkTemplate template;
    private final String robotCode;
    private final String agentId;
    private final Abilities abilities;

    /** What an application calls with. */
    record Access(Address base, Address oapi, String key, String secret) {
        @Override
        public String toString() {
            return "Access[" + key + "]";
        }
    }

    DingtalkSends(Parsed<Access> access, DingtalkTemplate template, String agentId) {
        this.access = access;
        this.template = template;
        this.robotCode = template.robotCode();
        this.agentId = agentId.strip();
        boolean robot = !this.robotCode.isEmpty();
        Optional<LocalText> none = robot || !this.agentId.isEmpty()
                ? Optional.empty()
                : Optional.of(LocalText.of(
                        "请填写机器人编码 robotCode（或应用的 AgentId）后才能发送",
                        "set Robot code, or the application's Agent ID, to be able to send"));
        Abilities plain = new Abilities(
                Writing.Kind.WORDS,
                robot
                        ? Set.of(Outgoing.Target.Kind.USER, Outgoing.Target.Kind.ROOM)
                        : Set.of(Outgoing.Target.Kind.USER),
                LENGTH,
                LENGTH,
                Optional.empty(),
                true,
                robot
                        ? List.of(Abilities.Quota.ofAccount(20, Duration.ofSeconds(1)))
                        : List.of(
                                Abilities.Quota.ofAccount(20, Duration.ofSeconds(1)),
                                Abilities.Quota.ofRecipient(500, Duration.ofDays(1))),
                DingtalkUpload.LARGEST,
                access.bad().or(() -> none));
        this.abilities = template.isReady() ? plain.withCards(DingtalkTemplate.CARD) : plain;
    }

    Step<Download> fetch(Wanted what, Trail trail) {
        return DingtalkMedia.fetch(access, robotCode, what, trail);
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Token> renew(Trail trail) {
        Access mine = access();
        if (trail.reply().isEmpty()) {
            String body = JsonText.object()
                    .with("appKey", mine.key())
                    .with("appSecret", mine.secret())
                    .toString();
            return Step.ask(
                    Call.post(mine.base().at("/v1.0/oauth2/accessToken"), body).asHarmless());
        }
        Json answer = Answers.json(trail.reply().get());
        Optional<String> token = answer.text("accessToken").filter(t -> !t.isEmpty());
        if (token.isPresent()) {
            return Step.done(new Token(
                    token.get(), Duration.ofSeconds(answer.number("expireIn").orElse(7_200))));
        }
        Step<Token> failed = DingtalkRefusals.read(trail.reply().get());
        // A token that is refused as one is asked for is a wrong Client ID or Client Secret.
        return failed instanceof Step.Failed<Token> f && f.failure() != Step.Failure.UNKNOWN
                ? Step.failed(Step.Failure.ACCOUNT, f.detail())
                : failed;
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        Token token = trail.token().get();
        boolean putUp = trail.note().equals(DingtalkUpload.NOTE);
        if (what.writing() instanceof Writing.File file && (trail.reply().isEmpty() || putUp)) {
            return putUp
                    ? named(what, file, trail.reply().orElseThrow(), token)
                    : DingtalkUpload.put(access().oapi(), what, file, token);
        }
        if (trail.reply().isEmpty()) {
            if (!robotCode.isEmpty()
                    && what.writing() instanceof Writing.Card card
                    && (what.topic().replaces().isPresent() || template.shows(card))) {
                return Step.ask(card(what, card, token));
            }
            return Step.ask(
                    robotCode.isEmpty()
                            ? notice(what, DingtalkForms.plain(what.writing()), token)
                            : call(what, DingtalkForms.sample(what.writing()), token));
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        Optional<String> robot = answer.text("processQueryKey");
        if (robot.isPresent()) {
            return robotTook(answer, robot.get());
        }
        if (answer.text("success").orElse("").equals("true")) {
            return cardTaken(what, answer);
        }
        Optional<String> task = answer.text("task_id");
        return task.isPresent() && answer.text("errcode").orElse("").equals("0")
                ? Step.done(new Sent(task.get(), false))
                : DingtalkRefusals.read(reply);
    }

    /** Success for the call is not yet success for its one recipient. */
    private static Step<Sent> robotTook(Json answer, String key) {
        if (!answer.at("invalidStaffIdList").items().isEmpty()) {
            return Step.failed(
                    Step.Failure.REFUSED,
                    LocalText.of("钉钉中没有这个用户，或不在机器人的可见范围内", "DingTalk has no such user, or the robot may not see them"));
        }
        if (!answer.at("flowControlledStaffIdList").items().isEmpty()) {
            return new Step.Later<>(
                    Duration.ofMinutes(1),
                    LocalText.of("钉钉限制了发给此人的频率", "DingTalk limits how often this person is written to"),
                    Step.Hold.RECIPIENT);
        }
        return Step.done(new Sent(key, false));
    }

    /** A card has no other name than ours, and nobody can be asked who has read it. */
    private static Step<Sent> cardTaken(Outgoing what, Json answer) {
        Optional<Json> undelivered = answer.at("result").at("deliverResults").items().stream()
                .filter(one -> one.text("success").orElse("").equals("false"))
                .findFirst();
        return undelivered.isPresent()
                ? Step.failed(
                        Step.Failure.REFUSED,
                        Answers.reason(
                                "钉钉没有投放卡片",
                                "DingTalk did not deliver the card",
                                "",
                                undelivered.get().text("errorMsg").orElse("")))
                : Step.done(
                        what.writing() instanceof Writing.Card card && card.comesBack()
                                ? new Sent("", false).changedBy(Sent.Change.within(CHANGEABLE))
                                : new Sent("", false));
    }

    private Call card(Outgoing what, Writing.Card card, Token token) {
        Optional<Outgoing.Replaced> old = what.topic().replaces();
        Call call = old.isPresent()
                ? Call.change(
                        "PUT",
                        access().base().at("/v1.0/card/instances"),
                        DingtalkTemplate.change(old.get(), card).toString())
                : Call.post(
                        access().base().at("/v1.0/card/instances/createAndDeliver"),
                        template.deliver(what, card).toString());
        return call.header(TOKEN_HEADER, token.value());
    }

    private Step<Sent> named(Outgoing what, Writing.File file, Reply putUp, Token token) {
        Optional<String> media = DingtalkUpload.media(putUp);
        if (media.isEmpty()) {
            return DingtalkRefusals.read(putUp);
        }
        return Step.ask(
                robotCode.isEmpty()
                        ? notice(what, DingtalkUpload.plain(file, media.get()), token)
                        : call(what, DingtalkUpload.sample(file, media.get()), token));
    }

    private Call notice(Outgoing what, JsonText message, Token token) {
        String body = JsonText.object()
                .with("agent_id", agentId)
                .with("userid_list", what.target().id())
                .with("msg", message)
                .toString();
        return Call.post(
                access().oapi().at("/topapi/message/corpconversation/asyncsend_v2", "access_token", token.value()),
                body);
    }

    private Call call(Outgoing what, DingtalkForms.Sample sample, Token token) {
        Access mine = access();
        String id = what.target().id();
        boolean user = what.target().kind() == Outgoing.Target.Kind.USER;
        JsonText body = JsonText.object()
                .with("msgKey", sample.key())
                .with("msgParam", sample.param().toString())
                .with("robotCode", robotCode);
        return Call.post(
                        mine.base().at(user ? "/v1.0/robot/oToMessages/batchSend" : "/v1.0/robot/groupMessages/send"),
                        (user ? body.withTexts("userIds", List.of(id)) : body.with("openConversationId", id))
                                .toString())
                .header(TOKEN_HEADER, token.value());
    }

    /** As the vendor has it of what robots say, and of work notices. */
    Duration recallable() {
        return Duration.ofHours(24);
    }

    /** @see <a href="https://open.dingtalk.com/document/development/batch-message-recall-chat">批量撤回机器人消息</a> */
    Step<Boolean> recall(String nativeId, Outgoing.Target where, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(recall(nativeId, where, trail.token().get()).asHarmless());
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        boolean robot = answer.at("successResult").items().stream()
                .anyMatch(key -> key.text().filter(nativeId::equals).isPresent());
        if (robot || answer.text("errcode").orElse("").equals("0")) {
            return Step.done(true);
        }
        Json failed = answer.at("failedResult");
        return failed.isObject()
                ? Step.failed(
                        Step.Failure.REFUSED,
                        Answers.reason(
                                "钉钉没有撤回",
                                "DingTalk did not take it back",
                                "",
                                failed.text(nativeId).orElse("")))
                : DingtalkRefusals.read(reply);
    }

    private Call recall(String nativeId, Outgoing.Target where, Token token) {
        Access mine = access();
        if (nativeId.matches("[0-9]+")) {
            String body = JsonText.object()
                    .with("agent_id", agentId)
                    .with("msg_task_id", nativeId)
                    .toString();
            return Call.post(
                    mine.oapi().at("/topapi/message/corpconversation/recall", "access_token", token.value()), body);
        }
        boolean user = where.kind() == Outgoing.Target.Kind.USER;
        JsonText body = JsonText.object().with("robotCode", robotCode).withTexts("processQueryKeys", List.of(nativeId));
        return Call.post(
                        mine.base()
                                .at(user ? "/v1.0/robot/otoMessages/batchRecall" : "/v1.0/robot/groupMessages/recall"),
                        (user ? body : body.with("openConversationId", where.id())).toString())
                .header(TOKEN_HEADER, token.value());
    }

    /** A work notice is a task with a number; what a robot sends has a key that is no number. */
    Step<Receipt> receipt(String nativeId, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        Access mine = access();
        Token token = trail.token().get();
        boolean task = nativeId.matches("[0-9]+");
        if (trail.reply().isEmpty()) {
            return Step.ask(
                    task
                            ? Call.post(
                                            mine.oapi()
                                                    .at(
                                                            "/topapi/message/corpconversation/getsendresult",
                                                            "access_token",
                                                            token.value()),
                                            JsonText.object()
                                                    .with("agent_id", agentId)
                                                    .with("task_id", nativeId)
                                                    .toString())
                                    .asHarmless()
                            : Call.get(mine.base()
                                            .at(
                                                    "/v1.0/robot/oToMessages/readStatus",
                                                    "robotCode",
                                                    robotCode,
                                                    "processQueryKey",
                                                    nativeId))
                                    .header(TOKEN_HEADER, token.value()));
        }
        Json answer = Answers.json(trail.reply().get());
        if (answer.at("send_result").exists()) {
            return Step.done(ofTask(answer.at("send_result")));
        }
        if (answer.at("sendStatus").exists()) {
            boolean read = answer.at("messageReadInfoList").items().stream()
                    .anyMatch(one -> one.text("readStatus").orElse("").equals("READ"));
            boolean arrived = answer.text("sendStatus").orElse("").startsWith("SUC");
            return Step.done(read ? Receipt.READ : arrived ? Receipt.DELIVERED : Receipt.ACCEPTED);
        }
        Step<Receipt> failed = DingtalkRefusals.read(trail.reply().get());
        // Of a group's message this question has no answer, which says nothing of the message.
        return failed instanceof Step.Failed<Receipt> f && f.failure() == Step.Failure.REFUSED
                ? Step.done(Receipt.ACCEPTED)
                : failed;
    }

    /** The interface says success for what it throws away: only the result tells. */
    private static Receipt ofTask(Json result) {
        if (!result.at("read_user_id_list").items().isEmpty()) {
            return Receipt.READ;
        }
        if (!result.at("unread_user_id_list").items().isEmpty()) {
            return Receipt.DELIVERED;
        }
        LocalText why = null;
        if (!result.at("forbidden_user_id_list").items().isEmpty()
                || !result.at("forbidden_list").items().isEmpty()) {
            why = LocalText.of(
                    "钉钉没有送达：超过每人每天的数量，或同样内容当天已发过",
                    "DingTalk did not deliver it: too many for this person today, or the same words were sent today");
        } else if (!result.at("invalid_user_id_list").items().isEmpty()) {
            why = LocalText.of("钉钉没有送达：没有这个用户", "DingTalk did not deliver it: there is no such user");
        } else if (!result.at("failed_user_id_list").items().isEmpty()) {
            why = LocalText.of("钉钉没有送达", "DingTalk did not deliver it");
        }
        return why == null ? Receipt.ACCEPTED : new Receipt(Receipt.State.REJECTED, Optional.of(why));
    }

    /** Only asked where the abilities name no problem. */
    private Access access() {
        return access.good().orElseThrow();
    }
}
