// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.kit.parse.Json;
import org.huitong.simulator.Cards;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.SendDesk.Asked;
import org.huitong.simulator.SendDesk.Heard;
import org.huitong.simulator.Text;
import org.huitong.simulator.demo.Staff;

/**
 * The approval centre of DingTalk as other systems fill it (自有 OA 审批): templates, instances of them, and tasks on people's
 * lists, each with an id that the platform gives; what is asked for twice stands there twice. As strict as the platform, with
 * its codes. Safe for many threads.
 *
 * <p>Source: "创建或更新审批模板", "创建实例", "更新实例状态", "创建流程中心待处理任务", "更新流程中心任务状态", "批量取消流程中心待处理任务"
 * and "查询通过流程中心集成的OA审批任务" of the vendor's pages.
 */
public final class DingtalkCentre {
    private static final String CENTRES = "/v1.0/workflow/processCentres/";
    private static final String IDS = "/v1.0/workflow/processes/instanceIds/query";
    private static final String ONE = "/v1.0/workflow/processInstances";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TITLE = 64;
    private static final int LONGEST_ADDRESS = 1_024;
    private static final int LONGEST_GROUP = 256;
    private static final int MOST_AT_ONCE = 20;
    private static final int MOST_TASKS = 100;
    private static final int MOST_TEMPLATES = 200;
    private static final Set<String> KINDS = Set.of(
            "TextField",
            "TextareaField",
            "NumberField",
            "DDSelectField",
            "DDMultiSelectField",
            "DDDateField",
            "DDDateRangeField",
            "TextNote",
            "DDPhotoField",
            "MoneyField",
            "TableField",
            "DDAttachment",
            "InnerContactField",
            "RelateField",
            "AddressField",
            "StarRatingField",
            "DepartmentField");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final Staff staff;
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<Long, Task> tasks = new LinkedHashMap<>();
    private long lastTask = 1_000_000;

    DingtalkCentre(Staff staff) {
        this.staff = staff;
    }

    private record Template(String code, String name, Set<String> labels) {}

    /** @param status RUNNING COMPLETED TERMINATED */
    public record Entry(
            String id,
            String code,
            String by,
            String title,
            String url,
            Map<String, String> values,
            String status,
            String result,
            Instant since) {
        private Entry end(String how, String with) {
            return new Entry(id, code, by, title, url, values, how, with, since);
        }

        @Override
        public String toString() {
            return "Entry[" + id + " " + status + "]";
        }
    }

    /** @param status RUNNING COMPLETED CANCELED */
    public record Task(
            long id,
            String entry,
            String group,
            String whose,
            String url,
            String status,
            String result,
            Instant since) {
        private Task end(String how, String with) {
            return new Task(id, entry, group, whose, url, how, with, since);
        }

        boolean waits() {
            return status.equals("RUNNING");
        }

        @Override
        public String toString() {
            return "Task[" + id + " " + status + "]";
        }
    }

    /** What stands there, whatever became of it. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public synchronized List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    /** Who finds something among what they have to do. */
    public synchronized List<String> waiting() {
        return tasks.values().stream().filter(Task::waits).map(Task::whose).toList();
    }

    /** Somebody deletes the template, and with it whatever stands there. */
    public synchronized void clear() {
        templates.clear();
        entries.clear();
        tasks.clear();
    }

    synchronized boolean tells(Asked asked) {
        return asked.path().startsWith(CENTRES)
                || asked.path().equals(IDS)
                || asked.path().equals(ONE) && entries.containsKey(asked.query().get("processInstanceId"));
    }

    synchronized Answered tell(Asked asked, Instant now, Heard heard) {
        Json body = Cards.read(asked.body());
        return switch (asked.method() + " " + asked.path()) {
            case "POST " + CENTRES + "schemas" -> template(body);
            case "GET " + CENTRES + "schemaNames/processCodes" -> code(
                    asked.query().getOrDefault("name", ""));
            case "POST " + CENTRES + "instances" -> begin(body, now);
            case "PUT " + CENTRES + "instances" -> end(body);
            case "POST " + CENTRES + "tasks" -> give(body, now, heard);
            case "PUT " + CENTRES + "tasks" -> change(body);
            case "POST " + CENTRES + "tasks/cancel" -> cancel(body);
            case "GET " + CENTRES + "todoTasks" -> todo(asked.query());
            case "POST " + IDS -> ids(body);
            case "GET " + ONE -> one(entries.get(asked.query().get("processInstanceId")));
            default -> refused("InvalidAction.NotFound", "Specified api is not found");
        };
    }

