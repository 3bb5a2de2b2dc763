// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.TodoList.Shown;
import org.huitong.api.connector.TodoList.State;
import org.huitong.api.connector.TodoList.Todo;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Tasks of Feishu, made by the application for the one who has to do something. It can be ticked off there, and what is
 * told of that ({@code task.task.updated_v1}) only says which task it is about. Pure.
 *
 * @see <a href="https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/create">创建任务</a>
 */
final class FeishuTodos {
    private static final String MADE = "made";
    private static final String ASKED = "asked";
    private static final String CHANGED = "changed";
    private static final String TAKEN = "taken";
    /** It was deleted there. */
    private static final String GONE = "1470404";

    private static final int LONGEST_TITLE = 1_000;

    private final Parsed<FeishuSends.Access> access;
    private final boolean wanted;

    FeishuTodos(Parsed<FeishuSends.Access> access, boolean wanted) {
        this.access = access;
        this.wanted = wanted;
    }

    boolean isOpen() {
        return wanted && access.good().isPresent();
    }

    static Optional<String> touched(Message told) {
        if (!(Json.read(told.payload()) instanceof Parsed.Good<Json> good)) {
            return Optional.empty();
        }
        return good.value()
                        .at("header")
                        .text("event_type")
                        .filter("task.task.updated_v1"::equals)
                        .isPresent()
                ? good.value().at("event").text("task_id").filter(id -> !id.isEmpty())
                : Optional.empty();
    }

    Step<Shown> show(Todo todo, Optional<String> note, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        Token token = trail.token().get();
        String guid = note.orElse("");
        if (guid.isEmpty()) {
            return todo.state() == State.OPEN || todo.state() == State.OPEN_AGAIN
                    ? make(todo, trail, token)
                    : Step.done(Shown.NOWHERE);
        }
        if (trail.reply().isEmpty()) {
            return switch (todo.state()) {
                case OPEN, DONE -> ask(Call.get(at(guid)), ASKED, token);
                case OPEN_AGAIN -> change(todo, guid, token);
                case GONE -> ask(new Call("DELETE", at(guid), Map.of(), new byte[0], true), TAKEN, token);
            };
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        String code = answer.text("code").orElse("");
        boolean gone = code.equals(GONE);
        if (!code.equals("0") && !gone) {
            return FeishuRefusals.read(reply);
        }
        if (!trail.note().equals(ASKED) || gone) {
            return Step.done(new Shown(guid, guid, false));
        }
        boolean done = isDone(answer.at("data").at("task"));
        if (done || todo.state() == State.OPEN && isSame(todo, answer.at("data").at("task"))) {
            return Step.done(new Shown(guid, guid, done));
        }
        return change(todo, guid, token);
    }

    private Step<Shown> make(Todo todo, Trail trail, Token token) {
        if (trail.reply().isEmpty()) {
            String id = id(todo.ids());
            JsonText body = words(todo)
                    .withAll(
                            "members",
                            List.of(JsonText.object()
                                    .with("id", id)
                                    .with("type", "user")
                                    .with("role", "assignee")))
                    .with("client_token", todo.id())
                    .with(
                            "origin",
                            JsonText.object()
                                    .with(
                                            "platform_i18n_name",
                                            JsonText.object()
                                                    .with("zh_cn", "汇通")
                                                    .with("en_us", "Huitong"))
                                    .with(
                                            "href",
                                            JsonText.object()
                                                    .with("url", todo.link())
                                                    .with("title", "在汇通打开")));
            return ask(
                    Call.post(base().at("/open-apis/task/v2/tasks", "user_id_type", type(id)), body.toString())
                            .asHarmless(),
                    MADE,
                    token);
        }
        Json task = Answers.json(trail.reply().get()).at("data").at("task");
        return task.text("guid")
                .map(guid -> Step.done(new Shown(guid, guid, isDone(task))))
                .orElseGet(() -> FeishuRefusals.read(trail.reply().get()));
    }

    /** A task that is done is not done again there, and one that is open not opened: it was asked before. */
    private Step<Shown> change(Todo todo, String guid, Token token) {
        boolean done = todo.state() == State.DONE;
        JsonText task = done
                ? JsonText.object().with("completed_at", Long.toString(todo.at().toEpochMilli()))
                : words(todo);
        List<String> fields = done ? List.of("completed_at") : List.of("summary", "due");
        if (todo.state() == State.OPEN_AGAIN) {
            task.with("completed_at", "0");
            fields = List.of("summary", "due", "completed_at");
        }
        String body = JsonText.object()
                .with("task", task)
                .withTexts("update_fields", fields)
                .toString();
        return ask(Call.change("PATCH", at(guid), body), CHANGED, token);
    }

    private static JsonText words(Todo todo) {
        JsonText words = JsonText.object().with("summary", title(todo));
        return todo.due()
                .map(due -> words.with(
                        "due",
                        JsonText.object()
                                .with("timestamp", Long.toString(due.toEpochMilli()))
                                .with("is_all_day", false)))
                .orElse(words);
    }

    private static String title(Todo todo) {
        String title = todo.title();
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }

    private static boolean isSame(Todo todo, Json task) {
        String due = todo.due().map(d -> Long.toString(d.toEpochMilli())).orElse("0");
        return task.text("summary").orElse("").equals(title(todo))
                && task.at("due").text("timestamp").orElse("0").equals(due);
    }

    private static boolean isDone(Json task) {
        return !task.text("completed_at").orElse("0").equals("0");
    }

    private URI at(String guid) {
        return base().at("/open-apis/task/v2/tasks/" + Address.escaped(guid));
    }

    private Address base() {
        return access.good().orElseThrow().base();
    }

    private static Step<Shown> ask(Call call, String note, Token token) {
        return new Step.Ask<>(call.header("Authorization", "Bearer " + token.value()), note);
    }

    /** The id of this application's, where it is known: for that no more rights are needed. */
    private static String id(List<String> ids) {
        return ids.stream()
                .filter(id -> id.startsWith("ou_"))
                .findFirst()
                .or(() -> ids.stream().filter(id -> id.startsWith("on_")).findFirst())
                .orElse(ids.get(0));
    }

    private static String type(String id) {
        return id.startsWith("ou_") ? "open_id" : id.startsWith("on_") ? "union_id" : "user_id";
    }
}
