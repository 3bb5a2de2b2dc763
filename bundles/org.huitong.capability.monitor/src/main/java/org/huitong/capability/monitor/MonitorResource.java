// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.monitor.MonitorJson.DayJson;
import org.huitong.capability.monitor.MonitorJson.GapList;
import org.huitong.capability.monitor.MonitorJson.NormJson;
import org.huitong.capability.monitor.MonitorJson.NormList;
import org.huitong.capability.monitor.MonitorJson.Past;
import org.huitong.capability.monitor.MonitorJson.Sheet;
import org.huitong.capability.monitor.MonitorJson.Stretch;
import org.huitong.capability.monitor.gauge.Gap;
import org.huitong.capability.monitor.gauge.Gaps;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.Grain;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.gauge.Ledger;
import org.huitong.capability.monitor.gauge.Limits;
import org.huitong.capability.monitor.gauge.Norm;
import org.huitong.capability.monitor.gauge.Norms;
import org.huitong.capability.monitor.gauge.Standing;
import org.huitong.kit.edition.Change;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/monitor}: how the hub and the platforms are, and what is normal. */
@Component(service = RestResource.class)
@Permitted(MonitorPage.READ)
@Subject(subject = "monitor")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MonitorResource implements RestResource {
    private static final int MOST_CHANGES = 100;
    private static final int LONGEST_OWNER = 100;
    private static final int MOST_TOLD = 20;
    private static final LocalText NORM = LocalText.of("这项指标", "gauge");

    private final MonitorShelf shelf;
    private final Norms norms;
    private final History history;
    private final Clock clock;

    @Activate
    public MonitorResource(@Reference MonitorShelf shelf, @Reference Norms norms, @Reference Clock clock) {
        this.shelf = shelf;
        this.norms = norms;
        this.clock = clock;
        this.history = new History(clock.zone());
    }

    @GET
    public Sheet sheet() {
        return Sheet.of(shelf.standings(), norms.all(), clock.instant());
    }

    /** The past of one reading, by minutes of two days, hours of two months or days of thirteen. */
    @GET
    @Path("history")
    public Past past(@QueryParam("name") String name, @QueryParam("grain") String grainWord) {
        Standing standing = Optional.ofNullable(shelf.standings().get(name == null ? "" : name))
                .orElseThrow(() -> Problem.notFound(LocalText.of("这项读数", "reading")));
        Grain grain = Grain.ofWord(grainWord == null ? "minute" : grainWord)
                .orElseThrow(
                        () -> Problem.badRequest("grain 为 minute、hour 或 day。", "The grain is minute, hour or day."));
        Instant oldest = grain.oldest(clock.instant(), clock.zone());
        List<Stretch> stretches = shelf.transactions().read(c -> history.of(c, standing.name(), grain, oldest)).stream()
                .map(Stretch::of)
                .toList();
        Norm norm = norms.of(standing.gauge());
        return new Past(
                standing.name(),
                standing.gauge().unit(),
                norm.limits().near(),
                norm.limits().norm(),
                stretches);
    }

    /** What came of each account on a day: taken in, refused, dead letters, when it was away and what became of that. */
    @GET
    @Path("gaps")
    public GapList gaps(@QueryParam("day") String day) {
        LocalDate asked = day(day);
        Instant begin = asked.atStartOfDay(clock.zone()).toInstant();
        Instant end = asked.plusDays(1).atStartOfDay(clock.zone()).toInstant();
        return shelf.transactions().read(connection -> {
            Map<String, List<Gap>> gaps = Gaps.between(connection, begin, end);
            return new GapList(
                    asked,
                    Ledger.of(connection, asked).stream()
                            .map(line -> DayJson.of(line, gaps.getOrDefault(line.account(), List.of())))
                            .toList());
        });
    }

    private LocalDate day(String text) {
        try {
            return text == null || text.isBlank() ? clock.today() : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badRequest("day 为一天，例如 2026-03-11。", "day is a day, such as 2026-03-11.");
        }
    }

    @GET
    @Path("norms")
    public NormList norms() {
        return NormList.of(norms.all());
    }

    @GET
    @Path("norms/versions")
    public ChangeList versions() {
        return new ChangeList(norms.changes(MOST_CHANGES));
    }

    @PUT
    @Path("norms/{gauge: [a-z0-9-]{1,40}}")
    @Permitted(MonitorPage.CHANGE)
    public NormJson set(@PathParam("gauge") String word, NormJson wish, @Context SecurityContext caller) {
        Gauge gauge = Gauge.ofWord(word).filter(Gauge::hasNorm).orElseThrow(() -> Problem.notFound(NORM));
        Asker by = (Asker) caller.getUserPrincipal();
        return NormJson.of(norms.set(norm(gauge, wish), Doer.of(by))
                .orProblem(
                        NORM,
                        () -> new Problem(
                                409,
                                "changed-meanwhile",
                                LocalText.of(
                                        "其他人刚刚修改过这项指标，请重新打开再改。",
                                        "Somebody has just changed this gauge; open it again.")))
                .item());
    }

    private static Norm norm(Gauge gauge, NormJson wish) {
        require(wish != null && wish.near() != null && wish.norm() != null, "请给出提醒值和正常值。", "Give near and norm.");
        Limits limits = new Limits(wish.near(), wish.norm(), gauge.limits().least());
        require(
                Double.isFinite(limits.near()) && Double.isFinite(limits.norm()) && limits.areInOrder(),
                "提醒值应当先于正常值的界限到达。",
                "What somebody should look at comes before what is not normal any more.");
        String owner = wish.owner() == null ? "" : wish.owner().strip();
        require(
                owner.length() <= LONGEST_OWNER && owner.chars().noneMatch(Character::isISOControl),
                "负责人最多 100 个字，写在一行里。",
                "The owner has up to 100 characters in one line.");
        List<String> tell = wish.tell() == null ? List.of() : wish.tell();
        require(
                tell.size() <= MOST_TOLD && tell.stream().allMatch(Address::fits),
                "通知对象写作 role:<角色> 或 person:<人员>，最多 20 个。",
                "Who is told is role:<id> or person:<id>, 20 at most.");
        return new Norm(gauge, wish.version() == null ? 0 : wish.version(), limits, owner, tell);
    }

    private static void require(boolean holds, String zh, String en) {
        if (!holds) {
            throw new Problem(400, "bad-norm", LocalText.of(zh, en));
        }
    }

    /** The last changes of what is normal, newest first. */
    public record ChangeList(List<Change> items) {}
}
