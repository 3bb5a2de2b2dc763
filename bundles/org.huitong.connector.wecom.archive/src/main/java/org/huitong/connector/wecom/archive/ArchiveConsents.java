// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Consents.Between;
import org.huitong.api.connector.Consents.Consent;
import org.huitong.api.connector.Consents.Need;
import org.huitong.api.connector.Consents.State;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * What customers said to being kept, and whom the archive covers, asked with the archive's own secret. Pure.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91782">获取会话同意情况</a>
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91614">获取会话内容存档开启成员列表</a>
 */
final class ArchiveConsents {
    private static final Set<String> TOKEN = Set.of("40014", "42001", "41001");
    private static final Set<String> ACCOUNT = Set.of("40001", "40013", "48002", "60020", "301052", "301053");
    /** The events by which the archive itself tells that a customer has spoken. */
    private static final Set<String> SPOKEN = Set.of("agree", "disagree");

    private final Address base;
    private final String corpId;
    private final String secret;

    ArchiveConsents(Address base, String corpId, String secret) {
        this.base = base;
        this.corpId = corpId;
        this.secret = secret;
    }

    Step<Token> renew(Trail trail) {
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.get(base.at("/cgi-bin/gettoken", "corpid", corpId, "corpsecret", secret)));
        }
        Json answer = Answers.json(trail.reply().get());
        Optional<String> token = answer.text("access_token").filter(t -> !t.isEmpty());
        return token.isPresent()
                ? Step.done(new Token(
                        token.get(),
                        Duration.ofSeconds(answer.number("expires_in").orElse(7_200))))
                : refused(trail.reply().get());
    }

    /** What is said in a group needs the consent of who says it; between two people that of the customer, whoever speaks. */
    static Optional<Need> need(Message message) {
        String speaker = message.sender().id();
        boolean outside = message.sender().kind() == Sender.Kind.CUSTOMER;
        boolean anew = message.content()
                .event()
                .filter(event -> SPOKEN.contains(event.name()))
                .isPresent();
        if (message.conversation().kind() == Conversation.Kind.GROUP) {
            return outside
                    ? Optional.of(new Need(new Between(message.conversation().id(), "", speaker), anew))
                    : Optional.empty();
        }
        Optional<String> other = message.to().stream()
                .flatMap(to -> to.ids().stream())
                .filter(id -> ArchivePeople.isCustomer(id) != outside)
                .findFirst();
        return other.filter(id -> outside || ArchivePeople.isCustomer(id))
                .map(id -> new Need(outside ? new Between("", id, speaker) : new Between("", speaker, id), anew));
    }

    Step<List<Consent>> ask(List<Between> whom, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        String room = whom.get(0).room();
        if (trail.reply().isEmpty()) {
            return Step.ask(
                    room.isEmpty()
                            ? ofTwo(whom, trail.token().get())
                            : ofRoom(room, trail.token().get()));
        }
        Json answer = Answers.json(trail.reply().get());
        if (!isGood(answer)) {
            return refused(trail.reply().get());
        }
        List<Consent> consents = new ArrayList<>();
        for (Json one : answer.at("agreeinfo").items()) {
            // The platform spells it so.
            Optional<String> outsider = one.text("exteranalopenid").or(() -> one.text("externalopenid"));
            Optional<String> colleague = one.text("userid").filter(id -> !id.isEmpty());
            if (outsider.isPresent() && (!room.isEmpty() || colleague.isPresent())) {
                Between between = new Between(room, room.isEmpty() ? colleague.get() : "", outsider.get());
                consents.add(new Consent(between, state(one), since(one)));
            }
        }
        return Step.done(consents);
    }

    private Call ofTwo(List<Between> whom, Token token) {
        List<JsonText> pairs = whom.stream()
                .map(one -> JsonText.object().with("userid", one.colleague()).with("exteranalopenid", one.outsider()))
                .toList();
        return question(
                "/cgi-bin/msgaudit/check_single_agree", token, JsonText.object().withAll("info", pairs));
    }

    private Call ofRoom(String room, Token token) {
        return question(
                "/cgi-bin/msgaudit/check_room_agree", token, JsonText.object().with("roomid", room));
    }

    Step<List<String>> covered(Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(question(
                    "/cgi-bin/msgaudit/get_permit_user_list", trail.token().get(), JsonText.object()));
        }
        Json answer = Answers.json(trail.reply().get());
        return isGood(answer)
                ? Step.done(answer.at("ids").items().stream()
                        .flatMap(id -> id.text().stream())
                        .toList())
                : refused(trail.reply().get());
    }

    private Call question(String path, Token token, JsonText body) {
        return Call.post(base.at(path, "access_token", token.value()), body.toString())
                .asHarmless();
    }

    /** Agreed by default is what a customer was told of and did not refuse. */
    private static State state(Json one) {
        return switch (one.text("agree_status").orElse("")) {
            case "Agree", "Default_Agree" -> State.AGREED;
            case "Disagree" -> State.REFUSED;
            default -> State.UNKNOWN;
        };
    }

    private static Optional<Instant> since(Json one) {
        OptionalLong at = one.number("status_change_time");
        return at.isPresent() && at.getAsLong() > 0
                ? Optional.of(Instant.ofEpochSecond(at.getAsLong()))
                : Optional.empty();
    }

    private static boolean isGood(Json answer) {
        return answer.text("errcode").orElse("").equals("0");
    }

    private static <T> Step<T> refused(Reply reply) {
        Json answer = Answers.json(reply);
        String code = answer.text("errcode").orElse("");
        if (code.isEmpty()) {
            return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
        }
        if (TOKEN.contains(code)) {
            return Step.tokenNeeded();
        }
        if (code.equals("45009") || code.equals("-1") || code.equals("45033")) {
            return Step.later(
                    Duration.ofMinutes(1), LocalText.of("企业微信限流，稍后继续", "WeCom wants fewer calls; it goes on later"));
        }
        return Step.failed(
                ACCOUNT.contains(code) ? Step.Failure.ACCOUNT : Step.Failure.REFUSED,
                Answers.reason(
                        "企业微信不回答会话同意情况",
                        "WeCom does not tell who agreed to being kept",
                        code,
                        answer.text("errmsg").orElse("")));
    }

    @Override
    public String toString() {
        return "ArchiveConsents[" + corpId + "]";
    }
}
