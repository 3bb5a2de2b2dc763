// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.CardOwner;
import org.huitong.api.outbox.CardsOf;
import org.huitong.api.outbox.Press;
import org.huitong.api.outbox.Settled;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.Person;
import org.huitong.capability.tasks.Instruction.Addressee;
import org.huitong.kit.chat.Reply;
import org.huitong.kit.chat.Reply.Meaning;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The cards of tasks and instructions, and what is pressed on them: that somebody knows, or has done it. */
@Component(service = CardOwner.class)
@CardsOf(cards = TaskLetters.SUBJECT)
public final class TaskCards implements CardOwner {
    private static final String KNOWN = "known";
    private static final String DONE = "done";
    private static final String TASK = "task:";
    private static final String INSTRUCTION = "instruction:";

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final InstructionDesk instructions;
    private final InstructionShelf given;
    private final TaskAnswers answers;

    @Activate
    public TaskCards(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference InstructionDesk instructions,
            @Reference InstructionShelf given,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.instructions = instructions;
        this.given = given;
        this.answers = new TaskAnswers(desk, clock);
    }

    /** @param what such as 即将到期 @param facts what is told of it besides its code */
    static Writing.Card of(Task task, String what, List<Writing.Fact> facts) {
        return new Writing.Card(
                what,
                Writing.said(task.words().title()),
                facts,
                List.of(
                        Writing.Button.press("收到", KNOWN, Writing.Style.MAIN).or("收到 " + task.code()),
                        Writing.Button.press("完成", DONE, Writing.Style.PLAIN).or("完成 " + task.code())),
                about(task));
    }

    static String about(Task task) {
        return TASK + task.id();
    }

    static String about(Addressee addressee) {
        return INSTRUCTION + addressee.id();
    }

    static Writing.Card of(Instruction instruction, Addressee addressee, String what, String meant) {
        return new Writing.Card(
                what,
                Writing.said(instruction.text()) + meant,
                List.of(new Writing.Fact("编号", addressee.code())),
                List.of(Writing.Button.press("收到", KNOWN, Writing.Style.MAIN).or("收到 " + addressee.code())),
                about(addressee));
    }

    @Override
    public Settled pressed(Connection transaction, Press press) throws SQLException {
        Optional<Person> person = desk.duty().roster().person(press.person()).filter(Person::active);
        if (person.isEmpty()) {
            return new Settled.Over("您已不在册");
        }
        String about = press.about();
        return about.startsWith(INSTRUCTION)
                ? confirm(transaction, about.substring(INSTRUCTION.length()), press)
                : answer(transaction, about.substring(TASK.length()), person.get(), press);
    }

    private Settled answer(Connection transaction, String id, Person person, Press press) throws SQLException {
        Optional<Task> found = shelf.locked(transaction, id);
        if (found.isEmpty()) {
            return new Settled.Over("任务已不在");
        }
        Task task = found.get();
        if (task.state().isOver()) {
            return new Settled.Over(task.state() == TaskState.DONE ? "任务已办结" : "任务已取消");
        }
        if (!answers.isTheirs(task, person)) {
            return new Settled.Over(task.assignee()
                    .flatMap(desk.duty().roster()::name)
                    .map(name -> "任务由 " + name + " 办理")
                    .orElse("任务已不归您办理"));
        }
        boolean done = press.choice().equals(DONE);
        Reply reply = new Reply(Optional.empty(), done ? Meaning.DONE : Meaning.KNOWN, "");
        answers.take(transaction, task, reply, person, press.platform());
        return new Settled.Done(done ? "已办结" : "已收到");
    }

    private Settled confirm(Connection transaction, String id, Press press) throws SQLException {
        Optional<Addressee> found = given.addressee(transaction, id);
        if (found.isEmpty()) {
            return new Settled.Over("指令已不在");
        }
        Addressee addressee = found.get();
        return switch (addressee.state()) {
            case Addressee.CONFIRMED -> new Settled.Over("之前已确认");
            case Addressee.WAITING -> {
                instructions.confirm(transaction, addressee, "@" + press.platform());
                yield new Settled.Done("已确认");
            }
            default -> new Settled.Over("已过确认期限");
        };
    }
}
