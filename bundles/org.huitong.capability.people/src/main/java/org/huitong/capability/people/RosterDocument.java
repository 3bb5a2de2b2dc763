// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Profile;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.capability.people.account.Seen;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.sync.Charges;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《通讯账号清单》: everybody who works here, with a column for each platform on which anybody has an account. */
@Component(service = Document.class)
@DocumentName(document = "roster", document_permission = PeopleResource.READ)
public final class RosterDocument implements Document {
    private static final LocalText TITLE = LocalText.of("通讯账号清单", "Accounts of everybody");
    private static final List<Column> PERSON = List.of(
            Column.text("employee", LocalText.of("工号", "Employee number")),
            Column.text("name", LocalText.of("姓名", "Name")),
            Column.text("company", LocalText.of("公司", "Company")),
            Column.text("departments", LocalText.of("部门", "Department")),
            Column.text("post", LocalText.of("岗位", "Post")),
            Column.text("level", LocalText.of("级别", "Level")),
            Column.text("superior", LocalText.of("直接上级", "Superior")),
            Column.text("mobile", LocalText.of("手机", "Mobile")),
            Column.text("mail", LocalText.of("邮箱", "Mail")),
            Column.text("login", LocalText.of("登录名", "Login")),
            Column.text("subjects", LocalText.of("对接事项", "Contact for")));
    private static final Column LAST = Column.day("last", LocalText.of("最近发言", "Spoke last"));

    private final RosterKeeper keeper;
    private final SeenAccounts seen;
    private final ConnectorBoard board;
    private final Clock clock;

    @Activate
    public RosterDocument(
            @Reference RosterKeeper keeper,
            @Reference SeenAccounts seen,
            @Reference ConnectorBoard board,
            @Reference Clock clock) {
        this.keeper = keeper;
        this.seen = seen;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        return of(keeper.roster(), seen.all(), platforms(), clock).signedFor(asker);
    }

    /** What platforms are called for people, as their connectors say it. */
    private Map<String, LocalText> platforms() {
        Map<String, LocalText> names = new HashMap<>();
        for (Standing standing : board.standings()) {
            standing.profile().map(Profile::name).ifPresent(name -> names.putIfAbsent(standing.platform(), name));
        }
        return names;
    }

    /** @param names of platforms; one without is shown by its word */
    static Report of(Roster roster, List<Seen> seen, Map<String, LocalText> names, Clock clock) {
        LocalDate today = clock.today();
        List<Person> persons = roster.persons().stream()
                .filter(Person::active)
                .sorted(Comparator.comparing((Person p) -> name(roster, p.company()))
                        .thenComparing(p -> departments(roster, p, today))
                        .thenComparing(Person::employee)
                        .thenComparing(Person::id))
                .toList();
        List<String> platforms = List.copyOf(persons.stream()
                .flatMap(p -> p.accounts().stream())
                .map(PlatformAccount::platform)
                .collect(Collectors.toCollection(TreeSet::new)));
        List<Column> columns = new ArrayList<>(PERSON);
        platforms.forEach(platform -> columns.add(Column.text(
                "on-" + platform, heading(names.getOrDefault(platform, LocalText.of(platform, platform))))));
        columns.add(LAST);
        Map<Seen.Place, Instant> last = seen.stream()
                .flatMap(one -> ids(one).map(id -> Map.entry(id, one.lastAt())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one.isAfter(other) ? one : other));
        Charges charges = Charges.of(roster);
        List<List<Cell>> rows = persons.stream()
                .map(person -> row(roster, charges, person, platforms, last, clock))
                .toList();
        return Report.of(TITLE, clock.instant(), columns, Rows.of(rows))
                .about(LocalText.of("在职 " + persons.size() + " 人", persons.size() + " people"));
    }

    private static LocalText heading(LocalText platform) {
        return LocalText.of(platform.zh() + "账号", platform.en() + " account");
    }

    private static List<Cell> row(
            Roster roster,
            Charges charges,
            Person person,
            List<String> platforms,
            Map<Seen.Place, Instant> last,
            Clock clock) {
        LocalDate today = clock.today();
        String subjects = charges.subjects(person.id());
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(person.employee()),
                Cell.text(person.name()),
                Cell.text(name(roster, person.company())),
                Cell.text(departments(roster, person, today)),
                Cell.text(person.post()),
                Cell.text(person.level()),
                Cell.maybe(roster.superior(person.id(), today).map(Person::name), Cell::text),
                Cell.maybe(person.mobile(), Cell::text),
                Cell.maybe(person.mail(), Cell::text),
                Cell.maybe(person.login(), Cell::text),
                subjects.isEmpty() ? Cell.empty() : Cell.text(subjects)));
        for (String platform : platforms) {
            String accounts = person.accounts().stream()
                    .filter(account -> account.platform().equals(platform))
                    .map(account -> account.ids().get(0))
                    .collect(Collectors.joining("、"));
            row.add(accounts.isEmpty() ? Cell.empty() : Cell.text(accounts));
        }
        Optional<Instant> spoke = person.accounts().stream()
                .flatMap(RosterDocument::ids)
                .flatMap(place -> Optional.ofNullable(last.get(place)).stream())
                .max(Comparator.naturalOrder());
        row.add(Cell.maybe(spoke.map(at -> LocalDate.ofInstant(at, clock.zone())), Cell::day));
        return row;
    }

    private static Stream<Seen.Place> ids(Seen one) {
        return Stream.concat(Stream.of(one.place().id()), one.others().stream())
                .distinct()
                .map(id -> new Seen.Place(one.place().platform(), one.place().tenant(), id));
    }

    private static Stream<Seen.Place> ids(PlatformAccount account) {
        return account.ids().stream().map(id -> new Seen.Place(account.platform(), account.tenant(), id));
    }

    private static String departments(Roster roster, Person person, LocalDate today) {
        return person.departments(today).stream().map(id -> name(roster, id)).collect(Collectors.joining("、"));
    }

    private static String name(Roster roster, String id) {
        return roster.name(id).orElse(id);
    }
}
