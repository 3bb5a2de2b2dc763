// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Chart;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.statistics.Counts.Series;
import org.huitong.capability.statistics.Question.By;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** 《消息统计表》: how many messages each platform brought on each day, of those that the asker may read. */
@Component(service = Document.class)
@DocumentName(document = "message-statistics", document_permission = Permissions.READ)
public final class StatisticsDocument implements Document {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 100;
    private static final LocalText TITLE = LocalText.of("消息统计表", "Message statistics");
    private static final List<Column> COLUMNS = List.of(
            Column.day("day", LocalText.of("日期", "Day")),
            Column.text("platform", LocalText.of("平台", "Platform")),
            Column.number("messages", LocalText.of("消息数", "Messages")).withSum(),
            Column.number("recalled", LocalText.of("其中已撤回", "Recalled")).withSum());

    private final Transactions transactions;
    private final DecisionPoint decisions;
    private final Clock clock;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConnectorBoard board;

    @Activate
    public StatisticsDocument(
            @Reference Transactions transactions,
            @Reference DecisionPoint decisions,
            @Reference Clock clock,
            @Reference(target = "(schema=statistics)") Schema tables) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public boolean ofPeriod() {
        return true;
    }

    @Override
    public Report report(Asker asker, Period period) {
        LocalDate to = period.to().orElseGet(clock::today);
        LocalDate from = period.from().orElse(to.minusDays(USUAL_DAYS - 1L));
        if (to.isAfter(from.plusDays(MOST_DAYS - 1L))) {
            throw Problem.badRequest(
                    "统计表最多 " + MOST_DAYS + " 天，请缩短时间范围。",
                    "The table has at most " + MOST_DAYS + " days; ask for less time.");
        }
        ZoneId zone = clock.zone();
        Question question = new Question(
                hour(from.atStartOfDay(zone).toInstant()),
                hour(to.plusDays(1).atStartOfDay(zone).toInstant()),
                EnumSet.of(By.HOUR, By.PLATFORM));
        Counts counts = Counts.of(decisions.scope(asker, Act.of(Permissions.READ)));
        List<Series> series = transactions.read(connection -> counts.series(connection, question));
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(days(series, zone, names())))
                .signedFor(asker)
                .drawn(Chart.bars("day", "messages"));
    }

    /** What people call a platform whose connector is there; else its word. */
    private Function<String, Cell> names() {
        Map<String, LocalText> names = new HashMap<>();
        ConnectorBoard present = board;
        if (present != null) {
            present.standings()
                    .forEach(one -> one.profile().ifPresent(profile -> names.put(one.platform(), profile.name())));
        }
        return word -> names.containsKey(word) ? Cell.words(names.get(word)) : Cell.text(word);
    }

    private static Instant hour(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }

    /** One row for each day and platform, in their order. */
    static List<List<Cell>> days(List<Series> series, ZoneId zone, Function<String, Cell> named) {
        Map<String, long[]> sums = new TreeMap<>();
        for (Series one : series) {
            String day = LocalDate.ofInstant(one.hour().orElseThrow(), zone).toString();
            long[] sum = sums.computeIfAbsent(day + " " + one.platform().orElse(""), key -> new long[2]);
            sum[0] += one.messages();
            sum[1] += one.recalled();
        }
        List<List<Cell>> rows = new ArrayList<>();
        sums.forEach((key, sum) -> rows.add(List.of(
                Cell.day(LocalDate.parse(key.substring(0, 10))),
                named.apply(key.substring(11)),
                Cell.number(sum[0]),
                Cell.number(sum[1]))));
        return rows;
    }
}
