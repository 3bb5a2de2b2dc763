// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.WorkCalendar;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Sends everybody what they have not been told of, one digest for each person and window.
 *
 * <p>Why it is one, and nothing is missed: a window reaches up to the last message that is there when it is first looked
 * at, and a person's digest, which is made where one of their own windows ends ({@link Paces}), holds what lies between their own place and that. Letter and place are one transaction, so
 * whoever is asked again has nothing left; the letter's key names window and person besides. Who is not to be disturbed
 * keeps their place, and gets it all with a later window.
 */
@Component(service = DigestDesk.class, immediate = true, configurationPid = "org.huitong.capability.attention")
@Designate(ocd = AttentionConfig.class)
public final class DigestDesk {
    static final String WINDOW = "attention.window";
    static final String DIGEST = "attention.digest";
    static final String KEY = "window";
    private static final int AT_A_TIME = 200;
    private static final Duration KEPT = Duration.ofDays(7);
    /** Longer than any rest, Spring Festival with leave before and behind it, at whose end it is told. */
    private static final Duration KEPT_UNTOLD = Duration.ofDays(35);

    private final ItemShelf items;
    private final Outbox outbox;
    private final Alarms alarms;
    private final Clock clock;
    private final WorkCalendar calendar;
    private final People people;
    private final Reading reading;
    private volatile Windows windows;

    @Activate
    public DigestDesk(
            @Reference ItemShelf items,
            @Reference Outbox outbox,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference WorkCalendar calendar,
            @Reference People people,
            @Reference DecisionPoint decisions,
            AttentionConfig config) {
        this(items, outbox, alarms, clock, calendar, people, decisions, Windows.of(config, clock.zone()));
        begin(items.transactions());
    }

    DigestDesk(
            ItemShelf items,
            Outbox outbox,
            Alarms alarms,
            Clock clock,
            WorkCalendar calendar,
            People people,
            DecisionPoint decisions,
            Windows windows) {
        this.items = items;
        this.outbox = outbox;
        this.alarms = alarms;
        this.clock = clock;
        this.calendar = calendar;
        this.people = people;
        this.reading = new Reading(decisions);
        this.windows = windows;
    }

    @Modified
    void set(AttentionConfig config) {
        windows = Windows.of(config, clock.zone());
        begin(items.transactions());
    }

    Windows windows() {
        return windows;
    }

    /** How often everybody has digests, as it is set now. */
    Paces paces(Connection connection) throws SQLException {
        return new Paces(windows, PaceShelf.read(connection, clock.zone()));
    }

    /** Sets how often theirs come, from the next window on; {@code null} takes back what was set. */
    void pace(Connection transaction, Paces.Whose whose, Windows windowsOrNull) throws SQLException {
        if (windowsOrNull == null) {
            PaceShelf.remove(transaction, whose);
            return;
        }
        PaceShelf.keep(transaction, whose, windowsOrNull);
        lookBy(transaction, windowsOrNull.endBehind(clock.instant()));
    }

    private void lookBy(Connection transaction, Instant first) throws SQLException {
        if (alarms.due(transaction, WINDOW, KEY)
                .filter(due -> !due.isAfter(first))
                .isEmpty()) {
            alarms.set(transaction, WINDOW, KEY, first);
        }
    }

    /** When the next window ends behind that one. */
    Instant endBehind(Connection transaction, Instant closed) throws SQLException {
        return paces(transaction).endBehind(closed, clock.instant());
    }

    /** The next window; one that is set already for an earlier moment stays. */
    void begin(Transactions transactions) {
        transactions.write(connection -> {
            lookBy(connection, paces(connection).endBehind(clock.instant()));
            return null;
        });
    }

    /** A window is over: from now on its digests are made. */
    void close(Connection transaction, Instant ends) throws SQLException {
        if (DigestShelf.window(transaction, ends).isEmpty()) {
            DigestShelf.keep(transaction, new DigestShelf.Window(ends, items.last(transaction), ""));
            alarms.set(transaction, DIGEST, String.valueOf(ends.toEpochMilli()), clock.instant());
        }
        items.forget(transaction, ends.minus(KEPT), told(transaction));
        items.forget(transaction, ends.minus(KEPT_UNTOLD), Long.MAX_VALUE);
        DigestShelf.forget(transaction, ends.minus(KEPT_UNTOLD));
    }

