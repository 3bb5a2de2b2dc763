// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.WorkTime;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/calendar}: which days are worked, and in which hours. */
@Component
@Subject(subject = "calendar")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class CalendarResource implements RestResource {
    static final String WRITE = "calendar.write";
    private static final String DATE = "{date: [0-9]{4}-[0-9]{2}-[0-9]{2}}";
    private static final String EVERYBODY = "everybody";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DEPARTMENT = 64;
    static final int FIRST_YEAR = 2000;
    static final int LAST_YEAR = 2100;

    private final CalendarKeeper keeper;
    private final Clock clock;
    private final Audit audit;

    @Activate
    public CalendarResource(@Reference CalendarKeeper keeper, @Reference Clock clock, @Reference Audit audit) {
        this.keeper = keeper;
        this.clock = clock;
        this.audit = audit;
    }

    @GET
    @Permitted(Permitted.EVERYBODY)
    public YearJson year(@QueryParam("year") Integer wanted) {
        int year = wanted == null ? clock.today().getYear() : wanted;
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Problem.badRequest("年份应在 2000 到 2100 之间。", "The year lies between 2000 and 2100.");
        }
        return new YearJson(
                year,
                clock.today(),
                !keeper.isPublished(year),
                keeper.days(year).values().stream().map(this::told).toList());
    }

    @PUT
    @Path("days/" + DATE)
    @Permitted(WRITE)
    public DayJson day(@PathParam("date") String text, DayWish wish, @Context SecurityContext caller) {
        LocalDate date = date(text);
        Day.Kind kind = Optional.ofNullable(wish)
                .flatMap(w -> Day.Kind.ofWord(String.valueOf(w.kind())))
                .orElseThrow(() -> Problem.badRequest(
                        "kind 是 rest（休息）、work（上班）或 week（按星期）。", "kind is rest, work, or week: as the week has it."));
        Day day = new Day(date, kind, Optional.ofNullable(wish.name()).map(CalendarResource::name));
        keeper.change((shelf, transaction) -> {
            shelf.keep(transaction, day);
            audit.note(transaction, deed(caller, "day", text).changing(before(date), kind.word()));
        });
        return told(day);
    }

    /** Takes in the days of a year as they were published, many at once: all of them or none. */
    @POST
    @Path("days")
    @Permitted(WRITE)
    public Taken take(DaysWish wish, @Context SecurityContext caller) {
        List<Day> days = DayList.read(wish == null || wish.text() == null ? "" : wish.text());
        keeper.change((shelf, transaction) -> {
            for (Day day : days) {
                shelf.keep(transaction, day);
            }
            audit.note(
                    transaction,
                    deed(caller, "day", days.get(0).date() + " +" + (days.size() - 1))
                            .changing("", "taken in"));
        });
        return new Taken(days.stream().map(this::told).toList());
    }

    /** The day is as it was published again. */
    @DELETE
    @Path("days/" + DATE)
    @Permitted(WRITE)
    public void clear(@PathParam("date") String text, @Context SecurityContext caller) {
        LocalDate date = date(text);
        keeper.change((shelf, transaction) -> {
            shelf.clear(transaction, date);
            audit.note(transaction, deed(caller, "day", text).changing(before(date), "published"));
        });
    }

    @GET
    @Path("hours")
    @Permitted(Permitted.EVERYBODY)
    public HoursList hours() {
        return new HoursList(keeper.shifts().entrySet().stream()
                .map(e -> HoursJson.of(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(h -> h.department().orElse("")))
                .toList());
    }

    /** @param whose a department's id, or {@code everybody} */
    @PUT
    @Path("hours/{whose}")
    @Permitted(WRITE)
    public HoursJson hours(@PathParam("whose") String whose, HoursJson wish, @Context SecurityContext caller) {
        Optional<String> department = department(whose);
        if (wish == null) {
            throw Problem.badRequest("请给出 week 和 spans。", "Give week and spans.");
        }
        Shift shift = wish.shift();
        keeper.change((shelf, transaction) -> {
            shelf.keep(transaction, department, shift);
            audit.note(
                    transaction,
                    deed(caller, "hours", whose).changing("", shift.spans().toString()));
        });
        return HoursJson.of(department, shift);
    }

    /** It works as everybody does again; everybody, as the product brings it. */
    @DELETE
    @Path("hours/{whose}")
    @Permitted(WRITE)
    public void clearHours(@PathParam("whose") String whose, @Context SecurityContext caller) {
        Optional<String> department = department(whose);
        keeper.change((shelf, transaction) -> {
            shelf.clear(transaction, department);
            audit.note(transaction, deed(caller, "hours", whose).changing("", ""));
        });
    }

    /** What comes of a time of work: when it ends, counted from a moment; or how much lies between two. */
    @GET
    @Path("reckon")
    @Permitted(Permitted.EVERYBODY)
    public Reckoned reckon(
            @QueryParam("department") String department,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("work") String work) {
        try {
            WorkTime time = keeper.of(Optional.ofNullable(department));
            Instant begin = from == null ? clock.instant() : Instant.parse(from);
            Instant end = to != null
                    ? Instant.parse(to)
                    : time.plus(begin, work == null ? Duration.ZERO : Duration.parse(work));
            return new Reckoned(begin, end, time.between(begin, end).toString(), time.isOpen(begin));
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw Problem.badRequest(
                    "from、to 的写法是 2026-10-09T08:00:00Z，work 的写法是 PT4H，不能为负。",
                    "from and to read 2026-10-09T08:00:00Z, and work PT4H; it is not negative.");
        }
    }

    private String before(LocalDate date) {
        Day day = keeper.days(date.getYear()).get(date);
        return (day == null ? Day.Kind.WEEK : day.kind()).word();
    }

    private DayJson told(Day day) {
        return new DayJson(day.date(), day.kind().word(), day.name(), keeper.isChanged(day.date()));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badRequest("没有这一天。", "There is no such day.");
        }
    }

    private static LocalText name(LocalText name) {
        String zh = line(name.zh());
        return LocalText.of(zh, line(name.en()));
    }

    private static String line(String text) {
        return OneLine.of(text, LONGEST_NAME)
                .orElseThrow(() ->
                        Problem.badRequest("名称是一行文字，最多 100 个字符。", "A name is one line of at most 100 characters."));
    }

    private static Optional<String> department(String whose) {
        if (whose.equals(EVERYBODY)) {
            return Optional.empty();
        }
        return Optional.of(OneLine.of(whose, LONGEST_DEPARTMENT)
                .orElseThrow(() -> Problem.badRequest("请给出部门的 id。", "Give the id of a department.")));
    }

    private static Deed deed(SecurityContext caller, String kind, String id) {
        Deed.Doer by = Deed.Doer.of((Asker) caller.getUserPrincipal());
        return Deed.done(by, WRITE, new Deed.Thing(kind, id, ""));
    }

    /** @param provisional whether that year is not published yet, so that no day worked in the place of others is known */
    public record YearJson(int year, LocalDate today, boolean provisional, List<DayJson> days) {}

    /** @param changed whether somebody here said so, and not the State Council */
    public record DayJson(LocalDate date, String kind, Optional<LocalText> name, boolean changed) {}

    public record DayWish(String kind, LocalText name) {}

    /** @param text a stretch a line, {@code 2027-02-05 2027-02-11 rest Spring Festival} */
    public record DaysWish(String text) {}

    public record Taken(List<DayJson> items) {}

    public record HoursList(List<HoursJson> items) {}

    public record Reckoned(Instant from, Instant to, String work, boolean open) {}
}
