// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Photographer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes the leaders' brief: the same lines for the letter and the document. */
@Component(service = BriefWriter.class)
public final class BriefWriter {
    private static final LocalText HEALTH = LocalText.of("平台健康", "Platforms");
    private static final LocalText INCIDENTS = LocalText.of("问题", "Incidents");
    private static final LocalText COMPLAINTS = LocalText.of("投诉", "Complaints");
    private static final LocalText TASKS = LocalText.of("任务（当前）", "Tasks, now");

    private final Photographer photographer;
    private final Clock clock;

    @Activate
    public BriefWriter(@Reference Photographer photographer, @Reference Clock clock) {
        this.photographer = photographer;
        this.clock = clock;
    }

    /**
     * A figure of the brief.
     *
     * @param before of the week before; empty of what only tells how it is now
     */
    record Line(LocalText section, LocalText item, BigDecimal value, Optional<BigDecimal> before) {}

    List<Line> lines(Connection connection, LocalDate monday) throws SQLException {
        Week week = Week.of(connection, monday, clock.zone());
        Week before = Week.of(connection, monday.minusWeeks(1), clock.zone());
        List<Line> lines = new ArrayList<>();
        lines.add(line(HEALTH, LocalText.of("接入消息", "Messages taken in"), week, before, Week::taken));
        lines.add(line(
                HEALTH,
                LocalText.of("账号断开（分钟）", "Minutes that accounts were away"),
                week,
                before,
                Week::outageMinutes));
        lines.add(line(INCIDENTS, LocalText.of("新增", "Opened"), week, before, Week::opened));
        lines.add(line(INCIDENTS, LocalText.of("关闭", "Closed"), week, before, Week::closed));
        lines.add(line(INCIDENTS, LocalText.of("周末仍未关闭", "Open at its end"), week, before, Week::open));
        lines.add(line(COMPLAINTS, LocalText.of("收到", "Received"), week, before, Week::complaints));
        lines.add(line(COMPLAINTS, LocalText.of("周末仍未答复", "Unanswered at its end"), week, before, Week::unanswered));
        now(lines, LocalText.of("逾期", "Overdue"), "huitong_tasks_overdue");
        now(lines, LocalText.of("督办中", "Supervised"), "huitong_tasks_supervised");
        return lines;
    }

    private static Line line(LocalText section, LocalText item, Week week, Week before, Function<Week, Long> figure) {
        return new Line(
                section,
                item,
                BigDecimal.valueOf(figure.apply(week)),
                Optional.of(BigDecimal.valueOf(figure.apply(before))));
    }

    /** Where nobody counts tasks, nothing is said of them. */
    private void now(List<Line> lines, LocalText item, String measured) {
        OptionalDouble figure = photographer.figure(measured);
        if (figure.isPresent()) {
            lines.add(new Line(TASKS, item, BigDecimal.valueOf((long) figure.getAsDouble()), Optional.empty()));
        }
    }

    /** As a letter; in Chinese, as the platforms are. */
    String told(Connection connection, LocalDate monday) throws SQLException {
        return "【领导简报】" + monday + " – " + monday.plusDays(6) + "\n"
                + lines(connection, monday).stream()
                        .map(line -> line.section().zh() + " " + line.item().zh() + "："
                                + line.value().toPlainString()
                                + line.before()
                                        .map(b -> "（上周 " + b.toPlainString() + "）")
                                        .orElse(""))
                        .collect(Collectors.joining("\n"))
                + "\n完整简报见“文档”页的《领导简报》。";
    }
}
