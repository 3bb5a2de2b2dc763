// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.operation.ReaderBoard.Parked;
import org.huitong.api.operation.ReaderBoard.ReaderStanding;
import org.huitong.api.operation.ReaderBoard.StageStanding;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far every reader and every stage has come. */
@Component(service = RestResource.class)
@Permitted(Permissions.READERS)
@Subject(subject = "readers")
@Path("")
public final class ReadersResource implements RestResource {
    private static final Logger LOG = LoggerFactory.getLogger(ReadersResource.class);
    private static final int MOST = 500;
    private static final String RETRY = "readers.retry";

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ReaderBoard board;

    @Reference
    private Audit audit;

    @GET
    @Produces("application/json")
    public Readers list() {
        ReaderBoard at = Rights.present(board, Rights.READERS);
        return new Readers(at.readers(), at.stages());
    }

    @GET
    @Path("{reader}/parked")
    @Produces("application/json")
    public ParkedEntries parked(
            @PathParam("reader") String reader, @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("limit 的范围是 1 到 " + MOST + "。", "limit is 1 to " + MOST + ".");
        }
        return new ParkedEntries(Rights.present(board, Rights.READERS).parked(reader, limit));
    }

    @POST
    @Path("{reader}/retry")
    @Produces("application/json")
    public Retried retry(@Context SecurityContext context, @PathParam("reader") String reader, Place place) {
        Asker asker = (Asker) context.getUserPrincipal();
        boolean taken = known(reader).retry(reader, place.needed());
        LOG.info(
                "A parked entry was offered to its reader again, reader={} seq={} taken={} by={}",
                reader,
                place.seq(),
                taken,
                asker.account());
        Thing entry = Thing.of("reader", reader + "/" + place.seq());
        audit.note(taken ? Deed.done(Doer.of(asker), RETRY, entry) : Deed.failed(Doer.of(asker), RETRY, entry));
        return new Retried(taken);
    }

    @POST
    @Path("{reader}/replay")
    public void replay(@Context SecurityContext context, @PathParam("reader") String reader, Place place) {
        Asker asker = (Asker) context.getUserPrincipal();
        if (!known(reader).replay(reader, place.needed())) {
            throw noSuchReader();
        }
        LOG.info("A reader was set back, reader={} seq={} by={}", reader, place.seq(), asker.account());
        audit.note(Deed.done(Doer.of(asker), "readers.replay", Thing.of("reader", reader + "/" + place.seq())));
    }

    private ReaderBoard known(String reader) {
        ReaderBoard at = Rights.present(board, Rights.READERS);
        if (at.readers().stream().noneMatch(standing -> standing.name().equals(reader))) {
            throw noSuchReader();
        }
        return at;
    }

    private static Problem noSuchReader() {
        return Problem.notFound(LocalText.of("这个读者", "reader"));
    }

    public record Readers(List<ReaderStanding> items, List<StageStanding> stages) {}

    public record ParkedEntries(List<Parked> items) {}

    /** @param taken false where the reader refused it once more */
    public record Retried(boolean taken) {}

    /** A place in the log. */
    public record Place(Long seq) {
        long needed() {
            if (seq == null || seq < 0) {
                throw Problem.badRequest(
                        "请用 seq 给出日志中的位置，0 表示从头开始。", "Name the place in the log as seq, 0 for its beginning.");
            }
            return seq;
        }
    }
}
