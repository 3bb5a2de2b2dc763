// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.people.Project;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.Kind;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterPicture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/projects}: what people of several departments work on together. */
@Component
@Subject(subject = "projects")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProjectsResource implements RestResource {
    private static final LocalText WHAT = LocalText.of("这个项目", "project");
    private static final LocalText PERSON = LocalText.of("人员", "person");
    private static final String ID = "{id: j[0-9]{1,17}}";
    private static final int MOST_MEMBERS = 5_000;
    private static final int MOST_ROOMS = 200;
    private static final int LONGEST_ROOM = 256;

    private final RosterKeeper keeper;

    @Activate
    public ProjectsResource(@Reference RosterKeeper keeper) {
        this.keeper = keeper;
    }

    @GET
    @Permitted(PeopleResource.READ)
    public ProjectList list() {
        RosterPicture roster = keeper.roster();
        return new ProjectList(
                roster.projects().stream().map(p -> ProjectJson.of(roster, p)).toList());
    }

    @GET
    @Path(ID)
    @Permitted(PeopleResource.READ)
    public ProjectJson one(@PathParam("id") String id) {
        return told(keeper.roster(), id);
    }

    @POST
    @Permitted(PeopleResource.WRITE)
    public Response add(ProjectJson json, @Context SecurityContext caller) {
        String[] id = new String[1];
        RosterPicture after = keeper.change(DepartmentsResource.origin(caller, "+ project"), draft -> {
            id[0] = draft.newId(Kind.PROJECT);
            put(draft, id[0], json);
        });
        return Response.status(Response.Status.CREATED)
                .entity(told(after, id[0]))
                .build();
    }

    @PUT
    @Path(ID)
    @Permitted(PeopleResource.WRITE)
    public ProjectJson replace(@PathParam("id") String id, ProjectJson json, @Context SecurityContext caller) {
        RosterPicture after = keeper.change(DepartmentsResource.origin(caller, "± " + id), draft -> {
            draft.base().project(id).orElseThrow(() -> Problem.notFound(WHAT));
            Clean.unchanged(json.version(), draft.base().card(id).map(card -> card.since()));
            put(draft, id, json);
        });
        return told(after, id);
    }

    private static void put(Draft draft, String id, ProjectJson json) {
        RosterPicture roster = draft.base();
        String code = Clean.needed(LocalText.of("编号", "code"), json.code());
        if (roster.projects().stream()
                .anyMatch(p -> !p.id().equals(id) && p.code().equals(code))) {
            throw Clean.conflict("code-taken", "已有同编号的项目。", "There is another project of this code.");
        }
        List<String> members = Clean.list(json.members(), MOST_MEMBERS);
        members.forEach(person -> Clean.known(PERSON, person, roster.person(person)));
        draft.put(new Project(
                id,
                code,
                Clean.needed(LocalText.of("名称", "name"), json.name()),
                DepartmentsResource.person(roster, LocalText.of("负责人", "owner"), json.owner()),
                members.stream().collect(Collectors.toSet()),
                state(json.state()),
                Clean.list(json.rooms(), MOST_ROOMS).stream()
                        .map(ProjectsResource::room)
                        .collect(Collectors.toSet())));
    }

    private static Project.State state(String word) {
        if (word == null || word.isBlank() || word.equals("open")) {
            return Project.State.OPEN;
        }
        if (word.equals("closed")) {
            return Project.State.CLOSED;
        }
        throw Clean.bad("状态是 open 或 closed。", "The state is open or closed.");
    }

    private static Project.Room room(RoomJson room) {
        return new Project.Room(
                Clean.needed(LocalText.of("平台", "platform"), room.platform()),
                Clean.needed(LocalText.of("企业", "tenant"), room.tenant()),
                Clean.optional(
                                LocalText.of("会话", "conversation"),
                                Optional.ofNullable(room.conversation()),
                                LONGEST_ROOM)
                        .orElseThrow(() -> Clean.bad("请给出会话。", "Say which conversation.")));
    }

    private static ProjectJson told(RosterPicture roster, String id) {
        return roster.project(id).map(p -> ProjectJson.of(roster, p)).orElseThrow(() -> Problem.notFound(WHAT));
    }

    /** A room, by the platform's own id of it. */
    public record RoomJson(String platform, String tenant, String conversation) {}

    /**
     * A project as callers write and read it. What is only told is ignored where it is sent.
     *
     * @param names of the persons above
     */
    public record ProjectJson(
            String id,
            String code,
            String name,
            Optional<String> owner,
            List<String> members,
            String state,
            List<RoomJson> rooms,
            Integer version,
            Map<String, String> names) {
        static ProjectJson of(RosterPicture roster, Project p) {
            Map<String, String> names = new TreeMap<>();
            Stream.concat(p.owner().stream(), p.members().stream())
                    .forEach(id -> roster.name(id).ifPresent(name -> names.put(id, name)));
            return new ProjectJson(
                    p.id(),
                    p.code(),
                    p.name(),
                    p.owner(),
                    p.members().stream().sorted(Kind.ORDER).toList(),
                    p.state().name().toLowerCase(Locale.ROOT),
                    p.rooms().stream()
                            .map(r -> new RoomJson(r.platform(), r.tenant(), r.conversation()))
                            .sorted(Comparator.comparing(RoomJson::platform)
                                    .thenComparing(RoomJson::tenant)
                                    .thenComparing(RoomJson::conversation))
                            .toList(),
                    roster.card(p.id()).map(card -> card.since()).orElse(null),
                    names);
        }
    }

    public record ProjectList(List<ProjectJson> items) {}
}
