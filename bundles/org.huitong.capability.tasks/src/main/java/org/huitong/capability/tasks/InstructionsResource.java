// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.Posted;
import org.huitong.api.people.Company;
import org.huitong.api.people.Company.Contact;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.tasks.Instruction.Addressee;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/instructions}: one text to several people, each on their own platform, and who has confirmed it. */
@Component
@Subject(subject = "instructions")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class InstructionsResource implements RestResource {
    static final String SEND = "instructions.send";
    private static final String ID = "{id: [0-9a-f]{32}}";
    private static final LocalText INSTRUCTION = LocalText.of("这条指令", "instruction");
    private static final int MOST_PEOPLE = 500;
    private static final int MOST_LISTED = 50;

    private final InstructionDesk desk;
    private final InstructionShelf shelf;
    private final TaskDesk tasks;
    private final DecisionPoint decisions;
    private final Outbox outbox;
    private final Clock clock;

    @Activate
    public InstructionsResource(
            @Reference InstructionDesk desk,
            @Reference InstructionShelf shelf,
            @Reference TaskDesk tasks,
            @Reference DecisionPoint decisions,
            @Reference Outbox outbox,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.tasks = tasks;
        this.decisions = decisions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Those that the caller gave. */
    @GET
    @Permitted(Permitted.EVERYBODY)
    public InstructionList list(@Context SecurityContext caller) {
        Asker asker = asker(caller);
        List<Full> given = shelf.transactions().read(c -> {
            List<Full> all = new ArrayList<>();
            for (Instruction one : shelf.of(c, asker.account(), MOST_LISTED)) {
                all.add(new Full(one, shelf.addressees(c, one.id())));
            }
            return all;
        });
        return new InstructionList(given.stream().map(this::told).toList());
    }

    @POST
    @Permitted(SEND)
    public Response send(Wish wish, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        String text = wish == null || wish.text() == null ? "" : wish.text().strip();
        if (text.isEmpty() || text.length() > Instruction.LONGEST_TEXT) {
            throw Problem.badRequest("指令为 1 到 4000 个字符。", "An instruction has 1 to 4,000 characters.");
        }
        Map<String, Person> people = people(wish);
        people.values().forEach(person -> requireReach(asker, person));
        Optional<Instant> confirmBy = confirmBy(wish);
        Full sent = shelf.transactions().write(c -> {
            Instruction one = desk.send(c, text, people.values(), confirmBy, Doer.of(asker));
            return new Full(one, shelf.addressees(c, one.id()));
        });
        return Response.status(Response.Status.CREATED).entity(told(sent)).build();
    }

    /** Who gave it sees everybody; who got it sees themselves. */
    @GET
    @Path(ID)
    @Permitted(Permitted.EVERYBODY)
    public InstructionJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        return told(shelf.transactions().read(c -> seen(c, id, asker)));
    }

    @POST
    @Path(ID + "/confirm")
    @Permitted(Permitted.EVERYBODY)
    public InstructionJson confirm(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        return told(shelf.transactions().write(c -> {
            seen(c, id, asker);
            for (Addressee one : theirs(shelf.addressees(c, id), asker)) {
                desk.confirm(c, one, "page");
            }
            return seen(c, id, asker);
        }));
    }

    private Full seen(Connection connection, String id, Asker asker) throws SQLException {
        Instruction one = shelf.find(connection, id).orElseThrow(() -> Problem.notFound(INSTRUCTION));
        List<Addressee> all = shelf.addressees(connection, id);
        List<Addressee> seen = one.by().equals(asker.account()) ? all : theirs(all, asker);
        if (seen.isEmpty()) {
            throw Problem.notFound(INSTRUCTION);
        }
        return new Full(one, seen);
    }

    private static List<Addressee> theirs(List<Addressee> all, Asker asker) {
        return all.stream()
                .filter(a -> asker.person()
                        .filter(id -> id.equals(a.person()) || id.equals(a.told()))
                        .isPresent())
                .toList();
    }

    private Map<String, Person> people(Wish wish) {
        Map<String, Person> people = new LinkedHashMap<>();
        for (To to : wish.to() == null ? List.<To>of() : wish.to()) {
            Person person = (to == null ? Optional.<Person>empty() : person(to))
                    .filter(Person::active)
                    .orElseThrow(() -> new Problem(
                            400,
                            "no-such-person",
                            LocalText.of(
                                    "to 的每一项是 {person}、{department}（其负责人）或 {company, subject}（其联系人或负责人），并且要有这个人。",
                                    "Each of to is {person}, {department}, whose head is meant, or {company, subject},"
                                            + " whose contact or head is; and there must be somebody.")));
            people.putIfAbsent(person.id(), person);
        }
        if (people.isEmpty() || people.size() > MOST_PEOPLE) {
            throw Problem.badRequest("请给出 1 到 500 个接收人。", "An instruction goes to 1 to 500 people.");
        }
        return people;
    }

    private Optional<Person> person(To to) {
        Roster roster = tasks.duty().roster();
        if (to.person() != null) {
            return roster.person(to.person());
        }
        if (to.department() != null) {
            return roster.head(to.department());
        }
        return to.company() == null
                ? Optional.empty()
                : roster.contact(to.company(), to.subject() == null ? Contact.GENERAL : to.subject())
                        .filter(Person::active)
                        .or(() -> roster.company(to.company())
                                .flatMap(Company::head)
                                .flatMap(roster::person));
    }

    private void requireReach(Asker asker, Person person) {
        boolean may = person.departments(clock.today()).stream().anyMatch(d -> decisions
                .decide(asker, Act.of(SEND), new On.Department(d))
                .allows());
        if (!may
                && !decisions
                        .decide(asker, Act.of(SEND), new On.Company(person.company()))
                        .allows()) {
            throw new Problem(
                    403,
                    "beyond-your-reach",
                    LocalText.of(
                            "您不能向 " + person.name() + " 下达指令。",
                            "You may not give instructions to " + person.name() + "."));
        }
    }

    private Optional<Instant> confirmBy(Wish wish) {
        try {
            Optional<Instant> at = Optional.ofNullable(wish.confirmBy())
                    .filter(t -> !t.isBlank())
                    .map(Instant::parse);
            if (at.filter(t -> !t.isAfter(clock.instant())).isEmpty()) {
                return at.map(t -> Instant.ofEpochMilli(t.toEpochMilli()));
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Told below, as a moment that is past.
        }
        throw Problem.badRequest(
                "confirmBy 是将来的时间，写法如 2026-10-09T08:00:00Z。",
                "confirmBy is a moment to come, such as 2026-10-09T08:00:00Z.");
    }

    /** An instruction with those of its addressees whom the caller may see. */
    private record Full(Instruction instruction, List<Addressee> addressees) {}

    /** Outside every transaction: the outbox is asked. */
    private InstructionJson told(Full full) {
        Instruction one = full.instruction();
        Roster roster = tasks.duty().roster();
        return new InstructionJson(
                one.id(),
                one.text(),
                one.by(),
                one.madeAt(),
                one.confirmBy(),
                full.addressees().stream()
                        .map(a -> {
                            Optional<Posted> letter = outbox.find(a.letter());
                            return new AddresseeJson(
                                    a.person(),
                                    roster.name(a.person()),
                                    a.told(),
                                    roster.name(a.told()),
                                    letter.flatMap(Posted::platform),
                                    letter.map(Posted::state),
                                    a.state(),
                                    a.confirmedAt(),
                                    a.how());
                        })
                        .toList());
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    public record InstructionList(List<InstructionJson> items) {}

    public record InstructionJson(
            String id, String text, String by, Instant at, Instant confirmBy, List<AddresseeJson> to) {}

    /**
     * @param told who was told last, where that is another: whoever stands in
     * @param platform where the last letter went, and how it stands
     * @param state {@code waiting}, {@code confirmed} or {@code unconfirmed}
     */
    public record AddresseeJson(
            String person,
            Optional<String> name,
            String told,
            Optional<String> toldName,
            Optional<String> platform,
            Optional<String> letterState,
            String state,
            Optional<Instant> confirmedAt,
            Optional<String> how) {}

    public record Wish(String text, List<To> to, String confirmBy) {}

    public record To(String person, String department, String company, String subject) {}
}
