// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.ApprovalCentre.Matter;
import org.huitong.api.connector.ApprovalCentre.Shown;
import org.huitong.api.connector.ApprovalCentre.Standing;
import org.huitong.api.connector.ApprovalCentre.State;
import org.huitong.api.connector.ApprovalCentre.Voice;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * DingTalk's approval centre as the place where people find what waits for them in the hub (自有 OA 审批): an instance of a
 * template of ours, with a task for each whose turn it is, which leads to the hub's page. DingTalk gives both ids of its own
 * and takes none of ours, so one thing is made at a time, and {@linkplain DingtalkFolder kept} before the next.
 *
 * <p>Nothing is doubled: a group of tasks has an id of ours, is asked for once, and is withdrawn by that id where nobody can
 * tell whether it came to be. An instance carries our id in its form, and is looked for by that; as long as it is not found
 * it stays in doubt, for that DingTalk lists none may mean that it lists none of this kind.
 *
 * @see <a href="https://open.dingtalk.com/document/development/use-three-party-process-and-page-docking">自有OA审批</a>
 */
final class DingtalkCentre {
    private static final String TOKEN_HEADER = "x-acs-dingtalk-access-token";
    private static final String CENTRES = "/v1.0/workflow/processCentres";
    private static final String TASKS = CENTRES + "/tasks";
    private static final String INSTANCES = CENTRES + "/instances";

    /** The note of an approval of which nothing was made, and whose template was not there either. */
    private static final String NO_TEMPLATE = "template";

    private static final String LOOK = "look";
    private static final String MAKE = "make";
    private static final String TEMPLATE = "made-template";
    private static final String INSTANCE = "made-instance";
    private static final String LIST = "list";
    private static final String EACH = "each ";
    private static final String DONE = "done";

    private static final int LONGEST_ADDRESS = 1_024;
    private static final int MOST_TASKS = 20;
    /** Of one asker in the days of one approval; an errand has no more steps. */
    static final int MOST_LOOKED_AT = 15;

    private static final Set<String> GONE = Set.of("process.inst.notExist", "integrated.state.invalid");

    private static final LocalText NOBODY = LocalText.of(
            "申请人没有钉钉账号，账号设置里也没有填写“代发起人”",
            "whoever asked has no account at DingTalk, and the account names nobody in whose name it may stand there");
    private static final LocalText TOO_LONG =
            LocalText.of("汇通的访问地址过长，钉钉不接受", "the hub's address is longer than DingTalk takes");
    private static final LocalText DOUBT = LocalText.of(
            "创建审批单时没有收到钉钉的答复，也查不到这张单；请在钉钉“已发起”中核对，汇通不会再建一张",
            "DingTalk did not answer as it was to be made, and does not list it; look for it in DingTalk: the hub makes no"
                    + " second one");

    private final Parsed<DingtalkSends.Access> access;
    private final String template;
    private final String user;

    /**
     * @param template the name of a template; empty where the centre is not to be told
     * @param user in whose name stands what somebody without an account has asked for; empty where that does not stand there
     */
    DingtalkCentre(Parsed<DingtalkSends.Access> access, String template, String user) {
        this.access = access;
        this.template = template;
        this.user = user;
    }

    boolean isOpen() {
        return access.good().isPresent() && !template.isEmpty();
    }

    Step<Shown> show(Matter matter, Standing standing, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        Optional<DingtalkFolder> folder = DingtalkFolder.read(standing.note());
        if (folder.isPresent()) {
            return standing.doubtful() ? withdraw(folder.get(), trail) : update(matter, folder.get(), trail);
        }
        if (standing.note().equals(NO_TEMPLATE)) {
            return template(matter, trail);
        }
        return standing.doubtful() ? find(matter, trail) : begin(matter, trail);
    }

