// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Company;
import org.huitong.api.people.Company.Contact;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.people.roster.RosterKeeper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/colleagues}: who can be chosen, by name and place. Whoever works here knows that much of the others, and
 * nobody learns more by it: no phone, no mail, no number, no account.
 */
@Component
@Subject(subject = "colleagues")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class ColleaguesResource implements RestResource {
    private final RosterKeeper keeper;
    private final DecisionPoint decisions;
    private final Clock clock;

    @Activate
    public ColleaguesResource(
            @Reference RosterKeeper keeper, @Reference DecisionPoint decisions, @Reference Clock clock) {
        this.keeper = keeper;
        this.decisions = decisions;
        this.clock = clock;
    }

    @GET
    @Permitted(Permitted.EVERYBODY)
    public ColleagueList list(
            @QueryParam("q") String q,
            @QueryParam("department") String department,
            @QueryParam("may") String may,
            @QueryParam("own") String own,
            @QueryParam("limit") String limit,
            @Context SecurityContext caller) {
        Asker asker = known(caller);
        Roster roster = keeper.roster();
        LocalDate today = clock.today();
        ColleagueQuestion question = ColleagueQuestion.of(q, department, may, own, limit);
        List<Person> found = question.among(roster, today, reach(question, asker, today));
        return new ColleagueList(
                found.stream()
                        .limit(question.limit())
                        .map(person -> ColleagueJson.of(roster, person, today))
                        .toList(),
                found.size());
    }

    private Predicate<Person> reach(ColleagueQuestion question, Asker asker, LocalDate today) {
        if (question.may().isEmpty()) {
            return person -> true;
        }
        Predicate<Person> within =
                new WithinReach(decisions, asker, Act.of(question.may().get()), today);
        if (!question.own()) {
            return within;
        }
        Set<String> own = asker.person().flatMap(keeper.roster()::person).stream()
                .flatMap(me -> me.departments(today).stream())
                .collect(Collectors.toSet());
        return within.or(person -> asker.person().equals(Optional.of(person.id()))
                || person.departments(today).stream().anyMatch(own::contains));
    }

    /** Those that have not ended. */
    @GET
    @Path("departments")
    @Permitted(Permitted.EVERYBODY)
    public PlaceList departments(@Context SecurityContext caller) {
        known(caller);
        Roster roster = keeper.roster();
        return new PlaceList(roster.departments().stream()
                .filter(department -> !department.closed())
                .map(department -> PlaceJson.of(roster, department))
                .toList());
    }

    @GET
    @Path("companies")
    @Permitted(Permitted.EVERYBODY)
    public FirmList companies(@Context SecurityContext caller) {
        known(caller);
        Roster roster = keeper.roster();
        return new FirmList(roster.companies().stream()
                .map(company -> FirmJson.of(roster, company))
                .toList());
    }

    /** A program, and an account that is nobody's, is no colleague. */
    private Asker known(SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        boolean works = asker.person()
                .flatMap(keeper.roster()::person)
                .filter(Person::active)
                .isPresent();
        if (!works && !decisions.decide(asker, Act.of(PeopleResource.READ)).allows()) {
            throw new Problem(
                    403,
                    "no-colleague",
                    LocalText.of(
                            "您的账号还没有对应到公司人员，看不到同事名单。请管理员在“账号”页面登记您是谁。",
                            "Your account is nobody's of the company yet, so it does not see colleagues. Have an"
                                    + " administrator say on the page Accounts whose it is."));
        }
        return asker;
    }

    /** @param total how many there are, should the list end before */
    public record ColleagueList(List<ColleagueJson> items, int total) {}

    /** @param departments of today, each with its name */
    public record ColleagueJson(String id, String name, List<NamedJson> departments, Optional<String> post) {
        static ColleagueJson of(Roster roster, Person person, LocalDate today) {
            return new ColleagueJson(
                    person.id(),
                    person.name(),
                    person.departments(today).stream()
                            .map(id -> new NamedJson(id, roster.name(id).orElse(id)))
                            .toList(),
                    Optional.of(person.post()).filter(post -> !post.isEmpty()));
        }

        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "ColleagueJson[" + id + "]";
        }
    }

    public record NamedJson(String id, String name) {
        static NamedJson of(Person person) {
            return new NamedJson(person.id(), person.name());
        }

        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "NamedJson[" + id + "]";
        }
    }

    /** @param head absent where nobody leads it */
    public record PlaceJson(String id, String name, String company, Optional<NamedJson> head) {
        static PlaceJson of(Roster roster, Department department) {
            return new PlaceJson(
                    department.id(),
                    department.name(),
                    department.company(),
                    department
                            .head()
                            .flatMap(roster::person)
                            .filter(Person::active)
                            .map(NamedJson::of));
        }
    }

    public record PlaceList(List<PlaceJson> items) {}

    /**
     * @param subjects about what somebody of it can be asked
     * @param contact whom to ask about everything else: its contact, or its head; absent where there is neither
     */
    public record FirmJson(String id, String name, List<String> subjects, Optional<NamedJson> contact) {
        static FirmJson of(Roster roster, Company company) {
            return new FirmJson(
                    company.id(),
                    company.name(),
                    company.contacts().stream()
                            .map(Contact::subject)
                            .filter(subject -> !subject.equals(Contact.GENERAL))
                            .toList(),
                    roster.contact(company.id(), Contact.GENERAL)
                            .or(() -> company.head().flatMap(roster::person))
                            .filter(Person::active)
                            .map(NamedJson::of));
        }
    }

    public record FirmList(List<FirmJson> items) {}
}
