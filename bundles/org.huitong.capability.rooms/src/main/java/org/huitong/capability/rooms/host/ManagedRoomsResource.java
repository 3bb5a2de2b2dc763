// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /api/v1/managed-rooms}: rooms that the hub opens on platforms, and keeps as the roster wants them. */
@Component(service = RestResource.class)
@Permitted(ManagedRoomsResource.READ)
@Subject(subject = "managed-rooms")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ManagedRoomsResource implements RestResource {
    static final String READ = "rooms.read";
    static final String WRITE = "rooms.write";
    private static final LocalText ROOM = LocalText.of("这个托管群", "managed room");

    private final Housekeeper keeper;
    private final Audit audit;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConnectorBoard board;

    @Activate
    public ManagedRoomsResource(@Reference Housekeeper keeper, @Reference Audit audit) {
        this.keeper = keeper;
        this.audit = audit;
    }

    @GET
    public Rooms list() {
        return new Rooms(keeper.transactions().read(ManagedShelf::all).stream()
                .map(this::json)
                .toList());
    }

    /** The accounts by which rooms can be opened, and why not by some. */
    @GET
    @Path("hosts")
    public Hosts hosts() {
        ConnectorBoard present = board;
        List<ConnectorBoard.Standing> standings = present == null ? List.of() : present.standings();
        return new Hosts(standings.stream()
                .flatMap(standing -> keeper.host(standing.platform(), standing.account()).stream()
                        .map(host -> new HostJson(
                                standing.platform(),
                                standing.account(),
                                host.hosting().problem())))
                .sorted(Comparator.comparing(HostJson::platform).thenComparing(HostJson::account))
                .toList());
    }

    /** The hub opens a room of a department or a project, and keeps it from then on. */
    @POST
    @Permitted(WRITE)
    public Response add(Wanted wanted, @Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        if (wanted == null || wanted.platform() == null || wanted.account() == null || wanted.target() == null) {
            throw Problem.badRequest(
                    "需要 platform、account、kind 和 target。", "platform, account, kind and target are needed.");
        }
        ManagedRoom.Kind kind = kind(wanted.kind());
        RoomHost host = keeper.host(wanted.platform(), wanted.account())
                .orElseThrow(() -> new Problem(
                        409, "no-rooms", LocalText.of("这个账号不在，或不能建群。", "This account is away, or opens no rooms.")));
        host.hosting().problem().ifPresent(why -> {
            throw new Problem(409, "no-rooms", LocalText.of(why.zh() + "。", why.en() + "."));
        });
        ManagedRoom room =
                ManagedRoom.wanted(token(), wanted.platform(), wanted.account(), kind, wanted.target(), token());
        Roster roster = keeper.roster().orElseThrow(ManagedRoomsResource::noRoster);
        if (roster.name(wanted.target()).isEmpty()
                || keeper.plan(room)
                        .filter(plan -> plan.state() == RoomPlan.State.ENDED)
                        .isPresent()) {
            throw Problem.badRequest("没有这个部门或项目，或已关闭。", "There is no such department or project, or it has ended.");
        }
        keeper.transactions().write(connection -> {
            if (ManagedShelf.all(connection).stream().anyMatch(other -> isSame(other, room))) {
                throw new Problem(409, "room-there", LocalText.of("已有这个群。", "There is a room of it already."));
            }
            ManagedShelf.add(connection, room);
            audit.note(
                    connection,
                    Deed.done(Doer.of(by), "rooms.manage", Thing.of("managed-room", room.id()))
                            .changing(
                                    "",
                                    room.platform() + "/" + room.account() + " " + kind.word() + " " + room.target()));
            return null;
        });
        keeper.keep(room.id());
        return Response.status(Response.Status.CREATED).entity(one(room.id())).build();
    }

    private static boolean isSame(ManagedRoom one, ManagedRoom other) {
        return one.platform().equals(other.platform())
                && one.account().equals(other.account())
                && one.kind() == other.kind()
                && one.target().equals(other.target());
    }

    @GET
    @Path("{id: [0-9a-f]{32}}")
    public RoomJson one(@PathParam("id") String id) {
        return json(found(id));
    }

    /** Carries out what is planned now, also where more would leave at once than goes by itself. */
    @POST
    @Path("{id: [0-9a-f]{32}}/keep")
    @Permitted(WRITE)
    public RoomJson keep(@PathParam("id") String id, Despite despite, @Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        ManagedRoom room = found(id);
        if (despite != null && despite.leaving() != null) {
            int planned = keeper.plan(room).map(plan -> plan.leaving().size()).orElse(0);
            if (planned != despite.leaving()) {
                throw new Problem(
                        409,
                        "changed-meanwhile",
                        LocalText.of("计划已变，请重新查看。", "The plan is another now: look at it again."));
            }
            change(by, room.despite(Optional.of(planned)), "rooms.despite");
        }
        keeper.keep(id);
        return one(id);
    }

    /** Somebody looked on the platform: the room is there by this id, or it is not and is opened by another key. */
    @POST
    @Path("{id: [0-9a-f]{32}}/decide")
    @Permitted(WRITE)
    public RoomJson decide(@PathParam("id") String id, Decided decided, @Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        ManagedRoom room = found(id);
        if (keeper.plan(room)
                .filter(plan -> plan.state() == RoomPlan.State.UNKNOWN)
                .isEmpty()) {
            throw new Problem(
                    409, "not-unknown", LocalText.of("这个群不需要决定。", "There is nothing to decide of this room."));
        }
        String conversation = decided == null ? null : decided.conversation();
        boolean there = conversation != null && !conversation.isBlank();
        change(
                by,
                there
                        ? room.open(
                                conversation.strip(),
                                keeper.plan(room).flatMap(RoomPlan::name).orElse(""),
                                room.members())
                        : room.anew(token()),
                "rooms.decide");
        keeper.keep(id);
        return one(id);
    }

    /** The hub keeps it no more; on its platform it stays as it is. */
    @DELETE
    @Path("{id: [0-9a-f]{32}}")
    @Permitted(WRITE)
    public void remove(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        boolean there = keeper.transactions().write(connection -> {
            boolean removed = ManagedShelf.remove(connection, id);
            if (removed) {
                audit.note(connection, Deed.done(Doer.of(by), "rooms.unmanage", Thing.of("managed-room", id)));
            }
            return removed;
        });
        if (!there) {
            throw Problem.notFound(ROOM);
        }
    }

    private void change(Asker by, ManagedRoom room, String verb) {
        keeper.transactions().write(connection -> {
            audit.note(connection, Deed.done(Doer.of(by), verb, Thing.of("managed-room", room.id())));
            return ManagedShelf.put(connection, room);
        });
    }

    private ManagedRoom found(String id) {
        return keeper.transactions()
                .read(connection -> ManagedShelf.find(connection, id))
                .orElseThrow(() -> Problem.notFound(ROOM));
    }

    private static ManagedRoom.Kind kind(String word) {
        for (ManagedRoom.Kind kind : ManagedRoom.Kind.values()) {
            if (kind.word().equals(word == null ? "" : word.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw Problem.badRequest("kind 是 department 或 project。", "kind is department or project.");
    }

    private static Problem noRoster() {
        return new Problem(
                503, "not-ready", LocalText.of("人员名录还没有准备好，请稍后再试。", "The directory is not ready; try again later."));
    }

    private static String token() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private RoomJson json(ManagedRoom room) {
        Optional<RoomPlan> plan = keeper.plan(room);
        return new RoomJson(
                room.id(),
                room.platform(),
                room.account(),
                room.kind().word(),
                room.target(),
                plan.flatMap(RoomPlan::name).or(room::name),
                room.conversation(),
                room.members().size(),
                plan.map(p -> p.state().word()).orElse("away"),
                room.why(),
                plan.map(p -> new PlanJson(
                        p.renamed(), p.joining().size(), p.leaving().size(), p.unreached())));
    }

    public record Rooms(List<RoomJson> items) {}

    public record Hosts(List<HostJson> items) {}

    /** @param problem why none can be opened by it now */
    public record HostJson(String platform, String account, Optional<LocalText> problem) {}

    /** @param kind {@code department} or {@code project}, target its id */
    public record Wanted(String platform, String account, String kind, String target) {}

    /** @param leaving how many leave, as the plan said when somebody looked at it */
    public record Despite(Integer leaving) {}

    /** @param conversation the platform's id of it; blank where it is not there */
    public record Decided(String conversation) {}

    /**
     * @param state {@code kept opening changing braked unknown too-few ended}, {@code away} while nobody can tell
     * @param why what stood in the way last
     */
    public record RoomJson(
            String id,
            String platform,
            String account,
            String kind,
            String target,
            Optional<String> name,
            Optional<String> conversation,
            int members,
            String state,
            Optional<LocalText> why,
            Optional<PlanJson> plan) {}

    /** What is to become different; {@code unreached} have no account there. */
    public record PlanJson(boolean renamed, int joining, int leaving, int unreached) {}
}