    /** Up to where everybody is who may still be told: who rests, or is not to be disturbed, is behind the others. */
    private long told(Connection transaction) throws SQLException {
        Map<String, DigestShelf.Reader> readers = DigestShelf.readers(transaction);
        return people.roster().persons().stream()
                .filter(DigestDesk::hasDigests)
                .map(person -> readers.get(person.id()))
                .filter(reader -> reader != null && reader.wants())
                .mapToLong(DigestShelf.Reader::upTo)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static boolean hasDigests(Person person) {
        return person.active() && !person.accounts().isEmpty();
    }

    /** The digests of some more people. @return whether there are people left */
    boolean send(Connection transaction, Instant ends) throws SQLException {
        Optional<DigestShelf.Window> window = DigestShelf.window(transaction, ends);
        if (window.isEmpty()) {
            return false;
        }
        String last = window.get().person();
        Paces paces = paces(transaction);
        Roster roster = people.roster();
        LocalDate today = clock.today();
        List<Person> next = roster.persons().stream()
                .filter(p -> hasDigests(p) && p.id().compareTo(last) > 0)
                .sorted(Comparator.comparing(Person::id))
                .filter(p -> paces.of(p, roster, today).endsAt(ends))
                .limit(AT_A_TIME)
                .toList();
        Batch batch = new Batch(transaction, window.get());
        for (Person person : next) {
            Windows theirs = paces.of(person, roster, today);
            Optional<DigestShelf.Reader> known = DigestShelf.reader(transaction, person.id());
            // Whoever is new begins where the window before this one ended, of those that are theirs.
            DigestShelf.Reader reader = known.isPresent()
                    ? known.get()
                    : new DigestShelf.Reader(DigestShelf.upTo(transaction, theirs.lastEnd(ends.minusMillis(1))), true);
            if (reader.upTo() < window.get().upTo() && mayTell(person, theirs)) {
                send(transaction, window.get(), person, reader, batch);
            } else if (known.isEmpty()) {
                // Their place, from where a later window goes on.
                DigestShelf.keep(transaction, person.id(), reader);
            }
        }
        if (next.isEmpty()) {
            return false;
        }
        String person = next.get(next.size() - 1).id();
        DigestShelf.keep(transaction, new DigestShelf.Window(ends, window.get().upTo(), person));
        return next.size() == AT_A_TIME;
    }

    private boolean mayTell(Person person, Windows theirs) {
        Optional<String> department = person.departments(clock.today()).stream().findFirst();
        return theirs.mayTell(calendar.of(department), clock.instant());
    }

    private void send(
            Connection transaction, DigestShelf.Window window, Person person, DigestShelf.Reader reader, Batch batch)
            throws SQLException {
        if (reader.wants()) {
            Scope scope = reading.scope(person.id());
            List<Item> theirs = batch.behind(reader.upTo()).stream()
                    .filter(item -> !item.isSaidBy(person.id()) && Reading.may(scope, item))
                    .toList();
            Set<String> pushed = pushed(transaction, person, theirs);
            List<Item> news = theirs.stream()
                    .filter(item -> !pushed.contains(item.message().value()))
                    .toList();
            if (!news.isEmpty()) {
                post(transaction, window, person, news);
            }
        }
        DigestShelf.keep(transaction, person.id(), new DigestShelf.Reader(window.upTo(), reader.wants()));
    }

    /** Of what they were told at once they are not told again. */
    private static Set<String> pushed(Connection transaction, Person person, List<Item> items) throws SQLException {
        Set<String> pushed = new HashSet<>();
        if (!items.isEmpty()) {
            NoticeShelf.notices(
                            transaction,
                            "(told = ? OR person = ?) AND seq >= ?",
                            List.of(person.id(), person.id(), items.get(0).seq()),
                            1_000)
                    .forEach(notice -> pushed.add(notice.message().value()));
        }
        return pushed;
    }

    private void post(Connection transaction, DigestShelf.Window window, Person person, List<Item> news)
            throws SQLException {
        String text = new Digest(news, people.roster(), clock.zone(), clock.today()).text();
        String key = "digest:" + window.ends().toEpochMilli() + ":" + person.id();
        String letter = outbox.post(
                transaction,
                Letter.notice(new To.Person(person.id()), new Writing.Text(text), NoticeDesk.SUBJECT, false, key)
                        .quoting(news.stream().map(Item::message).toList()));
        NoticeShelf.add(
                transaction,
                new Telling(
                        UUID.randomUUID().toString().replace("-", ""),
                        Instant.ofEpochMilli(clock.millis()),
                        person.id(),
                        Telling.DIGEST,
                        Optional.empty(),
                        Optional.of(window.ends()),
                        news.size(),
                        news.stream().anyMatch(item -> !item.isSecret()),
                        letter));
    }

    /** The window's messages, read once for all who are up to the same place or further. */
    private final class Batch {
        private final Connection transaction;
        private final DigestShelf.Window window;
        private List<Item> read = List.of();
        private long behind = Long.MAX_VALUE;

        Batch(Connection transaction, DigestShelf.Window window) {
            this.transaction = transaction;
            this.window = window;
        }

        List<Item> behind(long place) throws SQLException {
            if (place < behind) {
                read = items.between(transaction, place, window.upTo());
                behind = place;
            }
            return read.stream().filter(item -> item.seq() > place).collect(Collectors.toList());
        }
    }
}