    private Answered template(Json body) {
        String name = body.text("name").orElse("");
        List<Json> components = body.at("formComponents").items();
        if (name.isBlank() || name.length() > LONGEST_NAME || components.isEmpty()) {
            return refused("parameter.invalid", "参数错误");
        }
        Set<String> labels = new LinkedHashSet<>();
        for (Json component : components) {
            Json props = component.at("props");
            if (!KINDS.contains(component.text("componentType").orElse(""))
                    || props.text("componentId").isEmpty()
                    || props.text("label").isEmpty()) {
                return refused("aflowProcessFormContentInvalid", "审批流的表单格式错误");
            }
            labels.add(props.text("label").get());
        }
        String known = body.text("processCode").orElse("");
        if (!known.isEmpty() && !templates.containsKey(known)) {
            return refused("process.error", "审批流不存在");
        }
        if (known.isEmpty() && templates.size() == MOST_TEMPLATES) {
            return refused("process.overLimit", "复制的审批流已超过最大数量");
        }
        String code = known.isEmpty() ? "PROC-" + Seal.word(32).toUpperCase(Locale.ROOT) : known;
        templates.put(code, new Template(code, name, labels));
        return Answered.json(200, "result", Text.map("processCode", code));
    }

    private Answered code(String name) {
        return templates.values().stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .map(template -> Answered.json(200, "result", Text.map("processCode", template.code())))
                .orElseGet(() -> refused("process.error", "模板不存在"));
    }

    private Answered begin(Json body, Instant now) {
        Template template = templates.get(body.text("processCode").orElse(""));
        if (template == null) {
            return refused("process.error", "审批流不存在");
        }
        String by = body.text("originatorUserId").orElse("");
        if (staff.worker(by).isEmpty()) {
            return refused("userNotExist", "用户不存在");
        }
        String url = body.text("url").orElse("");
        String title = body.text("title").orElse("");
        if (url.isBlank()
                || url.length() > LONGEST_ADDRESS
                || title.codePointCount(0, title.length()) > LONGEST_TITLE) {
            return refused("parameter.invalid", "参数错误");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Json value : body.at("formComponentValueList").items()) {
            values.put(value.text("name").orElse(""), value.text("value").orElse(""));
        }
        if (!template.labels().containsAll(values.keySet())) {
            return refused("formConverterError", "表单数据反向转换出错");
        }
        String id = Seal.word(22) + "_" + now.toEpochMilli();
        entries.put(id, new Entry(id, template.code(), by, title, url, values, "RUNNING", "", now));
        return Answered.json(200, "result", Text.map("processInstanceId", id));
    }

    private Answered end(Json body) {
        Entry entry = entries.get(body.text("processInstanceId").orElse(""));
        String status = body.text("status").orElse("");
        String result = body.text("result").orElse("");
        if (entry == null) {
            return refused("process.inst.notExist", "审批单不存在或已删除");
        }
        if (!Set.of("COMPLETED", "TERMINATED").contains(status)
                || !Set.of("agree", "refuse").contains(result)) {
            return refused("formContent.error", "表单格式错误");
        }
        entries.put(entry.id(), entry.end(status, result));
        return Answered.json(200, "success", true);
    }

    private Answered give(Json body, Instant now, Heard heard) {
        Entry entry = entries.get(body.text("processInstanceId").orElse(""));
        List<Json> wanted = body.at("tasks").items();
        if (entry == null) {
            return refused("process.inst.notExist", "审批单不存在或已删除");
        }
        if (!entry.status().equals("RUNNING")) {
            return refused("integrated.state.invalid", "流程实例已完结，不能继续创建任务");
        }
        if (wanted.isEmpty()) {
            return refused("tasks.is.null", "参数错误，任务列表tasks不能为空");
        }
        long there = tasks.values().stream()
                .filter(task -> task.entry().equals(entry.id()))
                .count();
        if (wanted.size() > MOST_AT_ONCE || there + wanted.size() > MOST_TASKS) {
            return refused("integrated.number.exceed", "流程任务的数量到达上限");
        }
        String group = body.text("activityId").orElse("");
        if (group.length() > LONGEST_GROUP
                || wanted.stream()
                        .anyMatch(task ->
                                staff.worker(task.text("userId").orElse("")).isEmpty())) {
            return refused("userNotExist", "用户不存在");
        }
        if (wanted.stream().anyMatch(task -> task.text("url").orElse("").length() > LONGEST_ADDRESS)) {
            return refused("task.url.error", "任务列表tasks中url长度不能超过1024字符");
        }
        List<Object> made = new ArrayList<>();
        for (Json one : wanted) {
            String whose = one.text("userId").orElse("");
            Task task = new Task(
                    ++lastTask, entry.id(), group, whose, one.text("url").orElse(""), "RUNNING", "", now);
            tasks.put(task.id(), task);
            made.add(Text.map("taskId", task.id(), "userId", whose));
            heard.said("dingtalk", "", whose, "［审批中心］" + entry.title());
        }
        return Answered.json(200, "success", true, "result", made);
    }

