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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.Kind;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/departments}: the tree of each company. */
@Component
@Subject(subject = "departments")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DepartmentsResource implements RestResource {
    private static final LocalText WHAT = LocalText.of("这个部门", "department");
    private static final String ID = "{id: d[0-9]{1,17}}";

    private final RosterKeeper keeper;
    private final Clock clock;

    @Activate
    public DepartmentsResource(@Reference RosterKeeper keeper, @Reference Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    @GET
    @Permitted(PeopleResource.READ)
    public DepartmentList list() {
        RosterPicture roster = keeper.roster();
        Map<String, Integer> members = members(roster);
        return new DepartmentList(roster.departments().stream()
                .map(d -> DepartmentJson.of(roster, d, members.getOrDefault(d.id(), 0)))
                .toList());
    }

    @GET
    @Path(ID)
    @Permitted(PeopleResource.READ)
    public DepartmentJson one(@PathParam("id") String id) {
        return told(keeper.roster(), id);
    }

    @POST
    @Permitted(PeopleResource.WRITE)
    public Response add(DepartmentJson json, @Context SecurityContext caller) {
        String[] id = new String[1];
        RosterPicture after = keeper.change(origin(caller, "+ department"), draft -> {
            id[0] = draft.newId(Kind.DEPARTMENT);
            put(draft, id[0], json);
        });
        return Response.status(Response.Status.CREATED)
                .entity(told(after, id[0]))
                .build();
    }

    @PUT
    @Path(ID)
    @Permitted(PeopleResource.WRITE)
    public DepartmentJson replace(@PathParam("id") String id, DepartmentJson json, @Context SecurityContext caller) {
        RosterPicture after = keeper.change(origin(caller, "± " + id), draft -> {
            draft.department(id).orElseThrow(() -> Problem.notFound(WHAT));
            Clean.unchanged(json.version(), draft.base().card(id).map(card -> card.since()));
            put(draft, id, json);
        });
        return told(after, id);
    }

    private void put(Draft draft, String id, DepartmentJson json) {
        RosterPicture roster = draft.base();
        String company = Clean.needed(LocalText.of("公司", "company"), json.company());
        Clean.known(LocalText.of("公司", "company"), company, roster.company(company));
        Optional<String> parent = Clean.optional(LocalText.of("上级部门", "department above"), json.parent());
        parent.ifPresent(above -> {
            Department known = Clean.known(LocalText.of("部门", "department"), above, roster.department(above));
            if (!known.company().equals(company)) {
                throw Clean.bad("上级部门属于另一家公司。", "The department above is another company’s.");
            }
            if (roster.tree(id).contains(above)) {
                throw Clean.bad("部门不能在自己的下级里。", "A department cannot stand below itself.");
            }
        });
        String name = Clean.needed(LocalText.of("名称", "name"), json.name());
        boolean closed = Boolean.TRUE.equals(json.closed());
        if (!closed
                && roster.departments().stream()
                        .anyMatch(d -> !d.closed()
                                && !d.id().equals(id)
                                && d.company().equals(company)
                                && d.parent().equals(parent)
                                && d.name().equals(name))) {
            throw Clean.conflict(
                    "name-taken", "同一上级下已有同名的部门。", "There is another department of this name in the same place.");
        }
        if (closed && !roster.members(id, clock.today()).isEmpty()) {
            throw Clean.conflict(
                    "not-empty", "部门里还有人，请先把他们移走。", "People still belong to this department; move them first.");
        }
        draft.put(new Department(
                id,
                name,
                company,
                parent,
                person(roster, LocalText.of("负责人", "head"), json.head()),
                person(roster, LocalText.of("对接人", "contact person"), json.contact()),
                closed));
    }

    static Optional<String> person(RosterPicture roster, LocalText field, Optional<String> sent) {
        Optional<String> id = Clean.optional(field, sent);
        id.ifPresent(person -> Clean.known(LocalText.of("人员", "person"), person, roster.person(person)));
        return id;
    }

    private Map<String, Integer> members(RosterPicture roster) {
        LocalDate today = clock.today();
        Map<String, Integer> members = new HashMap<>();
        roster.persons().stream()
                .filter(Person::active)
                .flatMap(p -> p.departments(today).stream())
                .forEach(id -> members.merge(id, 1, Integer::sum));
        return members;
    }

    private DepartmentJson told(RosterPicture roster, String id) {
        return roster.department(id)
                .map(d -> DepartmentJson.of(roster, d, members(roster).getOrDefault(id, 0)))
                .orElseThrow(() -> Problem.notFound(WHAT));
    }

    static Origin origin(SecurityContext caller, String what) {
        return new Origin(PeopleResource.by(caller), "edit", what);
    }

    /**
     * A department as callers write and read it. What is only told is ignored where it is sent.
     *
     * @param members how many belong to the department itself today
     * @param names of the ids above
     */
    public record DepartmentJson(
            String id,
            String name,
            String company,
            Optional<String> parent,
            Optional<String> head,
            Optional<String> contact,
            Boolean closed,
            Integer members,
            Integer version,
            Map<String, String> names) {
        static DepartmentJson of(RosterPicture roster, Department d, int members) {
            Map<String, String> names = new TreeMap<>();
            names.put(d.company(), roster.name(d.company()).orElse(d.company()));
            List.of(d.parent(), d.head(), d.contact())
                    .forEach(one -> one.ifPresent(id -> roster.name(id).ifPresent(name -> names.put(id, name))));
            return new DepartmentJson(
                    d.id(),
                    d.name(),
                    d.company(),
                    d.parent(),
                    d.head(),
                    d.contact(),
                    d.closed() ? true : null,
                    members,
                    roster.card(d.id()).map(card -> card.since()).orElse(null),
                    names);
        }
    }

    public record DepartmentList(List<DepartmentJson> items) {}
}
