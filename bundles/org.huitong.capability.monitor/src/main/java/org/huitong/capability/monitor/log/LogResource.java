// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.log;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.monitor.log.LogBook.Stretch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/log}: the last lines of the log, by account, message, phase, level or a word. */
@Component(service = RestResource.class)
@Permitted(LogPage.READ)
@Subject(subject = "log")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class LogResource implements RestResource {
    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final int LONGEST = 200;
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    private final LogBook book;

    @Activate
    public LogResource(@Reference LogBook book) {
        this.book = book;
    }

    @GET
    public Lines lines(
            @QueryParam("account") String account,
            @QueryParam("message") String message,
            @QueryParam("phase") String phase,
            @QueryParam("level") String level,
            @QueryParam("find") String find,
            @QueryParam("before") String before,
            @QueryParam("limit") String limit) {
        Predicate<LogLine> wanted = line -> true;
        wanted = and(wanted, account, (line, said) -> line.isOf(said));
        wanted = and(wanted, message, (line, said) -> line.names("message", said));
        wanted = and(wanted, phase, (line, said) -> line.names("phase", said));
        wanted = and(wanted, find, (line, said) -> (line.source() + " " + line.text())
                .toLowerCase(Locale.ROOT)
                .contains(said.toLowerCase(Locale.ROOT)));
        if (level != null && !level.isBlank()) {
            int least = LEVELS.indexOf(level.toUpperCase(Locale.ROOT));
            if (least < 0) {
                throw Problem.badRequest("level 是 debug、info、warn 或 error。", "level is debug, info, warn or error.");
            }
            wanted = wanted.and(line -> LEVELS.indexOf(line.level()) >= least);
        }
        Stretch stretch = book.newest(place(before), wanted, limit(limit));
        return new Lines(
                stretch.lines().stream().map(LineJson::of).toList(),
                stretch.next().map(LogBook.Place::word));
    }

    private static Predicate<LogLine> and(
            Predicate<LogLine> wanted, String saidOrNull, java.util.function.BiPredicate<LogLine, String> test) {
        if (saidOrNull == null || saidOrNull.isBlank()) {
            return wanted;
        }
        if (saidOrNull.length() > LONGEST) {
            throw Problem.badRequest("筛选条件最多 200 个字符。", "What is looked for has at most 200 characters.");
        }
        String said = saidOrNull.strip();
        return wanted.and(line -> test.test(line, said));
    }

    private static LogBook.Place place(String textOrNull) {
        if (textOrNull == null || textOrNull.isBlank()) {
            return LogBook.Place.END;
        }
        return LogBook.Place.of(textOrNull)
                .orElseThrow(() -> Problem.badRequest("before 取自上一页的 next。", "before is the next of the page before."));
    }

    private static int limit(String textOrNull) {
        if (textOrNull == null || textOrNull.isBlank()) {
            return USUAL;
        }
        if (!textOrNull.matches("[0-9]{1,4}")
                || Integer.parseInt(textOrNull) < 1
                || Integer.parseInt(textOrNull) > MOST) {
            throw Problem.badRequest("limit 是 1 到 500。", "limit is 1 to 500.");
        }
        return Integer.parseInt(textOrNull);
    }

    /** @param next what {@code before} is for older lines; absent where these are all */
    public record Lines(List<LineJson> items, Optional<String> next) {}

    /** @param keys what it names, such as its connector */
    public record LineJson(Instant at, String level, String source, String text, Map<String, String> keys) {
        static LineJson of(LogLine line) {
            return new LineJson(line.at(), line.level(), line.source(), line.text(), line.keys());
        }
    }
}
