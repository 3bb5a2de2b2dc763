// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.people.account.AccountBench;
import org.huitong.capability.people.account.AccountBench.AccountItem;
import org.huitong.capability.people.account.AccountBench.Verdict;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.huitong.capability.people.sync.SyncDesk;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/people}: persons, the lists they come from, and their accounts on platforms. */
@Component
@Subject(subject = "people")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PeopleResource implements RestResource {
    static final String READ = "people.read";
    static final String WRITE = "people.write";
    static final String SYNC = "people.sync";
    private static final String ID = "{id: p[0-9]{1,17}}";
    private static final int MOST_BYTES = 20 << 20;
    /** A list of thousands of people comes over a branch office's line, too. */
    private static final int UPLOAD_SECONDS = 120;

    private static final int MOST_CHANGES = 200;

    private final RosterKeeper keeper;
    private final RosterShelf shelf;
    private final SyncDesk desk;
    private final AccountBench bench;
    private final Leaving leaving;
    private final Clock clock;

    @Activate
    public PeopleResource(
            @Reference RosterKeeper keeper,
            @Reference RosterShelf shelf,
            @Reference SyncDesk desk,
            @Reference AccountBench bench,
            @Reference Leaving leaving,
            @Reference Clock clock) {
        this.keeper = keeper;
        this.shelf = shelf;
        this.desk = desk;
        this.bench = bench;
        this.leaving = leaving;
        this.clock = clock;
    }

    @GET
    @Permitted(READ)
    public PersonList list(@Context UriInfo uri) {
        RosterPicture roster = keeper.roster();
        PeopleQuestion question = PeopleQuestion.of(uri.getQueryParameters());
        List<Person> found = question.among(roster, today());
        List<Person> page = found.stream().limit(question.limit()).toList();
        return new PersonList(
                page.stream().map(p -> PersonJson.of(roster, p, today())).toList(),
                found.size() > page.size()
                        ? Optional.of(page.get(page.size() - 1).id())
                        : Optional.empty(),
                roster.version());
    }

    @POST
    @Permitted(WRITE)
    public Response add(PersonJson person, @Context SecurityContext caller) {
        String[] id = new String[1];
        RosterPicture after =
                keeper.change(edit(caller, "+ person"), draft -> id[0] = new PersonEditing(draft, today()).add(person));
        return Response.status(Response.Status.CREATED)
                .entity(told(after, id[0]))
                .build();
    }

    @GET
    @Path(ID)
    @Permitted(READ)
    public PersonJson one(@PathParam("id") String id) {
        return told(keeper.roster(), id);
    }

    @PUT
    @Path(ID)
    @Permitted(WRITE)
    public PersonJson replace(@PathParam("id") String id, PersonJson person, @Context SecurityContext caller) {
        RosterPicture after = keeper.change(edit(caller, "± " + id), draft -> {
            Person before = draft.person(id).orElseThrow(PeopleResource::noSuchPerson);
            Clean.unchanged(person.version(), draft.base().card(id).map(card -> card.since()));
            new PersonEditing(draft, today()).replace(before, person);
        });
        return told(after, id);
    }

    /** What somebody was, newest first. */
    @GET
    @Path(ID + "/history")
    @Permitted(READ)
    public PersonList history(@PathParam("id") String id) {
        RosterPicture roster = keeper.roster();
        List<PersonJson> was = shelf.history(id).stream()
                .map(card ->
                        PersonJson.of(roster, (Person) card.what(), today()).at(card.since()))
                .toList();
        if (was.isEmpty()) {
            throw noSuchPerson();
        }
        return new PersonList(was, Optional.empty(), roster.version());
    }

    @POST
    @Path(ID + "/leave")
    @Consumes(MediaType.WILDCARD)
    @Permitted(WRITE)
    public Leaving.Left leave(@PathParam("id") String id, @Context SecurityContext caller) {
        return leaving.leave(id, by(caller));
    }

    @POST
    @Path(ID + "/leave/done")
    @Permitted(WRITE)
    public Leaving.Left done(@PathParam("id") String id, Leaving.Done done, @Context SecurityContext caller) {
        return leaving.done(id, done, by(caller));
    }

    /** The accounts on platforms of those who left that are not shut yet. */
    @GET
    @Path("leaving")
    @Permitted(WRITE)
    public Leaving.OwedList leaving() {
        return new Leaving.OwedList(leaving.open());
    }

    @GET
    @Path("versions")
    @Permitted(READ)
    public ChangeList versions() {
        return new ChangeList(shelf.changes(MOST_CHANGES));
    }

    @POST
    @Path("import")
    @Consumes(MediaType.WILDCARD)
    @Permitted(SYNC)
    public PlanJson take(
            @BodyLimit(bytes = MOST_BYTES, seconds = UPLOAD_SECONDS) InputStream file,
            @QueryParam("dryRun") String dryRun,
            @Context SecurityContext caller) {
        byte[] bytes = read(file);
        boolean plan = dryRun != null && !dryRun.equals("false");
        return PlanJson.of(plan ? desk.plan(bytes, "import", by(caller)) : desk.sync(bytes, "import", by(caller)));
    }

    @GET
    @Path("import/{plan: [0-9a-f]{1,40}}")
    @Permitted(SYNC)
    public PlanJson plan(@PathParam("plan") String plan) {
        return PlanJson.of(desk.look(plan));
    }

    @POST
    @Path("import/{plan: [0-9a-f]{1,40}}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(SYNC)
    public PlanJson carryOut(@PathParam("plan") String plan, InputStream body, @Context SecurityContext caller) {
        return PlanJson.of(desk.carryOut(plan, despite(read(body)), by(caller)));
    }

    /** The reason, where a body says one. */
    private static Optional<String> despite(byte[] body) {
        if (body.length == 0) {
            return Optional.empty();
        }
        if (!(Json.read(body) instanceof Parsed.Good<Json> good)) {
            throw Clean.bad("请求体不是 JSON。", "The body is no JSON.");
        }
        return Clean.optional(LocalText.of("理由", "reason"), good.value().text("despite"), 200);
    }

    private static byte[] read(InputStream in) {
        try {
            byte[] bytes = in == null ? new byte[0] : in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Problem(413, "file-too-large", LocalText.of("文件最大 20 MB。", "A file has at most 20 MB here."));
            }
            return bytes;
        } catch (IOException e) {
            throw Clean.bad("文件没有传完。", "The file did not come to its end.");
        }
    }

    @GET
    @Path("accounts")
    @Permitted(READ)
    public AccountList accounts() {
        return new AccountList(bench.items());
    }

    @POST
    @Path("accounts")
    @Permitted(WRITE)
    public AccountItem judge(Verdict verdict, @Context SecurityContext caller) {
        return bench.judge(verdict, by(caller));
    }

    private PersonJson told(RosterPicture roster, String id) {
        return roster.person(id)
                .map(person -> PersonJson.of(roster, person, today()))
                .orElseThrow(PeopleResource::noSuchPerson);
    }

    private LocalDate today() {
        return clock.today();
    }

    private static Origin edit(SecurityContext caller, String what) {
        return new Origin(by(caller), "edit", what);
    }

    static String by(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }

    private static Problem noSuchPerson() {
        return Problem.notFound(LocalText.of("这个人", "person"));
    }

    /** @param version of the roster that was asked */
    public record PersonList(List<PersonJson> items, Optional<String> next, int version) {}

    public record ChangeList(List<RosterShelf.Change> items) {}

    public record AccountList(List<AccountItem> items) {}
}
