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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.api.people.Company;
import org.huitong.api.people.Company.Contact;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.Kind;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.sync.Subjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/companies}: the companies of the group, and whom to ask in each about what. */
@Component
@Subject(subject = "companies")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CompaniesResource implements RestResource {
    private static final LocalText WHAT = LocalText.of("这家公司", "company");
    private static final String ID = "{id: c[0-9]{1,17}}";
    private static final int MOST_CONTACTS = 100;

    private final RosterKeeper keeper;

    @Activate
    public CompaniesResource(@Reference RosterKeeper keeper) {
        this.keeper = keeper;
    }

    @GET
    @Permitted(PeopleResource.READ)
    public CompanyList list() {
        RosterPicture roster = keeper.roster();
        return new CompanyList(
                roster.companies().stream().map(c -> CompanyJson.of(roster, c)).toList());
    }

    @GET
    @Path(ID)
    @Permitted(PeopleResource.READ)
    public CompanyJson one(@PathParam("id") String id) {
        return told(keeper.roster(), id);
    }

    @POST
    @Permitted(PeopleResource.WRITE)
    public Response add(CompanyJson json, @Context SecurityContext caller) {
        String[] id = new String[1];
        RosterPicture after = keeper.change(DepartmentsResource.origin(caller, "+ company"), draft -> {
            id[0] = draft.newId(Kind.COMPANY);
            put(draft, id[0], json);
        });
        return Response.status(Response.Status.CREATED)
                .entity(told(after, id[0]))
                .build();
    }

    @PUT
    @Path(ID)
    @Permitted(PeopleResource.WRITE)
    public CompanyJson replace(@PathParam("id") String id, CompanyJson json, @Context SecurityContext caller) {
        RosterPicture after = keeper.change(DepartmentsResource.origin(caller, "± " + id), draft -> {
            draft.company(id).orElseThrow(() -> Problem.notFound(WHAT));
            Clean.unchanged(json.version(), draft.base().card(id).map(card -> card.since()));
            put(draft, id, json);
        });
        return told(after, id);
    }

    private static void put(Draft draft, String id, CompanyJson json) {
        RosterPicture roster = draft.base();
        String name = Clean.needed(LocalText.of("名称", "name"), json.name());
        if (roster.companies().stream()
                .anyMatch(c -> !c.id().equals(id) && c.name().equals(name))) {
            throw Clean.conflict("name-taken", "已有同名的公司。", "There is another company of this name.");
        }
        Optional<String> parent = Clean.optional(LocalText.of("上级公司", "company above"), json.parent());
        parent.ifPresent(above -> {
            Clean.known(LocalText.of("公司", "company"), above, roster.company(above));
            if (roster.companyTree(id).contains(above)) {
                throw Clean.bad("公司不能在自己的下级里。", "A company cannot stand below itself.");
            }
        });
        draft.put(new Company(
                id,
                name,
                parent,
                DepartmentsResource.person(roster, LocalText.of("负责人", "head"), json.head()),
                contacts(roster, json)));
    }

    private static List<Contact> contacts(RosterPicture roster, CompanyJson json) {
        LocalText field = LocalText.of("对接人", "contact person");
        List<Contact> contacts = new ArrayList<>();
        DepartmentsResource.person(roster, field, json.contact())
                .ifPresent(person -> contacts.add(new Contact(Contact.GENERAL, person)));
        for (ContactJson one : Clean.list(json.contacts(), MOST_CONTACTS)) {
            String subject = Clean.needed(LocalText.of("事项", "subject"), one.subject());
            if (!Subjects.isSayable(subject)) {
                throw Clean.bad(
                        "事项“" + subject + "”在名单里另有含义（“、”“；”“|”隔开几项，“其他”是其余事项，“无”是没有），请换一个写法。",
                        "In a list “" + subject + "” means something else (、 ; and | part several, “everything else” is"
                                + " the rest, “none” is nothing): call it otherwise.");
            }
            String person = DepartmentsResource.person(roster, field, Optional.ofNullable(one.person()))
                    .orElseThrow(() -> Clean.bad("请给出对接人。", "Say who is the contact person."));
            if (contacts.stream().anyMatch(c -> c.subject().equals(subject))) {
                throw Clean.bad("“" + subject + "”有两个对接人。", "There are two contact persons for “" + subject + "”.");
            }
            contacts.add(new Contact(subject, person));
        }
        return contacts;
    }

    private static CompanyJson told(RosterPicture roster, String id) {
        return roster.company(id).map(c -> CompanyJson.of(roster, c)).orElseThrow(() -> Problem.notFound(WHAT));
    }

    /** Who is to be asked about what. */
    public record ContactJson(String subject, String person) {}

    /**
     * A company as callers write and read it. What is only told is ignored where it is sent.
     *
     * @param contact for whatever has nobody of its own among {@code contacts}
     * @param names of the ids above
     */
    public record CompanyJson(
            String id,
            String name,
            Optional<String> parent,
            Optional<String> head,
            Optional<String> contact,
            List<ContactJson> contacts,
            Integer version,
            Map<String, String> names) {
        static CompanyJson of(RosterPicture roster, Company c) {
            Map<String, String> names = new TreeMap<>();
            Stream.of(
                            c.parent().stream(),
                            c.head().stream(),
                            c.contacts().stream().map(Contact::person))
                    .flatMap(ids -> ids)
                    .forEach(id -> roster.name(id).ifPresent(name -> names.put(id, name)));
            return new CompanyJson(
                    c.id(),
                    c.name(),
                    c.parent(),
                    c.head(),
                    c.contact(Contact.GENERAL),
                    c.contacts().stream()
                            .filter(one -> !one.subject().equals(Contact.GENERAL))
                            .map(one -> new ContactJson(one.subject(), one.person()))
                            .toList(),
                    roster.card(c.id()).map(card -> card.since()).orElse(null),
                    names);
        }
    }

    public record CompanyList(List<CompanyJson> items) {}
}
