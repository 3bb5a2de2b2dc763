// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.WorkTime;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.people.Person;
import org.huitong.api.work.Duty;
import org.huitong.capability.tasks.Instruction.Addressee;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends instructions, and sees that each is confirmed: reminded of when half of the time has passed, given to the deputy
 * or superior when it is over, and named as unconfirmed where these do not answer either. Each step is the caller's one
 * transaction.
 */
@Component(service = InstructionDesk.class)
public final class InstructionDesk {
    static final String ALARM = "tasks.instruction";
    private static final int REMIND = 1;
    private static final int FALL_BACK = 2;
    private static final Duration FOR_THE_DEPUTY = Duration.ofHours(2);
    private static final Duration USUAL = Duration.ofHours(4);

    private final InstructionShelf shelf;
    private final TaskDesk desk;
    private final Outbox outbox;
    private final Alarms alarms;
    private final Clock clock;
    private final Audit audit;

    @Activate
    public InstructionDesk(
            @Reference InstructionShelf shelf,
            @Reference TaskDesk desk,
            @Reference Outbox outbox,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference Audit audit) {
        this.shelf = shelf;
        this.desk = desk;
        this.outbox = outbox;
        this.alarms = alarms;
        this.clock = clock;
        this.audit = audit;
    }

    /** @param confirmBy empty: within half a day of work */
    Instruction send(Connection transaction, String text, Collection<Person> to, Optional<Instant> confirmBy, Doer doer)
            throws SQLException {
        Instant now = now();
        Instruction instruction =
                new Instruction(id(), doer.account(), now, confirmBy.orElseGet(() -> usual().plus(now, USUAL)), text);
        shelf.add(transaction, instruction);
        Duty duty = desk.duty();
        for (Person person : to) {
            // Who is away does not read it in time: whoever does their work gets it at once.
            Person first = duty.of(person.id()).orElse(person);
            Addressee addressee = new Addressee(
                    id(),
                    instruction.id(),
                    person.id(),
                    first.id(),
                    0,
                    "",
                    Addressee.WAITING,
                    Optional.empty(),
                    Optional.empty());
            String letter = tell(transaction, instruction, addressee, first, "指令");
            shelf.add(transaction, addressee.told(first.id(), letter));
            Duration half = Duration.between(now, instruction.confirmBy()).dividedBy(2);
            alarms.set(transaction, ALARM, addressee.id(), now.plus(half));
        }
        audit.note(
                transaction, Deed.done(doer, "instructions.send", new Deed.Thing("instruction", instruction.id(), "")));
        return instruction;
    }

    /** @return when it rings again; empty where nothing is left to do */
    Optional<Instant> again(Connection transaction, String id) throws SQLException {
        Optional<Addressee> found =
                shelf.addressee(transaction, id).filter(a -> a.state().equals(Addressee.WAITING));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Addressee addressee = found.get();
        Instruction instruction =
                shelf.find(transaction, addressee.instruction()).orElseThrow();
        Instant now = now();
        if (addressee.step() == REMIND && now.isBefore(instruction.confirmBy())) {
            Person same = desk.duty().roster().person(addressee.told()).orElseThrow();
            String letter = tell(transaction, instruction, addressee, same, "指令提醒");
            return shelf.keep(transaction, addressee.told(same.id(), letter))
                    ? Optional.of(instruction.confirmBy())
                    : Optional.empty();
        }
        Optional<Person> next = addressee.step() <= FALL_BACK ? next(addressee) : Optional.empty();
        if (next.isEmpty()) {
            if (shelf.keep(transaction, addressee.in(Addressee.UNCONFIRMED, Optional.empty(), Optional.empty()))) {
                settle(transaction, addressee, "已过确认期限");
            }
            return Optional.empty();
        }
        String letter = tell(transaction, instruction, addressee, next.get(), "指令·代办");
        Addressee told = addressee.told(next.get().id(), letter);
        // One that was never reminded, for the hub was away, has had its turn all the same.
        Addressee fallen = told.step() > FALL_BACK ? told : told.told(told.told(), letter);
        return shelf.keep(transaction, fallen) ? Optional.of(usual().plus(now, FOR_THE_DEPUTY)) : Optional.empty();
    }

    private Optional<Person> next(Addressee addressee) {
        List<Person> ladder = desk.duty().ladder(addressee.person());
        int at = ladder.stream().map(Person::id).toList().indexOf(addressee.told());
        return desk.duty()
                .roster()
                .person(addressee.person())
                .flatMap(p -> p.absent())
                .flatMap(a -> a.deputy())
                .flatMap(desk.duty()::of)
                .filter(deputy -> !deputy.id().equals(addressee.told()))
                .or(() -> ladder.stream().skip(at + 1L).findFirst());
    }

    private String tell(Connection transaction, Instruction instruction, Addressee addressee, Person to, String what)
            throws SQLException {
        String meant = to.id().equals(addressee.person())
                ? ""
                : "\n（原接收人：" + desk.duty().roster().name(addressee.person()).orElse("") + "）";
        String key = "instruction:" + addressee.id() + ":" + addressee.step();
        return outbox.post(
                transaction,
                Letter.notice(
                        new To.Person(to.id()),
                        TaskCards.of(instruction, addressee, what, meant),
                        TaskLetters.SUBJECT,
                        true,
                        key));
    }

    /** @return whether it was not confirmed before */
    boolean confirm(Connection transaction, Addressee addressee, String how) throws SQLException {
        alarms.cancel(transaction, ALARM, addressee.id());
        boolean first =
                shelf.keep(transaction, addressee.in(Addressee.CONFIRMED, Optional.of(now()), Optional.of(how)));
        if (first) {
            settle(transaction, addressee, "已确认");
        }
        return first;
    }

    private void settle(Connection transaction, Addressee addressee, String words) throws SQLException {
        outbox.settle(transaction, TaskLetters.SUBJECT, TaskCards.about(addressee), words);
    }

    private WorkTime usual() {
        return desk.work(Optional.empty());
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