    /** The instance, by the template of that name. */
    private Step<Shown> begin(Matter matter, Trail trail) {
        if (matter.state() != State.WAITING) {
            return Step.done(Shown.WHOLE);
        }
        Optional<String> by = DingtalkCentreForms.user(matter.byIds())
                .or(() -> Optional.of(user).filter(u -> !u.isEmpty()));
        if (by.isEmpty()) {
            return Step.failed(Step.Failure.REFUSED, NOBODY);
        }
        if (matter.link().length() > LONGEST_ADDRESS) {
            return Step.failed(Step.Failure.REFUSED, TOO_LONG);
        }
        if (trail.reply().isEmpty()) {
            return look(trail);
        }
        Reply reply = trail.reply().get();
        Json result = Answers.json(reply).at("result");
        if (trail.note().equals(INSTANCE)) {
            return result.text("processInstanceId")
                    .filter(id -> !id.isBlank())
                    .map(id -> Step.done(new Shown(DingtalkFolder.of(id).note(), true)))
                    .orElseGet(() -> refused(reply));
        }
        return result.text("processCode")
                .map(code -> ask(
                        Call.post(
                                access.good().orElseThrow().base().at(INSTANCES),
                                DingtalkCentreForms.instance(matter, code, by.get())),
                        INSTANCE,
                        trail))
                .orElseGet(() -> isUnknown(reply) ? Step.done(new Shown(NO_TEMPLATE, true)) : refused(reply));
    }

    /** A template that is there all the same was made by a telling whose answer was lost, or by somebody else meanwhile. */
    private Step<Shown> template(Matter matter, Trail trail) {
        if (trail.reply().isEmpty()) {
            return look(trail);
        }
        Reply reply = trail.reply().get();
        if (Answers.json(reply).at("result").text("processCode").isPresent()) {
            return Step.done(new Shown("", true));
        }
        return trail.note().equals(LOOK) && isUnknown(reply)
                ? ask(
                        Call.post(
                                access.good().orElseThrow().base().at(CENTRES + "/schemas"),
                                DingtalkCentreForms.template(template, matter)),
                        TEMPLATE,
                        trail)
                : refused(reply);
    }

    /** Whether the instance came to be, by our id in its form: DingTalk tells the ids of those that somebody asked for. */
    private Step<Shown> find(Matter matter, Trail trail) {
        if (trail.reply().isEmpty()) {
            return look(trail);
        }
        Reply reply = trail.reply().get();
        Json result = Answers.json(reply).at("result");
        if (trail.note().equals(LOOK)) {
            return result.text("processCode")
                    .map(code -> ask(
                            Call.post(
                                            access.good()
                                                    .orElseThrow()
                                                    .base()
                                                    .at("/v1.0/workflow/processes/instanceIds/query"),
                                            DingtalkCentreForms.question(
                                                    matter,
                                                    code,
                                                    DingtalkCentreForms.user(matter.byIds())
                                                            .orElse(user)))
                                    .asHarmless(),
                            LIST,
                            trail))
                    .orElseGet(() -> isUnknown(reply) ? Step.done(new Shown("", true)) : refused(reply));
        }
        if (trail.note().equals(LIST)) {
            return result.at("list").isArray()
                    ? next(
                            result.at("list").items().stream()
                                    .flatMap(id -> id.text().stream())
                                    .limit(MOST_LOOKED_AT)
                                    .toList(),
                            trail)
                    : refused(reply);
        }
        List<String> ids = List.of(trail.note().substring(EACH.length()).split(" "));
        return DingtalkCentreForms.isOf(matter, result)
                ? Step.done(new Shown(DingtalkFolder.of(ids.get(0)).note(), true))
                : next(ids.subList(1, ids.size()), trail);
    }

    private Step<Shown> next(List<String> ids, Trail trail) {
        return ids.isEmpty()
                ? Step.failed(Step.Failure.UNKNOWN, DOUBT)
                : ask(
                        Call.get(access.good()
                                .orElseThrow()
                                .base()
                                .at("/v1.0/workflow/processInstances", "processInstanceId", ids.get(0))),
                        EACH + String.join(" ", ids),
                        trail);
    }

    /** The group of tasks that may have come to be is taken off everybody's list; what is wanted of it is asked for anew. */
    private Step<Shown> withdraw(DingtalkFolder folder, Trail trail) {
        if (trail.reply().isEmpty()) {
            String body = JsonText.object()
                    .with("processInstanceId", folder.instance())
                    .with("activityId", folder.group())
                    .toString();
            return ask(
                    Call.post(access.good().orElseThrow().base().at(TASKS + "/cancel"), body)
                            .asHarmless(),
                    DONE,
                    trail);
        }
        return took(trail.reply().get(), folder.with(Map.of()), folder, true);
    }

