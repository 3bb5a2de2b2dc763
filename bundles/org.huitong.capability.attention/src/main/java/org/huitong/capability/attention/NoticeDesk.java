// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.work.Business;
import org.huitong.api.work.Duty;
import org.huitong.capability.attention.Notice.State;
import org.huitong.capability.attention.PushRule.Recipient;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Tells people of important messages until somebody acknowledges them. A notice, the letter, what is written down of it
 * and its alarm are one transaction: the caller's.
 *
 * <p>Why nobody is told behind an acknowledgement: both change the notice's row, and only while it is open; whoever comes
 * second waits for the first and finds it over.
 */
@Component(service = NoticeDesk.class)
public final class NoticeDesk {
    static final String REPEAT = "attention.repeat";
    static final String SUBJECT = "attention";

    private final ItemShelf items;
    private final Supplier<List<PushRule>> rules;
    private final Outbox outbox;
    private final Alarms alarms;
    private final Clock clock;
    private final People people;
    private final Reading reading;

    /** Without it nobody is known to have a role. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile RoleHolders holders;

    @Activate
    public NoticeDesk(
            @Reference ItemShelf items,
            @Reference PushRuleKeeper rules,
            @Reference Outbox outbox,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference People people,
            @Reference DecisionPoint decisions) {
        this(items, () -> rules.inForce().items(), outbox, alarms, clock, people, decisions);
    }

    NoticeDesk(
            ItemShelf items,
            Supplier<List<PushRule>> rules,
            Outbox outbox,
            Alarms alarms,
            Clock clock,
            People people,
            DecisionPoint decisions) {
        this.items = items;
        this.rules = rules;
        this.outbox = outbox;
        this.alarms = alarms;
        this.clock = clock;
        this.people = people;
        this.reading = new Reading(decisions);
    }

    Duty duty() {
        return new Duty(people.roster(), clock.today());
    }

    /** Tells whoever the rules name, once each; who said it needs no telling. */
    void attend(Connection transaction, Item item) throws SQLException {
        for (Map.Entry<Person, PushRule> one : recipients(item).entrySet()) {
            Person person = one.getKey();
            List<Object> once = List.of(item.message().value(), person.id());
            if (item.isSaidBy(person.id())
                    || !NoticeShelf.notices(transaction, "message = ? AND person = ?", once, 1)
                            .isEmpty()) {
                continue;
            }
            Notice notice = new Notice(
                    UUID.randomUUID().toString().replace("-", ""),
                    item.seq(),
                    item.message(),
                    person.id(),
                    person.id(),
                    one.getValue().id(),
                    State.OPEN,
                    0,
                    1,
                    now(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            NoticeShelf.add(transaction, notice);
            tell(transaction, notice, item, Telling.PUSH);
            alarms.set(
                    transaction, REPEAT, notice.id(), now().plus(one.getValue().pause()));
        }
    }

    /** In the order of the rules; where nobody is found for a message that a rule fits, who leads the company. */
    private Map<Person, PushRule> recipients(Item item) {
        Set<String> tags = item.marks(Mark.Kind.TAG);
        if (rules.get().stream().noneMatch(rule -> rule.fits(item.facts().priority(), tags))) {
            // As it is with nearly every message: nobody's departments need to be looked up.
            return Map.of();
        }
        Duty duty = duty();
        List<Department> departments =
                Business.departments(duty.roster(), item.facts().marks());
        Set<String> ids = departments.stream().map(Department::id).collect(Collectors.toSet());
        Map<Person, PushRule> found = new LinkedHashMap<>();
        Optional<PushRule> first = Optional.empty();
        for (PushRule rule : rules.get()) {
            if (rule.fits(item.facts().priority(), tags) && rule.isOf(ids)) {
                first = first.or(() -> Optional.of(rule));
                rule.recipients().forEach(recipient -> whom(duty, recipient, departments, item)
                        .forEach(person -> found.putIfAbsent(person, rule)));
            }
        }
        if (found.isEmpty() && first.isPresent()) {
            PushRule rule = first.get();
            leaders(duty, item).forEach(person -> found.put(person, rule));
        }
        return found;
    }

    private Stream<Person> whom(Duty duty, Recipient recipient, List<Department> departments, Item item) {
        if (recipient instanceof Recipient.Named named) {
            return duty.of(named.person()).stream();
        }
        if (recipient instanceof Recipient.Post post) {
            return departments.stream()
                    .flatMap(d -> duty.roster().members(d.id(), duty.date()).stream())
                    .filter(person -> person.post().equals(post.post()) && duty.isHere(person));
        }
        if (recipient instanceof Recipient.Role role) {
            return withRole(duty, role.role(), departments, item);
        }
        return departments.stream().flatMap(d -> duty.ofDepartment(d.id()).stream());
    }

    /**
     * Who has it for these departments; where it is given for others alone, whoever has it. A role that is given for no
     * department in particular may still read that of its holder alone: whom a message is kept from is not told that
     * there is one. What is secret is told of without its words, and to who answers for it all the same.
     */
    private Stream<Person> withRole(Duty duty, String role, List<Department> departments, Item item) {
        RoleHolders known = holders;
        if (known == null) {
            return Stream.empty();
        }
        List<String> near = departments.stream()
                .flatMap(d -> known.of(role, Optional.of(d.id())).stream())
                .distinct()
                .toList();
        return (near.isEmpty() ? known.of(role, Optional.empty()) : near)
                .stream()
                        .flatMap(id -> duty.of(id).stream())
                        .distinct()
                        .filter(person -> item.isSecret() || reading.may(person.id(), item));
    }

    private static Stream<Person> leaders(Duty duty, Item item) {
        Set<String> named = item.marks(Mark.Kind.COMPANY);
        return duty.roster().companies().stream()
                .filter(c ->
                        named.isEmpty() ? c.parent().isEmpty() : named.contains(c.id()) || named.contains(c.name()))
                .map(Company::head)
                .flatMap(Optional::stream)
                .flatMap(head -> duty.of(head).stream())
                .distinct();
    }

    /** Nobody has answered: the same person once more, or the next one up. @return when it rings again */
    Optional<Instant> again(Connection transaction, String id) throws SQLException {
        Optional<Notice> found = NoticeShelf.find(transaction, id).filter(n -> n.state() == State.OPEN);
        Optional<Item> item =
                found.isPresent() ? items.find(transaction, found.get().seq()) : Optional.empty();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Notice notice = found.get();
        PushRule rule = rule(notice);
        boolean up = notice.times() >= rule.times();
        List<Person> ladder = duty().ladder(notice.person());
        int step = up ? notice.step() + 1 : notice.step();
        if (item.isEmpty() || step >= ladder.size()) {
            NoticeShelf.ends(transaction, id, State.UNANSWERED, Telling.UP, "nobody", now());
            return Optional.empty();
        }
        String told = ladder.get(step).id();
        int times = up ? 1 : notice.times() + 1;
        if (!NoticeShelf.goesTo(transaction, id, told, step, times)) {
            return Optional.empty();
        }
        Notice now = new Notice(
                id,
                notice.seq(),
                notice.message(),
                notice.person(),
                told,
                notice.rule(),
                State.OPEN,
                step,
                times,
                notice.madeAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        tell(transaction, now, item.get(), up ? Telling.UP : Telling.REPEAT);
        return Optional.of(now().plus(rule.pause()));
    }

    /** As it is written down now; one that was taken out meanwhile goes on as the first there is. */
    private PushRule rule(Notice notice) {
        List<PushRule> now = rules.get();
        return now.stream()
                .filter(rule -> rule.id() == notice.rule())
                .findFirst()
                .or(() -> now.stream().findFirst())
                .orElseGet(() -> new PushRule(
                        0,
                        0,
                        "",
                        Priority.HIGH,
                        Set.of(),
                        Optional.empty(),
                        List.of(),
                        Duration.ofMinutes(10),
                        2,
                        true));
    }

    private void tell(Connection transaction, Notice notice, Item item, String kind) throws SQLException {
        boolean words = reading.mayHaveWords(notice.told(), item);
        String said = words
                ? (item.speaker().isEmpty() ? "" : item.speaker() + "：") + item.text()
                : (item.isSecret() ? "有一条涉密消息" : "有一条重要消息") + "需要您处理，内容请登录汇通查看。";
        String why = kind.equals(Telling.UP)
                ? "\n" + duty().roster().name(notice.person()).orElse("") + "尚未确认，现通知您。"
                : "";
        Writing.Card card = new Writing.Card(
                kind.equals(Telling.UP) ? "重要·升级" : "重要",
                Writing.said(said) + why,
                List.of(new Writing.Fact("编号", notice.code())),
                List.of(Writing.Button.press("收到", NoticeCards.KNOWN, Writing.Style.MAIN)
                        .or("收到 " + notice.code())),
                notice.id());
        String key = notice.id() + ":" + notice.step() + ":" + notice.times();
        String letter = outbox.post(
                transaction,
                Letter.notice(new To.Person(notice.told()), card, SUBJECT, true, key)
                        .quoting(words ? Set.of(item.message()) : Set.of()));
        NoticeShelf.add(
                transaction,
                new Telling(
                        UUID.randomUUID().toString().replace("-", ""),
                        now(),
                        notice.told(),
                        kind,
                        Optional.of(notice.id()),
                        Optional.empty(),
                        1,
                        words,
                        letter));
    }

    /**
     * @param person who does, for those who have a card of it, too
     * @param how {@code page}, {@code opened}, {@code reply} or {@code button}
     * @return whether it was not over before
     */
    boolean acknowledge(Connection transaction, Notice notice, String by, String person, String how)
            throws SQLException {
        alarms.cancel(transaction, REPEAT, notice.id());
        boolean first = NoticeShelf.ends(transaction, notice.id(), State.ACKNOWLEDGED, by, how, now());
        if (first) {
            String name = people.roster().name(person).map(n -> n + " ").orElse("");
            outbox.settle(transaction, SUBJECT, notice.id(), name + "已确认");
        }
        return first;
    }

    /** What was taken back is nobody's business any more. */
    void recall(Connection transaction, MessageId message) throws SQLException {
        for (Notice notice :
                NoticeShelf.notices(transaction, "message = ? AND state = 'open'", List.of(message.value()), 100)) {
            alarms.cancel(transaction, REPEAT, notice.id());
            NoticeShelf.ends(transaction, notice.id(), State.RECALLED, SUBJECT, "recalled", now());
            outbox.settle(transaction, SUBJECT, notice.id(), "原消息已撤回");
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
