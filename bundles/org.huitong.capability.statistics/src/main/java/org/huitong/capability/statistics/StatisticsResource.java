// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.statistics.Counts.Series;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /api/v1/statistics}: numbers about the messages that the caller may read, and no others. */
@Component
@Permitted(Permissions.READ)
@Subject(subject = "statistics")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class StatisticsResource implements RestResource {
    private final Transactions transactions;
    private final DecisionPoint decisions;
    private final InstantSource clock;

    /** Tells how much of the log is not counted yet; without it the answer just does not say. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ReaderBoard board;

    @Activate
    public StatisticsResource(
            @Reference Transactions transactions,
            @Reference DecisionPoint decisions,
            @Reference(target = "(schema=statistics)") Schema tables,
            @Reference Clock clock) {
        this(transactions, decisions, clock);
    }

    StatisticsResource(Transactions transactions, DecisionPoint decisions, InstantSource clock) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.clock = clock;
    }

    @GET
    public Numbers numbers(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("by") String by,
            @Context SecurityContext caller) {
        Question question = Question.of(from, to, by, clock.instant());
        Counts counts = Counts.of(decisions.scope((Asker) caller.getUserPrincipal(), Act.of(Permissions.READ)));
        return transactions.read(connection -> new Numbers(
                question.from(),
                question.to(),
                counts.series(connection, question),
                Total.of(counts.total(connection, question)),
                counts.newest(connection),
                behind(),
                counts.isOfAll()));
    }

    private Optional<Long> behind() {
        ReaderBoard present = board;
        return present == null
                ? Optional.empty()
                : present.readers().stream()
                        .filter(reader -> reader.name().equals("statistics"))
                        .map(ReaderBoard.ReaderStanding::lag)
                        .findFirst();
    }

    /**
     * The answer.
     *
     * @param total each message once, however many departments it is in
     * @param newest the hour of the newest message that is counted at all
     * @param behind how many entries of the log are not counted yet
     * @param ofAll false where they are of the caller's own departments and companies
     */
    public record Numbers(
            Instant from,
            Instant to,
            List<Series> items,
            Total total,
            Optional<Instant> newest,
            Optional<Long> behind,
            boolean ofAll) {}

    /** All of it. */
    public record Total(long messages, long recalled) {
        static Total of(Series series) {
            return new Total(series.messages(), series.recalled());
        }
    }
}
