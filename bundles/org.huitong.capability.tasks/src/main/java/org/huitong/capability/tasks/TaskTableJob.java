// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Duty;
import org.huitong.capability.tasks.TaskJson.TaskWish;
import org.huitong.kit.job.Owner;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.JsonText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Does what somebody has confirmed of an edited 《任务跟踪表》, task by task, each by the rights that they have in that moment
 * and only where the task still is what they saw. What was not done is named.
 */
@Component(service = JobKind.class)
@JobName(job = TaskTableJob.NAME)
public final class TaskTableJob implements JobKind {
    static final String NAME = "tasks.table";
    private static final int MOST_NAMED = 20;

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final DecisionPoint decisions;
    private final Owner owner;
    private final Clock clock;

    @Activate
    public TaskTableJob(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference DecisionPoint decisions,
            @Reference Entrance entrance,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.decisions = decisions;
        this.owner = new Owner(entrance, decisions);
        this.clock = clock;
    }

    /** What there is to do, and nothing else. */
    static String argument(List<TableDifference> differences) {
        List<JsonText> wishes = new ArrayList<>();
        for (TableDifference difference : differences) {
            difference.wish().ifPresent(wish -> {
                JsonText json =
                        JsonText.object().with("id", difference.line().task()).with("version", wish.version());
                put(json, "title", wish.title());
                put(json, "assignee", wish.assignee());
                put(json, "department", wish.department());
                put(json, "due", wish.due());
                put(json, "state", wish.state());
                wishes.add(json);
            });
        }
        return JsonText.object().withAll("tasks", wishes).toString();
    }

    private static void put(JsonText json, String name, String valueOrNull) {
        if (valueOrNull != null) {
            json.with(name, valueOrNull);
        }
    }

    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        List<Json> tasks =
                Json.read(run.argument()).good().orElseThrow().at("tasks").items();
        Progress progress = run.mark().map(Progress::of).orElse(new Progress(0, 0, ""));
        while (progress.next() < tasks.size()) {
            run.progress(progress.next(), tasks.size());
            Asker asker = owner.of(run);
            Json task = tasks.get(progress.next());
            Progress before = progress;
            progress = done(run, asker, task, before).orElseGet(() -> left(run, task, before));
        }
        run.progress(tasks.size(), tasks.size());
        return progress.words();
    }

    /** Empty where it could not be; then nothing of it was. */
    private Optional<Progress> done(JobRun run, Asker asker, Json json, Progress before) {
        try {
            return Optional.of(shelf.transactions().write(c -> {
                change(c, asker, json);
                Progress after = before.one();
                run.mark(c, after.text());
                return after;
            }));
        } catch (TaskDesk.ChangedMeanwhile | Problem objection) {
            return Optional.empty();
        }
    }

    private Progress left(JobRun run, Json json, Progress before) {
        return shelf.transactions().write(c -> {
            Optional<Task> task = shelf.find(c, json.text("id").orElse(""));
            Progress after = before.left(task.map(Task::code).orElse("?"));
            run.mark(c, after.text());
            return after;
        });
    }

    private void change(Connection connection, Asker asker, Json json) throws SQLException {
        Duty duty = desk.duty();
        Sight sight = Sight.of(asker, decisions, duty);
        Task before = shelf.find(connection, json.text("id").orElse(""))
                .filter(sight::sees)
                .filter(task -> json.number("version").orElse(-1) == task.version())
                .orElseThrow(TaskDesk.ChangedMeanwhile::new);
        Task after = TaskEdit.of(wish(json)).on(before, clock.instant());
        Optional<Problem> objection = new Amending(asker, sight, duty).objection(before, after);
        if (objection.isPresent()) {
            throw objection.get();
        }
        desk.change(connection, before, after, Doer.of(asker), asker.person());
    }

    private static TaskWish wish(Json json) {
        return new TaskWish(
                null,
                json.text("title").orElse(null),
                null,
                null,
                null,
                json.text("assignee").orElse(null),
                json.text("department").orElse(null),
                json.text("due").orElse(null),
                json.text("state").orElse(null),
                null);
    }

    /**
     * How far it is.
     *
     * @param named the codes of tasks that were left, with a blank between them
     */
    private record Progress(int done, int left, String named) {
        static Progress of(String text) {
            String[] parts = text.split(" ", 3);
            return new Progress(
                    Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts.length < 3 ? "" : parts[2]);
        }

        String text() {
            return done + " " + left + " " + named;
        }

        int next() {
            return done + left;
        }

        Progress one() {
            return new Progress(done + 1, left, named);
        }

        Progress left(String code) {
            return new Progress(done, left + 1, left < MOST_NAMED ? (named + " " + code).strip() : named);
        }

        LocalText words() {
            return left == 0
                    ? LocalText.of("已修改 " + done + " 个任务。", done + " tasks were changed.")
                    : LocalText.of(
                            "已修改 " + done + " 个任务；" + left + " 个没有修改，因为确认之后又有变动或权限已变：" + named + "。",
                            done + " tasks were changed; " + left
                                    + " were not, since they or your rights have changed meanwhile: " + named + ".");
        }
    }
}
