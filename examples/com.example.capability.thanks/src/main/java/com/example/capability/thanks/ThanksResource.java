// SPDX-License-Identifier: Apache-2.0
package com.example.capability.thanks;

import com.example.capability.thanks.ThanksShelf.Noted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Jobs;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Parsed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/thanks}. The permission opens the list; which messages stand in it the door decides, one by one. */
@Component(service = RestResource.class)
@Permitted(Thanks.READ)
@Subject(subject = "thanks")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class ThanksResource implements RestResource {
    private static final int PAGE = 20;
    /** Whoever may read few of them gets a short page, and goes on from there. */
    private static final int LOOKED_AT = 200;

    private final Transactions transactions;
    private final MessageDoor door;
    private final Jobs jobs;

    @Activate
    public ThanksResource(
            @Reference Transactions transactions,
            @Reference(target = "(schema=thanks)") Schema tables,
            @Reference MessageDoor door,
            @Reference Jobs jobs) {
        this.transactions = transactions;
        this.door = door;
        this.jobs = jobs;
    }

    @GET
    public Some list(@QueryParam("before") String before, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        long from = place(before);
        List<Noted> noted = transactions.read(connection -> ThanksShelf.before(connection, from, LOOKED_AT));
        List<One> items = new ArrayList<>();
        for (Noted one : noted) {
            door.find(asker, one.id()).map(One::of).ifPresent(items::add);
            if (items.size() == PAGE) {
                return new Some(items, Optional.of(Long.toString(one.seq())));
            }
        }
        boolean more = noted.size() == LOOKED_AT;
        return new Some(
                items,
                more ? Optional.of(Long.toString(noted.get(LOOKED_AT - 1).seq())) : Optional.empty());
    }

    private static long place(String before) {
        if (before == null) {
            return Long.MAX_VALUE;
        }
        if (!before.matches("[0-9]{1,18}")) {
            throw Problem.badRequest("before 是上一页的 next。", "before is the next of the page before.");
        }
        return Long.parseLong(before);
    }

    /** Counts among the messages that fit a filter, the empty body being all of them; a job, for it may take long. */
    @POST
    @Path("count")
    public Response count(String filter, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        String wanted = filter.isBlank() ? FilterJson.write(Filter.everything()) : filter;
        if (FilterJson.read(wanted) instanceof Parsed.Bad<Filter> bad) {
            throw new Problem(400, "bad-filter", bad.reason());
        }
        String id = jobs.start(new Jobs.Order(
                ThanksCount.NAME, LocalText.of("统计致谢", "Count thanks"), asker.account(), Optional.empty(), wanted));
        return Response.accepted(new Ordered(id)).build();
    }

    /** The job that was ordered. */
    public record Ordered(String id) {}

    /** @param next goes on from there, as {@code before} */
    public record Some(List<One> items, Optional<String> next) {}

    /** One message as its reader may see it. */
    public record One(String id, String platform, Optional<String> sender, Instant sentAt, Optional<String> text) {
        static One of(MessageView view) {
            return new One(
                    view.id().value(),
                    view.message().key().platform(),
                    view.message().sender().name(),
                    view.message().sentAt(),
                    view.message().content().text());
        }
    }
}
