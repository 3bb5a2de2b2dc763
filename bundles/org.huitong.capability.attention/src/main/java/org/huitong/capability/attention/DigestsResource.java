// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.attention.Paces.Kind;
import org.huitong.capability.attention.Paces.Whose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/attention/digest} and {@code …/paces}: whether and how often digests come, to oneself and to others. */
@Component
@Subject(subject = "attention")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class DigestsResource implements RestResource {
    private static final String WHOSE = "paces/{kind}/{id}";
    private static final int LONGEST_ID = 64;

    private final DigestDesk desk;
    private final NoticeDesk notices;
    private final ItemShelf items;
    private final Clock clock;
    private final Audit audit;

    @Activate
    public DigestsResource(
            @Reference DigestDesk desk,
            @Reference NoticeDesk notices,
            @Reference ItemShelf items,
            @Reference Clock clock,
            @Reference Audit audit) {
        this.desk = desk;
        this.notices = notices;
        this.items = items;
        this.clock = clock;
        this.audit = audit;
    }

    @GET
    @Path("digest")
    @Permitted(Permitted.EVERYBODY)
    public Choice choice(@Context SecurityContext caller) {
        Person person = employee(asker(caller));
        return items.transactions().read(c -> choice(c, person));
    }

    /** Whether one wants digests, and how often; what is left out of the times stays as it is. */
    @PUT
    @Path("digest")
    @Permitted(Permitted.EVERYBODY)
    public Choice choose(Choice wish, @Context SecurityContext caller) {
        Person person = employee(asker(caller));
        if (wish == null || wish.on() == null) {
            throw Problem.badRequest("请给出 on：true 或 false。", "Give on, true or false.");
        }
        boolean timed = wish.every() != null;
        Windows own = timed ? windows(wish.every(), wish.from(), wish.to()) : null;
        return items.transactions().write(c -> {
            long upTo = DigestShelf.reader(c, person.id())
                    .map(DigestShelf.Reader::upTo)
                    .orElse(items.last(c));
            DigestShelf.keep(c, person.id(), new DigestShelf.Reader(upTo, wish.on()));
            if (timed || Boolean.FALSE.equals(wish.own())) {
                desk.pace(c, new Whose(Kind.PERSON, person.id()), own);
            }
            return choice(c, person);
        });
    }

    private Choice choice(Connection connection, Person person) throws SQLException {
        Paces paces = desk.paces(connection);
        Windows windows = paces.of(person, notices.duty().roster(), clock.today());
        return new Choice(
                DigestShelf.reader(connection, person.id())
                        .map(DigestShelf.Reader::wants)
                        .orElse(true),
                windows.length().toString(),
                windows.from().toString(),
                windows.to().toString(),
                paces.at(Kind.PERSON, person.id()).isPresent());
    }

    /** What is set for companies and departments, and what holds for all others. */
    @GET
    @Path("paces")
    @Permitted(AttentionResource.READ)
    public PaceList paces() {
        Paces paces = items.transactions().read(desk::paces);
        Roster roster = notices.duty().roster();
        return new PaceList(
                told(Optional.empty(), paces.usual(), roster),
                paces.set().entrySet().stream()
                        .filter(e -> e.getKey().kind() != Kind.PERSON)
                        .map(e -> told(Optional.of(e.getKey()), e.getValue(), roster))
                        .sorted(Comparator.comparing((PaceJson p) -> p.kind().orElse(""))
                                .thenComparing(p -> p.name().orElse("")))
                        .toList());
    }

    @PUT
    @Path(WHOSE)
    @Permitted(AttentionResource.WRITE)
    public PaceJson set(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            PaceJson wish,
            @Context SecurityContext caller) {
        Whose whose = whose(kind, id);
        Roster roster = notices.duty().roster();
        boolean there = whose.kind() == Kind.COMPANY
                ? roster.company(id).isPresent()
                : roster.department(id).isPresent();
        if (!there) {
            throw Problem.notFound(LocalText.of("这个公司或部门", "company or department"));
        }
        Windows windows = wish == null ? windows(null, null, null) : windows(wish.every(), wish.from(), wish.to());
        change(whose, windows, caller);
        return told(Optional.of(whose), windows, roster);
    }

    /** They have digests as everybody has again. */
    @DELETE
    @Path(WHOSE)
    @Permitted(AttentionResource.WRITE)
    public void clear(@PathParam("kind") String kind, @PathParam("id") String id, @Context SecurityContext caller) {
        change(whose(kind, id), null, caller);
    }

    private void change(Whose whose, Windows windowsOrNull, SecurityContext caller) {
        Deed deed =
                Deed.done(Deed.Doer.of(asker(caller)), "attention.pace", Deed.Thing.of(word(whose.kind()), whose.id()));
        items.transactions().write(c -> {
            Optional<Windows> before = desk.paces(c).at(whose.kind(), whose.id());
            desk.pace(c, whose, windowsOrNull);
            audit.note(c, deed.changing(shown(before), shown(Optional.ofNullable(windowsOrNull))));
            return null;
        });
    }

    private static String shown(Optional<Windows> windows) {
        return windows.map(w -> w.length() + " " + w.from() + "-" + w.to()).orElse("");
    }

    private Windows windows(String every, String from, String to) {
        return Optional.ofNullable(every)
                .flatMap(length -> Windows.of(
                        length,
                        Optional.ofNullable(from).orElse(""),
                        Optional.ofNullable(to).orElse(""),
                        clock.zone()))
                .orElseThrow(() -> Problem.badRequest(
                        "every 的写法是 PT2H（5 分钟到 24 小时），from、to 是可以打扰的时间，如 08:00、20:00，from 不晚于 to。",
                        "every reads PT2H, from 5 minutes to a day; from and to, as 08:00 and 20:00, are the times between which"
                                + " people may be told, from not behind to."));
    }

    private static Whose whose(String kind, String id) {
        if (id.length() > LONGEST_ID) {
            throw Problem.badRequest("id 最多 64 个字符。", "An id has at most 64 characters.");
        }
        return Stream.of(Kind.COMPANY, Kind.DEPARTMENT)
                .filter(one -> word(one).equals(kind))
                .findFirst()
                .map(one -> new Whose(one, id))
                .orElseThrow(
                        () -> Problem.badRequest("kind 是 company 或 department。", "kind is company or department."));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static PaceJson told(Optional<Whose> whose, Windows windows, Roster roster) {
        return new PaceJson(
                whose.map(w -> word(w.kind())),
                whose.map(Whose::id),
                whose.flatMap(w -> roster.name(w.id())),
                windows.length().toString(),
                windows.from().toString(),
                windows.to().toString());
    }

    private Person employee(Asker asker) {
        return asker.person()
                .flatMap(notices.duty().roster()::person)
                .orElseThrow(() -> Problem.notFound(LocalText.of("这个账号对应的人员", "person of this account")));
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    /** @param own whether these times are the person's own; {@code false} makes them the usual ones again */
    public record Choice(Boolean on, String every, String from, String to, Boolean own) {}

    public record PaceList(PaceJson usual, List<PaceJson> items) {}

    /** @param kind {@code company} or {@code department} */
    public record PaceJson(
            Optional<String> kind, Optional<String> id, Optional<String> name, String every, String from, String to) {}
}
