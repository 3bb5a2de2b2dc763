// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.Posted;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.work.Duty;
import org.huitong.capability.tasks.TaskJson.PointJson;
import org.huitong.capability.tasks.TaskJson.StepJson;
import org.huitong.capability.tasks.TaskJson.SupervisionJson;
import org.huitong.capability.tasks.TaskJson.WaitingJson;

/** A task as one caller may see it: names beside ids, and the message's words through the door alone. */
record TaskTelling(
        Asker asker,
        Sight sight,
        TaskDesk desk,
        Duty duty,
        MessageDoor door,
        Outbox outbox,
        Entrance entrance,
        Instant now) {
    private static final int EXCERPT = 120;

    TaskJson of(Task task, List<Step> steps, List<String> alsoIn) {
        Roster roster = duty.roster();
        return new TaskJson(
                task.id(),
                task.code(),
                task.version(),
                task.words().title(),
                Optional.of(task.words().note()).filter(note -> !note.isEmpty()),
                task.message().map(id -> id.value()),
                words(task),
                task.hidden(),
                task.assignee(),
                task.assignee().flatMap(roster::name),
                task.department(),
                task.department().flatMap(roster::name),
                task.due(),
                task.state().word(),
                task.isOverdue(now),
                desk.waiting(task).map(w -> new WaitingJson(w.kind().word(), w.until())),
                task.supervision().isPresent(),
                task.supervision().map(by -> supervision(task, by, steps)),
                task.words().checklist().stream()
                        .map(p -> new PointJson(p.text(), p.done()))
                        .toList(),
                task.by(),
                name(task.by()),
                task.madeAt(),
                task.endedAt(),
                alsoIn,
                may(task),
                steps.stream().map(this::step).toList());
    }

    private String may(Task task) {
        boolean made = task.by().equals(asker.account())
                || task.maker().filter(sight.whose()::contains).isPresent();
        return made || sight.manages(task) ? "edit" : sight.isTheirs(task) ? "work" : "";
    }

    private SupervisionJson supervision(Task task, Task.Supervision by, List<Step> steps) {
        Optional<Step> reminder = last(steps, true);
        return new SupervisionJson(
                by.by(),
                name(by.by()),
                by.since(),
                task.assignee().map(duty::ladder).orElse(List.of()).stream()
                        .map(Person::name)
                        .toList(),
                reminder.map(Step::at),
                last(steps, false).map(Step::at),
                reminder.flatMap(Step::letter).flatMap(outbox::find).flatMap(Posted::platform));
    }

    /** The last telling, or the last answer. */
    private static Optional<Step> last(List<Step> steps, boolean telling) {
        return steps.stream()
                .filter(step -> telling ? step.letter().isPresent() : step.kind() == Step.Kind.ACKNOWLEDGED)
                .reduce((earlier, later) -> later);
    }

    private StepJson step(Step step) {
        Optional<Posted> letter = step.letter().flatMap(outbox::find);
        return new StepJson(
                step.number(),
                step.at(),
                step.kind().word(),
                step.by(),
                name(step.by()),
                step.person(),
                step.person().flatMap(duty.roster()::name),
                Optional.of(step.text()).filter(text -> !text.isEmpty()),
                letter.flatMap(Posted::platform),
                letter.map(Posted::state));
    }

    /** What people call whose account it is, as long as it is open. */
    private Optional<String> name(String account) {
        return entrance.current(account).map(Asker::name);
    }

    /** Whoever looks at a task does not reach for its message: where they may not see that, it is no attempt to be noted. */
    private Optional<String> words(Task task) {
        return task.message()
                .filter(id -> door.maySee(asker, id))
                .flatMap(id -> door.find(asker, id))
                .filter(view -> !view.recalled())
                .flatMap(view -> view.message().content().text())
                .map(TaskTelling::excerpt);
    }

    private static String excerpt(String text) {
        String line = text.strip();
        return line.length() <= EXCERPT
                ? line
                : line.substring(
                                0, line.offsetByCodePoints(0, Math.min(EXCERPT, line.codePointCount(0, line.length()))))
                        + "…";
    }
}
