// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * DingTalk's list of what somebody has to do (钉钉待办). An entry of another system leads to that system's page and is
 * ticked off there, not in the list; where it was done all the same, by another application of the company, the list of
 * what is done says so. Lists belong to a person by their {@code unionId}, which is asked for first. Pure.
 *
 * @see <a href="https://open.dingtalk.com/document/development/add-dingtalk-to-do-task">创建钉钉待办任务</a>
 */
final class DingtalkTodos {
    private static final String TOKEN_HEADER = "x-acs-dingtalk-access-token";
    private static final String WHO = "who";
    private static final String MADE = "made ";
    private static final String ASKED = "asked";
    private static final String CHANGED = "changed";
    private static final String TAKEN = "taken";

    /** What is told, and listed, puts this before the id that an entry was given when it was made. */
    private static final String PREFIX = "task";

    /** "task existed": our own key is known, and the platform's with it. */
    private static final Pattern KNOWN = Pattern.compile("task existed.*taskId is ([0-9A-Za-z]+)", Pattern.DOTALL);

    private static final int LONGEST_TITLE = 1_000;

    private final Parsed<DingtalkSends.Access> access;
    private final boolean wanted;

    DingtalkTodos(Parsed<DingtalkSends.Access> access, boolean wanted) {
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
        Json row = unfolded(good.value().at("biz_data"));
        Json json = row.isObject() ? row : good.value();
        boolean todo = Stream.of("eventType", "EventType", "syncAction")
                .anyMatch(name -> json.text(name).orElse("").startsWith("todo_task_"));
        return todo
                ? json.text("taskId")
                        .or(() -> unfolded(json.at("data")).text("taskId"))
                        .map(DingtalkTodos::bare)
                        .filter(id -> !id.isEmpty())
                : Optional.empty();
    }

    private static Json unfolded(Json data) {
        return data.unfolded().good().orElse(data);
    }

    private static String bare(String id) {
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
    }

    Step<Shown> show(Todo todo, Optional<String> note, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        Token token = trail.token().get();
        String[] known = note.orElse("").split(" ", 2);
        if (known.length < 2) {
            return todo.state() == State.OPEN || todo.state() == State.OPEN_AGAIN
                    ? make(todo, trail, token)
                    : Step.done(Shown.NOWHERE);
        }
        String id = known[0];
        String union = known[1];
        if (trail.reply().isEmpty()) {
            return switch (todo.state()) {
                case OPEN -> asked(
                        Call.post(
                                        base().at("/v1.0/todo/users/" + Address.escaped(union) + "/org/tasks/query"),
                                        "{\"isDone\":true,\"roleTypes\":[[\"executor\"]]}")
                                .asHarmless(),
                        ASKED,
                        token);
                case OPEN_AGAIN, DONE -> change(todo, id, union, token);
                case GONE -> asked(new Call("DELETE", entry(id, union), Map.of(), new byte[0], true), TAKEN, token);
            };
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        Shown shown = new Shown(bare(id), id + " " + union, false);
        if (trail.note().equals(ASKED) && answer.at("todoCards").exists()) {
            boolean done = answer.at("todoCards").items().stream()
                    .anyMatch(card -> bare(card.text("taskId").orElse("")).equals(bare(id)));
            return done ? Step.done(new Shown(bare(id), id + " " + union, true)) : change(todo, id, union, token);
        }
        boolean took = answer.text("result").orElse("").equals("true");
        // Somebody has deleted it there: that is how it stands.
        boolean gone = reply.status() == 404
                || answer.text("code").orElse("").toLowerCase(Locale.ROOT).contains("notexist");
        return took || gone ? Step.done(shown) : DingtalkRefusals.read(reply);
    }

    private Step<Shown> make(Todo todo, Trail trail, Token token) {
        if (trail.reply().isEmpty()) {
            String body = JsonText.object().with("userid", todo.ids().get(0)).toString();
            return new Step.Ask<>(
                    Call.post(
                                    access.good()
                                            .orElseThrow()
                                            .oapi()
                                            .at("/topapi/v2/user/get", "access_token", token.value()),
                                    body)
                            .asHarmless(),
                    WHO);
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        if (trail.note().equals(WHO)) {
            return answer.at("result")
                    .text("unionid")
                    .filter(union -> !union.isEmpty())
                    .map(union -> made(todo, union, token))
                    .orElseGet(() -> DingtalkRefusals.read(reply));
        }
        String union = trail.note().substring(MADE.length());
        Matcher known = KNOWN.matcher(answer.text("message").orElse(""));
        Optional<String> id = answer.text("id").filter(i -> !i.isEmpty());
        return id.or(() -> known.find() ? Optional.of(known.group(1)) : Optional.empty())
                .map(i -> Step.done(new Shown(bare(i), i + " " + union, false)))
                .orElseGet(() -> DingtalkRefusals.read(reply));
    }

    private Step<Shown> made(Todo todo, String union, Token token) {
        JsonText body = words(todo)
                .with("sourceId", todo.id())
                .with("creatorId", union)
                .withTexts("executorIds", List.of(union))
                .with("isOnlyShowExecutor", true)
                .with("detailUrl", JsonText.object().with("appUrl", todo.link()).with("pcUrl", todo.link()))
                // Whoever has to do it was written to.
                .with(
                        "notifyConfigs",
                        JsonText.object()
                                .with("dingNotify", "0")
                                .with("sendTodoApn", "false")
                                .with("sendAssistantChat", "false"));
        Call call = Call.post(
                        base().at("/v1.0/todo/users/" + Address.escaped(union) + "/tasks", "operatorId", union),
                        body.toString())
                .asHarmless();
        return asked(call, MADE + union, token);
    }

    private Step<Shown> change(Todo todo, String id, String union, Token token) {
        boolean done = todo.state() == State.DONE;
        JsonText body = (done ? JsonText.object() : words(todo)).with("done", done);
        return asked(Call.change("PUT", entry(id, union), body.toString()), CHANGED, token);
    }

    private static JsonText words(Todo todo) {
        String title = todo.title().codePointCount(0, todo.title().length()) <= LONGEST_TITLE
                ? todo.title()
                : todo.title().substring(0, todo.title().offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
        JsonText words = JsonText.object().with("subject", title);
        return todo.due().map(due -> words.with("dueTime", due.toEpochMilli())).orElse(words);
    }

    private URI entry(String id, String union) {
        return base().at(
                        "/v1.0/todo/users/" + Address.escaped(union) + "/tasks/" + Address.escaped(id),
                        "operatorId",
                        union);
    }

    private Address base() {
        return access.good().orElseThrow().base();
    }

    private static Step<Shown> asked(Call call, String note, Token token) {
        return new Step.Ask<>(call.header(TOKEN_HEADER, token.value()), note);
    }
}
