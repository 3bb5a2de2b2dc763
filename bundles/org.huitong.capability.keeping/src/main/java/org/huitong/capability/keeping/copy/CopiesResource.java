// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Jobs;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/copies}: nominations as they are told to whoever copies them: how many, which, hashes, by whom, when and of
 * what kind; nobody's words, those of whoever nominated among them.
 */
@Component(service = RestResource.class)
@Permitted(CopiesPage.MAKE)
@Subject(subject = "copies")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class CopiesResource implements RestResource {
    private static final LocalText NOMINATION = LocalText.of("这项提名", "nomination");
    private static final int PAGE = 50;

    private final NominationShelf shelf;
    private final CopyPlace place;
    private final Jobs jobs;
    private final Transactions transactions;
    private final Audit audit;

    @Activate
    public CopiesResource(
            @Reference NominationShelf shelf,
            @Reference CopyPlace place,
            @Reference Jobs jobs,
            @Reference Transactions transactions,
            @Reference Audit audit) {
        this.shelf = shelf;
        this.place = place;
        this.jobs = jobs;
        this.transactions = transactions;
        this.audit = audit;
    }

    @GET
    public CopyList list(@QueryParam("before") Integer before) {
        List<Nomination> found = transactions.read(connection ->
                shelf.newest(connection, Optional.empty(), before == null ? Integer.MAX_VALUE : before, PAGE));
        return new CopyList(
                place.isSet(),
                place.recipient().map(RecipientJson::of),
                found.stream().map(CopyJson::of).toList(),
                found.size() < PAGE
                        ? Optional.empty()
                        : Optional.of(Integer.toString(found.get(PAGE - 1).id())));
    }

    /** One with the ids of its messages. */
    @GET
    @Path("{id: [0-9]{1,9}}")
    public WholeJson one(@PathParam("id") int id) {
        return transactions.read(connection -> new WholeJson(
                CopyJson.of(shelf.find(connection, id).orElseThrow(() -> Problem.notFound(NOMINATION))),
                shelf.lines(connection, id).stream().map(LineJson::of).toList()));
    }

    /** Copies them, as a job; one that is under way already is told again. */
    @POST
    @Path("{id: [0-9]{1,9}}")
    public Response make(@PathParam("id") int id, @Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        Nomination seen = transactions
                .read(connection -> shelf.find(connection, id))
                .orElseThrow(() -> Problem.notFound(NOMINATION));
        if (seen.state() != Nomination.State.WAITING && seen.state() != Nomination.State.BEGUN) {
            throw new Problem(409, "not-waiting", LocalText.of("这项提名已备份或已撤回。", "It was copied already, or withdrawn."));
        }
        if (!place.isSet() || place.recipient().isEmpty()) {
            throw new Problem(
                    409,
                    "no-place",
                    LocalText.of(
                            "还没有设置备份路径（copies），或安全管理员还没有在“保管与归档”页设定收件人证书。",
                            "There is no path of copies yet, or the security administrator has set no recipient on the page Keeping."));
        }
        boolean under =
                jobs.find(seen.job()).filter(job -> !job.state().isOver()).isPresent();
        if (under) {
            return Response.accepted(new Started(seen.job())).build();
        }
        String job = transactions.write(connection -> {
            String fresh = jobs.start(
                    connection,
                    new Jobs.Order(
                            CopyRun.NAME,
                            LocalText.of("备份重要消息（提名 " + id + "）", "Copy important messages (nomination " + id + ")"),
                            by.account(),
                            Optional.of(CopiesPage.MAKE),
                            Integer.toString(id)));
            if (!shelf.order(connection, seen, fresh)) {
                throw new Problem(
                        409,
                        "not-waiting",
                        LocalText.of(
                                "另一个人刚刚开始备份，或提名已撤回；请刷新。",
                                "Somebody else began it, or it was withdrawn: load it again."));
            }
            audit.note(
                    connection, Deed.done(Doer.of(by), CopiesPage.ORDER, Thing.of("nomination", Integer.toString(id))));
            return fresh;
        });
        return Response.accepted(new Started(job)).build();
    }

    /** @param job tells how it goes on, at {@code /api/v1/jobs/{job}} */
    public record Started(String job) {}

    /**
     * @param pathSet whether there is a path of copies
     * @param next goes on from there, as {@code before}
     */
    public record CopyList(
            boolean pathSet, Optional<RecipientJson> recipient, List<CopyJson> items, Optional<String> next) {}

    /** @param fingerprint SHA-256 of the certificate */
    public record RecipientJson(String fingerprint, String subject, Instant until) {
        public static RecipientJson of(Recipient recipient) {
            return new RecipientJson(recipient.fingerprint(), recipient.subject(), recipient.until());
        }
    }

    /**
     * @param hash SHA-256 of the ids, each with an end of line
     * @param copied how many are in the copy
     * @param sha256 of the file, once it was read back
     */
    public record CopyJson(
            int id,
            String reason,
            String by,
            Instant at,
            int messages,
            String hash,
            String state,
            Optional<String> job,
            Optional<String> file,
            Optional<String> recipient,
            Optional<Integer> copied,
            Optional<Long> bytes,
            Optional<String> sha256,
            Optional<Instant> copiedAt,
            Optional<String> copiedBy) {
        static CopyJson of(Nomination one) {
            Optional<Nomination.Copy> done = one.copy().filter(copy -> one.state() == Nomination.State.COPIED);
            return new CopyJson(
                    one.id(),
                    one.reason().word(),
                    one.madeBy(),
                    one.madeAt(),
                    one.messages(),
                    one.hash(),
                    one.state().name().toLowerCase(Locale.ROOT),
                    Optional.of(one.job()).filter(job -> !job.isEmpty()),
                    one.copy().map(Nomination.Copy::place),
                    one.copy().map(Nomination.Copy::recipient),
                    done.map(Nomination.Copy::messages),
                    done.map(Nomination.Copy::bytes),
                    done.map(Nomination.Copy::hash),
                    done.map(Nomination.Copy::at),
                    one.copy().map(Nomination.Copy::by));
        }
    }

    public record WholeJson(CopyJson copy, List<LineJson> messages) {}

    /** @param print a keyed fingerprint of what was copied; absent: it is not in the copy */
    public record LineJson(String id, Optional<String> print) {
        static LineJson of(Nomination.Line line) {
            return new LineJson(line.id().value(), Optional.of(line.print()).filter(print -> !print.isEmpty()));
        }
    }
}
