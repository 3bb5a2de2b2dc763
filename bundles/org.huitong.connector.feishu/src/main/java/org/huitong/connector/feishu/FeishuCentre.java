// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.ApprovalCentre.Matter;
import org.huitong.api.connector.ApprovalCentre.Shown;
import org.huitong.api.connector.ApprovalCentre.State;
import org.huitong.api.connector.ApprovalCentre.Voice;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Feishu's approval centre as the place where people find what waits for them in the hub: an instance of a third-party
 * definition, told as a whole each time, so that whose turn is over leaves their list. Pure.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/approval-v4/external_instance/create">同步三方审批实例</a>
 */
final class FeishuCentre {
    private static final String TITLE = "@i18n@title";
    private static final String BY = "@i18n@by";

    private final Parsed<FeishuSends.Access> access;
    private final String code;

    /** @param code of the definition, as Feishu gave it; empty where the centre is not to be told */
    FeishuCentre(Parsed<FeishuSends.Access> access, String code) {
        this.access = access;
        this.code = code.strip();
    }

    boolean isOpen() {
        return access.good().isPresent() && !code.isEmpty();
    }

    Step<Shown> show(Matter matter, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            Call call = Call.post(
                            access.good().orElseThrow().base().at("/open-apis/approval/v4/external_instances"),
                            body(matter))
                    .header("Authorization", "Bearer " + trail.token().get().value())
                    .asHarmless();
            return Step.ask(call);
        }
        return Answers.json(trail.reply().get()).text("code").orElse("").equals("0")
                ? Step.done(Shown.WHOLE)
                : FeishuRefusals.read(trail.reply().get());
    }

    private String body(Matter matter) {
        return known(JsonText.object(), matter.byIds())
                .with("approval_code", code)
                .with("status", instance(matter.state()))
                .with("instance_id", matter.id())
                .with("links", links(matter))
                .with("title", TITLE)
                .with("user_name", BY)
                .with("start_time", millis(matter.since()))
                .with("end_time", end(matter.until()))
                .with("update_time", millis(matter.told()))
                .with("update_mode", "REPLACE")
                .withAll(
                        "task_list",
                        matter.voices().stream()
                                .map(voice -> task(matter, voice))
                                .toList())
                .withAll("i18n_resources", List.of(words(matter)))
                .toString();
    }

    private static JsonText task(Matter matter, Voice voice) {
        return known(JsonText.object().with("task_id", voice.id()), voice.ids())
                .with("title", TITLE)
                .with("links", links(matter))
                .with("status", task(voice.state()))
                .with("create_time", millis(voice.since()))
                .with("end_time", end(voice.until()))
                .with("update_time", millis(matter.told()))
                .with("display_method", "BROWSER");
    }

    /** The id within the company is the same for all applications; the other is of one of them. */
    private static JsonText known(JsonText json, List<String> ids) {
        Optional<String> user = ids.stream()
                .filter(id -> !id.startsWith("ou_") && !id.startsWith("on_"))
                .findFirst();
        Optional<String> open = ids.stream().filter(id -> id.startsWith("ou_")).findFirst();
        if (user.isPresent()) {
            return json.with("user_id", user.get());
        }
        return open.isPresent() ? json.with("open_id", open.get()) : json;
    }

    private static JsonText links(Matter matter) {
        return JsonText.object().with("pc_link", matter.link()).with("mobile_link", matter.link());
    }

    private static JsonText words(Matter matter) {
        return JsonText.object()
                .with("locale", "zh-CN")
                .with("is_default", true)
                .withAll(
                        "texts",
                        List.of(
                                JsonText.object().with("key", TITLE).with("value", matter.title()),
                                JsonText.object().with("key", BY).with("value", matter.by())));
    }

    private static String instance(State state) {
        return switch (state) {
            case WAITING -> "PENDING";
            case APPROVED -> "APPROVED";
            case REFUSED -> "REJECTED";
            case WITHDRAWN -> "TERMINATED";
        };
    }

    private static String task(State state) {
        return switch (state) {
            case WAITING -> "PENDING";
            case APPROVED -> "APPROVED";
            case REFUSED -> "REJECTED";
            case WITHDRAWN -> "DONE";
        };
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }

    private static String end(Optional<Instant> at) {
        return at.map(FeishuCentre::millis).orElse("0");
    }
}
