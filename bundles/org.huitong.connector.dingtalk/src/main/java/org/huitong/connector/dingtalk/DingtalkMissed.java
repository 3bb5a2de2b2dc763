// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Poller.Batch;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;

/**
 * Events whose push failed three times: the platform keeps them, hands them out some minutes later, at most two hundred at a
 * time, and then no more. Robots' messages are not among them. An event is named by its own id, as its push was, so that it
 * is one with a push that came in although the platform had no answer in time; without one by its content. Pure.
 *
 * @see <a href="https://open.dingtalk.com/document/development/obtain-the-event-list-of-failed-push-messages">获取推送失败的事件列表</a>
 */
final class DingtalkMissed {
    private static final String NOTE = "missed";

    /** The platform keeps the place itself. */
    private static final String NO_PLACE = "";

    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration MORE = Duration.ofSeconds(1);

    /** Nobody has registered an address: there is nothing that could have failed. */
    private static final Set<String> NONE = Set.of("71007", "400040");

    private static final Duration NONE_REST = Duration.ofHours(1);

    private final Parsed<DingtalkSends.Access> access;

    DingtalkMissed(Parsed<DingtalkSends.Access> access) {
        this.access = access;
    }

    /** An account that only listens cannot ask. */
    boolean canAsk() {
        return access.good().isPresent();
    }

    Step<Batch> poll(Trail trail, Instant now) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.get(access.good()
                    .orElseThrow()
                    .oapi()
                    .at(
                            "/call_back/get_call_back_failed_result",
                            "access_token",
                            trail.token().get().value())));
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        String code = answer.text("errcode").orElse("");
        if (NONE.contains(code)) {
            return Step.done(new Batch(List.of(), NO_PLACE, NONE_REST));
        }
        if (!code.equals("0")) {
            return DingtalkRefusals.read(reply);
        }
        List<Evidence> came = answer.at("failed_list").items().stream()
                .map(failed ->
                        new Evidence(failed.toString().getBytes(StandardCharsets.UTF_8), Map.of(NOTE, "true"), now))
                .toList();
        boolean more = answer.isTrue("has_more") && !came.isEmpty();
        return Step.done(new Batch(came, NO_PLACE, more ? MORE : REST));
    }

    static boolean isMissed(Evidence evidence) {
        return evidence.note(NOTE).isPresent();
    }

    /** The event as it would have been pushed, its data apart; what is none of them stays as it is, and is kept aside. */
    static String event(String told) {
        Optional<Json> failed = Json.read(told).good();
        Optional<String> tag = failed.flatMap(one -> one.text("call_back_tag"));
        if (tag.isEmpty()) {
            return told;
        }
        Json body = failed.get().at(tag.get());
        Json data = Stream.of("bpmsCallBackData", "roleLabelChange", "callbackData")
                .map(name -> body.at(name).unfolded().good().filter(Json::isObject))
                .flatMap(Optional::stream)
                .filter(inside -> !inside.names().isEmpty())
                .findFirst()
                .orElse(body);
        StringBuilder event = new StringBuilder("{\"eventType\":").append(Json.quote(tag.get()));
        body.text("corpid").ifPresent(corp -> member(event, "eventCorpId", corp));
        data.text("eventId").ifPresent(id -> member(event, "eventId", id));
        failed.get().text("event_time").ifPresent(at -> member(event, "eventBornTime", at));
        return event.append(",\"data\":").append(data).append('}').toString();
    }

    private static void member(StringBuilder event, String name, String value) {
        event.append(',').append(Json.quote(name)).append(':').append(Json.quote(value));
    }
}
