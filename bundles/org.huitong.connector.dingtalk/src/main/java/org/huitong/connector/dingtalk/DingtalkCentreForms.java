// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.ApprovalCentre.Matter;
import org.huitong.api.connector.ApprovalCentre.State;
import org.huitong.api.connector.ApprovalCentre.Voice;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.JsonText;

/** What DingTalk's approval centre is told of an approval of ours, in its own words. */
final class DingtalkCentreForms {
    private static final String WHAT = "事项";
    private static final String WHO = "申请人";
    private static final String NUMBER = "编号";

    private static final int LONGEST_TITLE = 64;

    private DingtalkCentreForms() {}

    /** Three fields, which are all that DingTalk's lists show. It says nothing itself: whoever has to decide was written to. */
    static String template(String template, Matter matter) {
        String page = matter.link().replaceFirst("\\?[^?]*$", "");
        return JsonText.object()
                .with("name", template)
                .with("description", "汇通（Huitong）中的审批，点开后在汇通处理")
                .withAll("formComponents", List.of(field(WHAT, "what"), field(WHO, "who"), field(NUMBER, "number")))
                .with(
                        "processFeatureConfig",
                        JsonText.object()
                                .withAll(
                                        "features",
                                        List.of(JsonText.object()
                                                .with("name", "TASK_EXECUTE")
                                                .with("runType", "REDIRECT")
                                                .with("pcUrl", page)
                                                .with("mobileUrl", page))))
                .with("templateConfig", JsonText.object().with("disableSendCard", true))
                .toString();
    }

    private static JsonText field(String label, String id) {
        return JsonText.object()
                .with("componentType", "TextField")
                .with(
                        "props",
                        JsonText.object()
                                .with("componentId", "TextField-" + id)
                                .with("label", label)
                                .with("required", false));
    }

    static String instance(Matter matter, String code, String by) {
        return JsonText.object()
                .with("processCode", code)
                .with("originatorUserId", by)
                .with("title", cut(matter.title()))
                .with("url", matter.link())
                .withAll(
                        "formComponentValueList",
                        List.of(value(WHAT, matter.title()), value(WHO, matter.by()), value(NUMBER, matter.id())))
                .toString();
    }

    /** Whether an instance, as DingTalk tells of it, is that of this approval. */
    static boolean isOf(Matter matter, Json instance) {
        return instance.at("formComponentValues").items().stream()
                .anyMatch(value -> value.text("name").orElse("").equals(NUMBER)
                        && value.text("value").orElse("").equals(matter.id()));
    }

    private static JsonText value(String name, String value) {
        return JsonText.object().with("name", name).with("value", value).with("componentType", "TextField");
    }

    static String question(Matter matter, String code, String user) {
        return JsonText.object()
                .with("processCode", code)
                .with("startTime", matter.since().minusSeconds(60).toEpochMilli())
                .with("endTime", matter.told().toEpochMilli())
                .withTexts("userIds", List.of(user))
                .with("nextToken", 0)
                .with("maxResults", DingtalkCentre.MOST_LOOKED_AT)
                .toString();
    }

    static String tasks(Matter matter, DingtalkFolder folder, List<Voice> fresh) {
        return JsonText.object()
                .with("processInstanceId", folder.instance())
                .with("activityId", folder.group())
                .withAll(
                        "tasks",
                        fresh.stream()
                                .map(voice -> JsonText.object()
                                        .with("userId", user(voice.ids()).orElseThrow())
                                        .with("url", matter.link()))
                                .toList())
                .toString();
    }

    /** Whoever has not decided themselves has nothing to do any more. */
    static JsonText ended(Matter matter, DingtalkFolder folder, List<String> done) {
        return JsonText.object()
                .with("processInstanceId", folder.instance())
                .withAll(
                        "tasks",
                        done.stream()
                                .map(id -> ended(
                                        matter,
                                        id,
                                        Long.parseLong(folder.tasks().get(id))))
                                .toList());
    }

    private static JsonText ended(Matter matter, String voice, long task) {
        State said = matter.voices().stream()
                .filter(one -> one.id().equals(voice))
                .map(Voice::state)
                .findFirst()
                .orElse(State.WITHDRAWN);
        JsonText json = JsonText.object().with("taskId", task);
        return switch (said) {
            case APPROVED -> json.with("status", "COMPLETED").with("result", "AGREE");
            case REFUSED -> json.with("status", "COMPLETED").with("result", "REFUSE");
            case WAITING, WITHDRAWN -> json.with("status", "CANCELED");
        };
    }

    static JsonText end(Matter matter, DingtalkFolder folder) {
        return JsonText.object()
                .with("processInstanceId", folder.instance())
                .with("status", matter.state() == State.WITHDRAWN ? "TERMINATED" : "COMPLETED")
                .with("result", matter.state() == State.APPROVED ? "agree" : "refuse");
    }

    /** The id within the company; an encrypted one, of before the application was released, is not taken here. */
    static Optional<String> user(List<String> ids) {
        return ids.stream().filter(id -> !id.isBlank() && !id.startsWith("$")).findFirst();
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }
}
