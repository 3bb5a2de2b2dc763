// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import jakarta.ws.rs.Consumes;
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
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Jobs;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.audit.AuditShelf.Placed;
import org.huitong.audit.AuditShelf.Question;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/audit}: what was done, and, for everybody, who read one's own messages. */
@Component
@Subject(subject = "audit")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AuditResource implements RestResource {
    static final String READ = "audit.read";
    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final int MOST_LOOKS = 1_000;
    /** Beyond it a moment is no number of milliseconds any more. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final AuditShelf shelf;
    private final Sealer sealer;
    private final Audit audit;
    private final Jobs jobs;
    private final Courier courier;
    private final VerbBook verbs;
    private final Transactions transactions;
    private final Sightings<Question> looks = new Sightings<>(System::nanoTime, MOST_LOOKS);

    @Activate
    public AuditResource(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference Sealer sealer,
            @Reference Audit audit,
            @Reference Jobs jobs,
            @Reference Courier courier,
            @Reference VerbBook verbs) {
        this.verbs = verbs;
        this.courier = courier;
        this.transactions = transactions;
        this.shelf = new AuditShelf(transactions, vault);
        this.sealer = sealer;
        this.audit = audit;
        this.jobs = jobs;
    }

    @GET
    @Permitted(READ)
    public Listed list(
            @QueryParam("by") String by,
            @QueryParam("verb") String verb,
            @QueryParam("thing") String thing,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("after") String after,
            @QueryParam("before") String before,
            @QueryParam("limit") Integer limit,
            @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Question question = new Question(
                text(by), text(verb), text(thing), moment("from", from), moment("to", to), Optional.empty());
        // Who watches is watched: a look into the audit stands in it, once for each question and not for each page,
        // whichever of them is asked for first.
        if (looks.isNew(asker.account(), question)) {
            audit.note(Deed.done(Doer.of(asker), READ, Thing.of("audit")));
            looks.add(asker.account(), question);
        }
        return page(question, after, before, limit, true);
    }

    /** Who read the messages of the person whose account asks. */
    @GET
    @Path("mine")
    @Permitted(Permitted.EVERYBODY)
    public Listed mine(
            @QueryParam("before") String before,
            @QueryParam("after") String after,
            @QueryParam("limit") Integer limit,
            @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        if (asker.person().isEmpty()) {
            return new Listed(List.of(), Optional.empty());
        }
        Question question = new Question(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                asker.person());
        return page(question, after, before, limit, false);
    }

    /** How far what was noted has come to its collector. */
    @GET
    @Path("collector")
    @Permitted(READ)
    public Courier.Standing collector() {
        return courier.standing();
    }

    /** Makes a file of what is asked for, by a job. */
    @POST
    @Path("export")
    @Permitted(READ)
    public Response export(Wish wish, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        if (wish == null || !"jsonl".equals(wish.format()) && !"csv".equals(wish.format())) {
            throw Problem.badRequest("请发送 format：jsonl 或 csv。", "Send a format: jsonl or csv.");
        }
        Question question = new Question(
                text(wish.by()),
                text(wish.verb()),
                text(wish.thing()),
                moment("from", wish.from()),
                moment("to", wish.to()),
                Optional.empty());
        Jobs.Order order = new Jobs.Order(
                AuditExport.KIND,
                LocalText.of("导出审计记录", "Export of the audit"),
                asker.account(),
                Optional.empty(),
                AuditExport.argument(wish.format(), question));
        String job = transactions.write(connection -> {
            audit.note(connection, Deed.done(Doer.of(asker), "audit.export", Thing.of("audit")));
            return jobs.start(connection, order);
        });
        return Response.status(Response.Status.ACCEPTED)
                .entity(new Started(job))
                .build();
    }

    private Listed page(Question question, String after, String before, Integer limit, boolean whole) {
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw Problem.badRequest("limit 为 1 到 " + MOST + "。", "limit is 1 to " + MOST + ".");
        }
        // What was noted just now has its place before the answer is given.
        sealer.link();
        List<Placed> found = after != null
                ? shelf.oldest(question, place("after", after), most)
                : shelf.newest(question, before == null ? Long.MAX_VALUE : place("before", before), most);
        Optional<String> next = found.size() < most
                ? Optional.empty()
                : Optional.of(Long.toString(found.get(found.size() - 1).seq()));
        return new Listed(found.stream().map(placed -> item(placed, whole)).toList(), next);
    }

    private Item item(Placed placed, boolean whole) {
        Entry entry = placed.entry();
        return new Item(
                placed.seq(),
                Instant.ofEpochMilli(entry.at()),
                entry.doer(),
                entry.doerName(),
                entry.verb(),
                verbs.words(entry.verb()),
                entry.thing(),
                entry.thingName(),
                entry.outcome(),
                Optional.ofNullable(entry.beforeOrNull()).filter(text -> whole),
                Optional.ofNullable(entry.afterOrNull()).filter(text -> whole),
                whole ? shelf.words(entry) : Optional.empty(),
                Optional.of(placed.hash()).filter(text -> whole));
    }

    private static Optional<String> text(String given) {
        if (given != null && given.indexOf('\0') >= 0) {
            throw Problem.badRequest("查询条件不能含空字符。", "What is asked for has no NUL in it.");
        }
        return Optional.ofNullable(given).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> moment(String name, String given) {
        try {
            Optional<Instant> moment = text(given).map(Instant::parse);
            if (moment.filter(m -> m.isBefore(Instant.EPOCH) || m.isAfter(LATEST))
                    .isEmpty()) {
                return moment;
            }
        } catch (DateTimeParseException e) {
            // As one that is out of bounds.
        }
        throw Problem.badRequest(
                name + " 是 1970 到 9999 年间的 ISO-8601 时刻，例如 2026-03-01T00:00:00Z。",
                name + " is a moment in ISO-8601 from 1970 to 9999, such as 2026-03-01T00:00:00Z.");
    }

    private static long place(String name, String given) {
        try {
            return Long.parseLong(given);
        } catch (NumberFormatException e) {
            throw Problem.badRequest(name + " 是一个序号。", name + " is a seq.");
        }
    }

    /** @param next what to send as {@code before}, or as {@code after} where that was asked with */
    public record Listed(List<Item> items, Optional<String> next) {}

    /**
     * @param thing {@code kind:id}
     * @param deed what people call the verb, where its bundle says so
     * @param before,after a difference
     * @param words what was searched for
     */
    public record Item(
            long seq,
            Instant at,
            String by,
            String name,
            String verb,
            Optional<LocalText> deed,
            String thing,
            String thingName,
            String outcome,
            Optional<String> before,
            Optional<String> after,
            Optional<String> words,
            Optional<String> hash) {
        @Override
        public String toString() {
            return "Item[" + seq + "]";
        }
    }

    public record Wish(String format, String by, String verb, String thing, String from, String to) {}

    public record Started(String id) {}
}