    /** First off the lists, then the end of it, then onto lists. */
    private Step<Shown> update(Matter matter, DingtalkFolder folder, Trail trail) {
        List<Voice> turns = matter.state() == State.WAITING
                ? matter.voices().stream()
                        .filter(voice -> voice.state() == State.WAITING)
                        .toList()
                : List.of();
        List<String> done = folder.tasks().keySet().stream()
                .filter(id -> turns.stream().noneMatch(voice -> voice.id().equals(id)))
                .sorted()
                .limit(MOST_TASKS)
                .toList();
        if (folder.over()) {
            return Step.done(new Shown(folder.note(), false));
        }
        if (!done.isEmpty()) {
            return trail.reply().isEmpty()
                    ? ask(change(TASKS, DingtalkCentreForms.ended(matter, folder, done)), DONE, trail)
                    : took(trail.reply().get(), folder.without(done), folder, true);
        }
        if (matter.state() != State.WAITING) {
            return trail.reply().isEmpty()
                    ? ask(change(INSTANCES, DingtalkCentreForms.end(matter, folder)), DONE, trail)
                    : took(trail.reply().get(), folder.ended(), folder, false);
        }
        List<Voice> fresh = turns.stream()
                .filter(voice -> !folder.tasks().containsKey(voice.id())
                        && DingtalkCentreForms.user(voice.ids()).isPresent())
                .limit(MOST_TASKS)
                .toList();
        if (fresh.isEmpty()) {
            return Step.done(new Shown(folder.note(), false));
        }
        return trail.reply().isEmpty()
                ? ask(
                        Call.post(
                                access.good().orElseThrow().base().at(TASKS),
                                DingtalkCentreForms.tasks(matter, folder, fresh)),
                        DONE,
                        trail)
                : onLists(folder, fresh, trail.reply().get());
    }

    /** One that is not named in the answer may be there all the same, so then nobody can tell of any. */
    private static Step<Shown> onLists(DingtalkFolder folder, List<Voice> fresh, Reply reply) {
        Json answer = Answers.json(reply);
        if (!answer.isTrue("success")) {
            return took(reply, folder, folder, false);
        }
        Map<String, String> ids = new LinkedHashMap<>();
        for (Json task : answer.at("result").items()) {
            task.text("userId")
                    .ifPresent(who -> ids.put(who, task.text("taskId").orElse("")));
        }
        Map<String, String> made = new LinkedHashMap<>();
        for (Voice voice : fresh) {
            String id = ids.getOrDefault(DingtalkCentreForms.user(voice.ids()).orElseThrow(), "");
            if (id.isBlank()) {
                return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
            }
            made.put(voice.id(), id);
        }
        return Step.done(new Shown(folder.with(made).note(), true));
    }

    /** Somebody has deleted the instance there, or its template: that is how it stands. */
    private static Step<Shown> took(Reply reply, DingtalkFolder then, DingtalkFolder before, boolean more) {
        Json answer = Answers.json(reply);
        if (answer.isTrue("success")) {
            return Step.done(new Shown(then.note(), more));
        }
        return GONE.contains(answer.text("code").orElse(""))
                ? Step.done(new Shown(before.ended().note(), false))
                : refused(reply);
    }

    private Step<Shown> look(Trail trail) {
        return ask(
                Call.get(
                        access.good().orElseThrow().base().at(CENTRES + "/schemaNames/processCodes", "name", template)),
                LOOK,
                trail);
    }

    private static boolean isUnknown(Reply reply) {
        return Answers.json(reply).text("code").orElse("").equals("process.error");
    }

    private Call change(String path, JsonText body) {
        return Call.change("PUT", access.good().orElseThrow().base().at(path), body.toString());
    }

    private static <T> Step<T> refused(Reply reply) {
        return DingtalkRefusals.read(reply);
    }

    private static Step<Shown> ask(Call call, String note, Trail trail) {
        return new Step.Ask<>(
                call.header(TOKEN_HEADER, trail.token().orElseThrow().value()), note);
    }
}
