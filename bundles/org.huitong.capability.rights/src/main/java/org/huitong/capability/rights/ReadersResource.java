// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Readership;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Facts;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.rights.ReadersJson.ProgramJson;
import org.huitong.capability.rights.ReadersJson.VerdictJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/rights/readers}: who may read a message, and why. Only of a message that the asker may read, and by a
 * right of its own for it: any other looks like one that is not there. Each look is noted before it is answered.
 */
@Component(service = RestResource.class)
@Permitted(Permissions.READERS_OF)
@Subject(subject = "rights")
@Path("readers")
@Produces("application/json")
public final class ReadersResource implements RestResource {
    private static final Act READERS_OF = Act.of(Permissions.READERS_OF);
    private static final LocalText MESSAGE = LocalText.of("这条消息", "message");
    private static final LocalText PERSON = LocalText.of("这个人员", "person");
    private static final int MOST = 200;

    private final RightsKeeper keeper;
    private final Readership readership;
    private final DecisionPoint decisions;
    private final MessageDoor door;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public ReadersResource(
            @Reference RightsKeeper keeper,
            @Reference Readership readership,
            @Reference DecisionPoint decisions,
            @Reference MessageDoor door,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.keeper = keeper;
        this.readership = readership;
        this.decisions = decisions;
        this.door = door;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    public ReadersJson readers(
            @QueryParam("message") String message,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context SecurityContext caller) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("limit 应为 1 到 " + MOST + "。", "limit is 1 to " + MOST + ".");
        }
        MessageId id = id(message);
        Readers readers = readers(asker(caller), id);
        audit.note(Deed.done(Doer.of(asker(caller)), Permissions.READERS_OF, Thing.of("message", id.value())));
        List<ProgramJson> programs = readers.programs().stream()
                .map(login -> new ProgramJson(login.account(), login.name()))
                .toList();
        return ReadersJson.of(id.value(), readers.page(Optional.ofNullable(after), limit), programs);
    }

    @GET
    @Path("{person}")
    public VerdictJson verdict(
            @PathParam("person") String person,
            @QueryParam("message") String message,
            @Context SecurityContext caller) {
        MessageId id = id(message);
        Readers.Verdict verdict = readers(asker(caller), id).of(person).orElseThrow(() -> Problem.notFound(PERSON));
        audit.note(Deed.done(Doer.of(asker(caller)), Permissions.READERS_OF, Thing.of("message", id.value()))
                .searching(verdict.reader().person().name()));
        return VerdictJson.of(id.value(), verdict);
    }

    private Readers readers(Asker asker, MessageId id) {
        Facts facts = door.find(asker, id)
                .map(MessageView::facts)
                .filter(found -> decisions
                        .decide(asker, READERS_OF, new On.Message(found))
                        .allows())
                .orElseThrow(() -> Problem.notFound(MESSAGE));
        return new Readers(keeper.requireRoster(), keeper, readership, facts, clock.instant());
    }

    private static MessageId id(String message) {
        if (message == null || message.isBlank()) {
            throw Problem.badRequest("请用 ?message= 给出消息的编号。", "Name the message as ?message=, by its id.");
        }
        try {
            return new MessageId(message);
        } catch (IllegalArgumentException e) {
            // What can be no id looks like one that is not there.
            throw Problem.notFound(MESSAGE);
        }
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }
}