    private Answered change(Json body) {
        String of = body.text("processInstanceId").orElse("");
        List<Json> wanted = body.at("tasks").items();
        if (!entries.containsKey(of)) {
            return refused("integrated.state.invalid", "流程实例不存在");
        }
        for (Json one : wanted) {
            Task task = tasks.get(one.number("taskId").orElse(0));
            String status = one.text("status").orElse("");
            String result = one.text("result").orElse("");
            boolean whole = status.equals("CANCELED") && result.isEmpty()
                    || status.equals("COMPLETED") && Set.of("AGREE", "REFUSE").contains(result);
            if (task == null || !task.entry().equals(of) || !whole || wanted.size() > MOST_AT_ONCE) {
                return refused("internalError", "参数错误");
            }
        }
        for (Json one : wanted) {
            Task task = tasks.get(one.number("taskId").orElse(0));
            tasks.put(
                    task.id(),
                    task.end(one.text("status").orElse(""), one.text("result").orElse("")));
        }
        return wanted.isEmpty() ? refused("internalError", "参数错误") : Answered.json(200, "success", true);
    }

    private Answered cancel(Json body) {
        String of = body.text("processInstanceId").orElse("");
        String group = body.text("activityId").orElse("");
        if (!entries.containsKey(of)) {
            return refused("integrated.state.invalid", "流程实例不存在");
        }
        if (group.isEmpty()) {
            return refused("internalError", "activityId不能为空");
        }
        Set<String> groups = body.at("activityIds").items().stream()
                .flatMap(id -> id.text().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        groups.add(group);
        tasks.replaceAll((id, task) -> task.entry().equals(of) && groups.contains(task.group()) && task.waits()
                ? task.end("CANCELED", "")
                : task);
        return Answered.json(200, "success", true);
    }

    private Answered todo(Map<String, String> query) {
        String whose = query.getOrDefault("userId", "");
        if (whose.isEmpty()) {
            return refused("integrated.params.error", "用户ID不能为空，请检查");
        }
        List<Object> list = tasks.values().stream()
                .filter(task -> task.waits() && task.whose().equals(whose))
                .<Object>map(task -> Text.map(
                        "taskId",
                        task.id(),
                        "activityId",
                        task.group(),
                        "status",
                        task.status(),
                        "createTime",
                        task.since().toEpochMilli(),
                        "processInstanceId",
                        task.entry()))
                .toList();
        return Answered.json(200, "taskPage", Text.map("hasMore", false, "list", list));
    }

    private Answered ids(Json body) {
        long from = body.number("startTime").orElse(0);
        long to = body.number("endTime").orElse(Long.MAX_VALUE);
        List<String> who = body.at("userIds").items().stream()
                .flatMap(id -> id.text().stream())
                .toList();
        int most = (int) body.number("maxResults").orElse(0);
        if (from == 0 || most < 1 || most > MOST_AT_ONCE) {
            return refused("parameter.invalid", "参数错误");
        }
        List<String> found = entries.values().stream()
                .filter(entry -> entry.code().equals(body.text("processCode").orElse(""))
                        && (who.isEmpty() || who.contains(entry.by()))
                        && entry.since().toEpochMilli() >= from
                        && entry.since().toEpochMilli() <= to)
                .map(Entry::id)
                .limit(most)
                .toList();
        return Answered.json(200, "success", true, "result", Text.map("list", found));
    }

    private static Answered one(Entry entry) {
        return Answered.json(
                200,
                "success",
                true,
                "result",
                Text.map(
                        "title",
                        entry.title(),
                        "status",
                        entry.status(),
                        "result",
                        entry.result(),
                        "originatorUserId",
                        entry.by(),
                        "createTime",
                        TIME.format(entry.since()),
                        "formComponentValues",
                        entry.values().entrySet().stream()
                                .map(value -> Text.map(
                                        "name",
                                        value.getKey(),
                                        "value",
                                        value.getValue(),
                                        "componentType",
                                        "TextField"))
                                .toList(),
                        "operationRecords",
                        List.of()));
    }

    private static Answered refused(String code, String message) {
        return Answered.json(400, "code", code, "message", message, "requestid", Seal.word(16));
    }
}
