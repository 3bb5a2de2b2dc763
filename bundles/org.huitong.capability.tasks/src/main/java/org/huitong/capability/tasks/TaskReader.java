// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.Action;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.people.Person;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.stage.Mark;
import org.huitong.api.work.NewTask;
import org.huitong.capability.tasks.Instruction.Addressee;
import org.huitong.kit.chat.Reply;
import org.huitong.kit.chat.Reply.Meaning;
import org.huitong.kit.chat.Speaker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes tasks of messages that are tagged so, each once, and takes what people answer in their chats. A message that is
 * news makes a task, also where it came some days late; one that is judged anew, or read again, makes none.
 */
@Component
@ReaderName(
        reader = "tasks",
        reader_awaits = {"rules", "rooms", "people"})
public final class TaskReader implements Reader {
    /** What is older is no work any more. */
    private static final Duration NEWS = Duration.ofDays(3);

    private static final int MOST_OPEN = 20;

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final InstructionDesk instructions;
    private final InstructionShelf given;
    private final ChatClerk clerk;
    private final TaskAnswers answers;
    private final Clock clock;

    @Activate
    public TaskReader(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference InstructionDesk instructions,
            @Reference InstructionShelf given,
            @Reference ChatClerk clerk,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.instructions = instructions;
        this.given = given;
        this.clerk = clerk;
        this.answers = new TaskAnswers(desk, clock);
        this.clock = clock;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said
                    && isNews(said.liveness(), said.message())
                    && !isPress(said.message())) {
                if (!answers(transaction, said.message(), said.marks()) && !obeys(transaction, said)) {
                    follow(transaction, said.message(), said.marks());
                }
            } else if (entry instanceof Entry.Found found && found.liveness() == Liveness.LIVE) {
                follow(transaction, found.message(), found.marks());
            }
        }
    }

    /** Only what is said now, and what it was first: who edits a word that was obeyed says nothing new. */
    private boolean obeys(Connection transaction, Entry.Said said) throws SQLException {
        return said.liveness() == Liveness.LIVE
                && said.version() == 1
                && !said.recalled()
                && clerk.obey(
                        transaction,
                        new Spoken(said.message(), said.marks(), desk.duty().roster()));
    }

    /** What is pressed on a card is for whoever posted that: {@link TaskCards}, where it was this bundle. */
    private static boolean isPress(Message message) {
        return message.content().action().flatMap(Action::letter).isPresent();
    }

    private boolean isNews(Liveness liveness, Message message) {
        return liveness == Liveness.LIVE
                || liveness == Liveness.LATE
                        && message.sentAt().isAfter(clock.instant().minus(NEWS));
    }

    private void follow(Connection transaction, Message message, Set<Mark> marks) throws SQLException {
        FollowUp followUp = new FollowUp(desk.terms(), desk.duty().roster(), desk::work, clock.zone());
        Optional<NewTask> task = followUp.of(message, marks, Instant.ofEpochMilli(clock.millis()));
        if (task.isPresent()
                && shelf.tasks(transaction, "message = ?", List.of(message.id().value()), 1)
                        .isEmpty()) {
            desk.open(transaction, task.get());
        }
    }

    /** Whether it was an answer to a task, and nothing else is made of it; only what {@link Speaker#mayCommand may} answers. */
    private boolean answers(Connection transaction, Message message, Set<Mark> marks) throws SQLException {
        Optional<Person> speaker = marks.stream()
                .filter(mark -> mark.kind() == Mark.Kind.PERSON)
                .flatMap(mark -> desk.duty().roster().person(mark.value()).stream())
                .findFirst();
        String words = message.content().text().orElse("");
        if (speaker.isEmpty() || words.isBlank() || !Speaker.mayCommand(message)) {
            return false;
        }
        if (confirms(transaction, words, speaker.get(), message.key().platform())) {
            return true;
        }
        Reply reply = Reply.of(Task.LETTER, words);
        boolean direct = message.conversation().kind() == Conversation.Kind.DIRECT;
        if (reply.code().isEmpty() && (!direct || reply.meaning() == Meaning.WORDS)) {
            return false;
        }
        Optional<Task> task = reply.code().isPresent()
                ? coded(transaction, reply.code().get(), speaker.get())
                : only(transaction, speaker.get());
        if (task.isEmpty()) {
            return false;
        }
        answers.take(
                transaction, task.get(), reply, speaker.get(), message.key().platform());
        return true;
    }

    /** Whether an instruction is named that the speaker was given: whatever they say to it, they know of it. */
    private boolean confirms(Connection transaction, String words, Person person, String platform) throws SQLException {
        Optional<String> code = Reply.of(Addressee.LETTER, words).code();
        Optional<Addressee> meant = code.isEmpty()
                ? Optional.empty()
                : given.waitingFor(transaction, person.id()).stream()
                        .filter(one -> one.id().startsWith(code.get()))
                        .findFirst();
        return meant.isPresent() && instructions.confirm(transaction, meant.get(), "@" + platform);
    }

    private Optional<Task> coded(Connection transaction, String code, Person person) throws SQLException {
        return shelf.tasks(transaction, "id LIKE ?", List.of(code + "%"), MOST_OPEN).stream()
                .filter(task -> answers.isTheirs(task, person))
                .findFirst();
    }

    /** The one task that the person has been told of and has not answered; of several nobody knows which is meant. */
    private Optional<Task> only(Connection transaction, Person person) throws SQLException {
        List<Task> open = new ArrayList<>();
        Set<String> whose = desk
                .duty()
                .roster()
                .standsInFor(person.id(), desk.duty().date())
                .stream()
                .collect(Collectors.toSet());
        whose.add(person.id());
        for (String assignee : whose) {
            open.addAll(shelf.tasks(
                    transaction, "assignee = ? AND state IN ('open', 'doing')", List.of(assignee), MOST_OPEN));
        }
        List<Task> waiting = new ArrayList<>();
        for (Task task : open) {
            if (waits(shelf.steps(transaction, task.id()), person)) {
                waiting.add(task);
            }
        }
        return waiting.size() == 1 ? Optional.of(waiting.get(0)) : Optional.empty();
    }

    private static boolean waits(List<Step> steps, Person person) {
        boolean waits = false;
        for (Step step : steps) {
            if (step.letter().isPresent()
                    && step.person().filter(person.id()::equals).isPresent()) {
                waits = true;
            } else if (step.kind() == Step.Kind.ACKNOWLEDGED) {
                waits = false;
            }
        }
        return waits;
    }
}
