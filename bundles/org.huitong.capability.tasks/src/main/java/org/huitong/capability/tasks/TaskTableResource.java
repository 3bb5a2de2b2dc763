// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Jobs;
import org.huitong.api.document.SheetReader;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.api.work.Duty;
import org.huitong.capability.tasks.TableDifference.Change;
import org.huitong.capability.tasks.TableJson.ChangeJson;
import org.huitong.capability.tasks.TableJson.LineJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/task-table}: 《任务跟踪表》 comes back edited. First it is told what that would do, line by line; what was
 * confirmed is then carried out, as a job, and only if it is still the same.
 */
@Component
@Subject(subject = "task-table")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class TaskTableResource implements RestResource {
    private static final int MOST_BYTES = 8 << 20;
    private static final int UPLOAD_SECONDS = 120;
    /** Which somebody can still look through. */
    private static final int MOST_EDITED = 2_000;

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final DecisionPoint decisions;
    private final SheetReader sheets;
    private final Jobs jobs;
    private final Clock clock;

    @Activate
    public TaskTableResource(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference DecisionPoint decisions,
            @Reference SheetReader sheets,
            @Reference Jobs jobs,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.decisions = decisions;
        this.sheets = sheets;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @param confirm as it was told with what the same file would do; absent: nothing is done */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permitted.EVERYBODY)
    public Response take(
            @BodyLimit(bytes = MOST_BYTES, seconds = UPLOAD_SECONDS) byte[] file,
            @QueryParam("confirm") String confirm,
            @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Duty duty = desk.duty();
        TaskTable table = new TaskTable(duty.roster(), clock.zone());
        TaskTable.Read read = table.read(sheets.read(file), sheets);
        List<TableDifference> differences = differences(table, read, asker, duty);
        TableJson told = told(read, differences);
        if (confirm == null || confirm.isBlank()) {
            return Response.ok(told).build();
        }
        if (!confirm.equals(told.confirm())) {
            throw new Problem(
                    409,
                    "changed-meanwhile",
                    LocalText.of(
                            "确认之后任务又有变动，或换了文件：请再看一遍差异后确认。",
                            "Tasks have changed since, or it is another file: look at the difference again, and"
                                    + " confirm that."));
        }
        if (told.changes() == 0) {
            throw Problem.badRequest("没有可以执行的修改。", "There is nothing that can be changed.");
        }
        String job = jobs.start(new Jobs.Order(
                TaskTableJob.NAME,
                LocalText.of("按任务跟踪表修改 " + told.changes() + " 个任务", "Change " + told.changes() + " tasks by the table"),
                asker.account(),
                Optional.empty(),
                TaskTableJob.argument(differences)));
        return Response.accepted(new Begun(job)).build();
    }

    private List<TableDifference> differences(TaskTable table, TaskTable.Read read, Asker asker, Duty duty) {
        List<TaskTable.Line> edited =
                read.lines().stream().filter(TaskTable.Line::isEdited).toList();
        if (edited.size() > MOST_EDITED) {
            throw new Problem(
                    413,
                    "too-many-changes",
                    LocalText.of(
                            "一次最多修改 " + MOST_EDITED + " 行，请分几次上传。",
                            "At most " + MOST_EDITED + " lines are changed at once: upload them in parts."));
        }
        Amending amending = new Amending(asker, Sight.of(asker, decisions, duty), duty);
        Instant now = clock.instant();
        return shelf.transactions().read(c -> {
            List<TableDifference> differences = new ArrayList<>();
            for (TaskTable.Line line : edited) {
                TableDifference difference = shelf.find(c, line.task())
                        .filter(amending.sight()::sees)
                        .map(task -> TableDifference.of(table, line, task, amending, now))
                        .orElseGet(() -> TableDifference.unknown(line));
                boolean twice =
                        differences.stream().anyMatch(d -> d.line().task().equals(line.task()));
                differences.add(twice ? difference.twice() : difference);
            }
            return differences;
        });
    }

    private static TableJson told(TaskTable.Read read, List<TableDifference> differences) {
        List<LineJson> lines = differences.stream()
                .filter(d -> d.task().isEmpty() || !d.changes().isEmpty())
                .map(TaskTableResource::line)
                .toList();
        return new TableJson(
                lines,
                read.lines().size() - lines.size(),
                read.without(),
                (int) differences.stream().filter(d -> d.wish().isPresent()).count(),
                sha256(TaskTableJob.argument(differences)));
    }

    private static LineJson line(TableDifference difference) {
        return new LineJson(
                difference.line().number(),
                difference.task().map(Task::id),
                difference.task().map(Task::code),
                difference.task().map(task -> task.words().title()),
                difference.changes().stream().map(TaskTableResource::change).toList());
    }

    private static ChangeJson change(Change change) {
        return new ChangeJson(
                change.field().word(),
                change.field().column().title(),
                change.before(),
                change.after(),
                change.verdict().name().toLowerCase(Locale.ROOT),
                change.why());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public record Begun(String job) {}
}
