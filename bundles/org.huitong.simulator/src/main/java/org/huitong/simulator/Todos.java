// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.kit.parse.Json;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.SendDesk.Asked;

/**
 * What people have to do, as DingTalk and Feishu keep it for them: made by a key once, changed, ticked off, deleted. Safe
 * for many threads.
 *
 * <p>Source: "创建任务", "更新任务" of Feishu's pages; "创建钉钉待办任务" and "更新钉钉待办任务" of DingTalk's.
 */
public final class Todos {
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, Todo> entries = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Todo> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** @param due as it was told, blank where it was not */
    record Todo(String id, String key, String whose, String title, String due, boolean done) {
        @Override
        public String toString() {
            return "Todo[" + id + "]";
        }
    }

    synchronized List<Todo> all() {
        return List.copyOf(entries.values());
    }

    synchronized void tick(String id) {
        entries.computeIfPresent(id, (key, t) -> new Todo(t.id(), t.key(), t.whose(), t.title(), t.due(), true));
    }

    private Optional<Todo> keyed(String key) {
        return entries.values().stream().filter(t -> t.key().equals(key)).findFirst();
    }

    /** Feishu's: the same key is the same task. */
    public synchronized Answered feishu(Asked asked, String guid, SendDesk.Heard heard) {
        Json body = Cards.read(asked.body());
        if (guid.isEmpty()) {
            Json member = body.at("members").items().stream().findFirst().orElse(body);
            Todo fresh = new Todo(
                    "guid-" + Seal.word(20),
                    body.text("client_token").orElse(""),
                    member.text("id").orElse(""),
                    body.text("summary").orElse(""),
                    body.at("due").text("timestamp").orElse("0"),
                    false);
            if (fresh.key().length() < 10
                    || fresh.whose().isEmpty()
                    || fresh.title().isEmpty()) {
                return said(400, 1470400, "invalid params");
            }
            Optional<Todo> known = keyed(fresh.key());
            if (known.isEmpty()) {
                entries.put(fresh.id(), fresh);
                heard.said("feishu", "", fresh.whose(), "［任务］" + fresh.title());
            }
            return told(known.orElse(fresh));
        }
        Todo todo = entries.get(guid);
        if (todo == null) {
            return said(404, 1470404, "task not found");
        }
        if (asked.method().equals("DELETE")) {
            entries.remove(guid);
            return Answered.json(200, "code", 0, "msg", "success", "data", Text.map());
        }
        if (asked.method().equals("PATCH")) {
            Json task = body.at("task");
            Optional<String> completed = task.text("completed_at");
            if (completed.filter(at -> !at.equals("0")).isPresent() && todo.done()) {
                return said(400, 1470400, "task is completed already");
            }
            todo = new Todo(
                    guid,
                    todo.key(),
                    todo.whose(),
                    task.text("summary").orElse(todo.title()),
                    task.at("due").text("timestamp").orElse(todo.due()),
                    completed.map(at -> !at.equals("0")).orElse(todo.done()));
            entries.put(guid, todo);
        }
        return told(todo);
    }

    private static Answered told(Todo todo) {
        return Answered.json(
                200,
                "code",
                0,
                "msg",
                "success",
                "data",
                Text.map(
                        "task",
                        Text.map(
                                "guid",
                                todo.id(),
                                "summary",
                                todo.title(),
                                "due",
                                Text.map("timestamp", todo.due(), "is_all_day", false),
                                "completed_at",
                                todo.done() ? "1780000000000" : "0")));
    }

    private static Answered said(int status, int code, String message) {
        return Answered.json(status, "code", code, "msg", message);
    }

    /** DingTalk's: whose key is known is told so, with the id; what is listed puts a word before that. */
    public synchronized Answered dingtalk(Asked asked, String rest, SendDesk.Heard heard) {
        String[] way = rest.split("/");
        String union = way[0];
        Json body = Cards.read(asked.body());
        if (rest.endsWith("/org/tasks/query")) {
            boolean done = body.isTrue("isDone");
            return Answered.json(
                    200,
                    "todoCards",
                    entries.values().stream()
                            .filter(t -> t.whose().equals(union) && t.done() == done)
                            .map(t -> Text.map("taskId", "task" + t.id(), "subject", t.title(), "isDone", done))
                            .toList());
        }
        if (way.length == 2) {
            String key = body.text("sourceId").orElse("");
            Optional<Todo> known = keyed(key);
            if (known.isPresent()) {
                return Answered.json(
                        400,
                        "code",
                        "todo.taskCreate.error",
                        "message",
                        "call hsf service result error: task existed, and taskId is "
                                + known.get().id());
            }
            if (body.at("detailUrl").text("pcUrl").isEmpty()
                    || body.text("subject").isEmpty()) {
                return Answered.json(400, "code", "invalidParameter", "message", "detailUrl is required");
            }
            Todo fresh = new Todo(
                    Seal.word(20).replaceAll("[^0-9A-Za-z]", "x"),
                    key,
                    union,
                    body.text("subject").orElse(""),
                    body.text("dueTime").orElse("0"),
                    false);
            entries.put(fresh.id(), fresh);
            heard.said("dingtalk", "", union, "［待办］" + fresh.title());
            return Answered.json(200, "id", fresh.id(), "subject", fresh.title(), "done", false);
        }
        Todo todo = entries.get(way[2]);
        if (todo == null) {
            return Answered.json(404, "code", "todo.taskNotExist", "message", "待办不存在");
        }
        if (asked.method().equals("DELETE")) {
            entries.remove(todo.id());
        } else {
            entries.put(
                    todo.id(),
                    new Todo(
                            todo.id(),
                            todo.key(),
                            union,
                            body.text("subject").orElse(todo.title()),
                            body.text("dueTime").orElse(todo.due()),
                            body.isTrue("done")));
        }
        return Answered.json(200, "result", true, "requestId", "r1");
    }
}
