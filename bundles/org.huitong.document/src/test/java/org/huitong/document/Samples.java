// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.huitong.api.access.Asker;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Chart;
import org.huitong.api.document.Column;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.text.LocalText;

/** A report with everything that is difficult in it. */
public final class Samples {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant AS_OF = Instant.parse("2026-11-29T08:38:30.123Z");
    static final List<Column> COLUMNS = List.of(
            Column.text("employee", LocalText.of("工号", "Employee number")),
            Column.text("name", LocalText.of("姓名", "Name")),
            Column.text("mobile", LocalText.of("手机", "Mobile")),
            Column.number("messages", LocalText.of("消息数", "Messages")).withSum(),
            Column.number("cost", LocalText.of("费用", "Cost"), 2).withSum(),
            Column.percent("share", LocalText.of("占比", "Share"), 1),
            Column.day("joined", LocalText.of("入职日期", "Joined")),
            Column.moment("seen", LocalText.of("最近使用", "Last seen")),
            Column.duration("spent", LocalText.of("用时", "Time spent")).withSum());

    public static final List<List<Cell>> ROWS = List.of(
            List.of(
                    Cell.text("000123"),
                    Cell.text("张三"),
                    Cell.text("+8613800138000"),
                    Cell.number(1_234_567),
                    Cell.number(new BigDecimal("0.10")),
                    Cell.number(new BigDecimal("0.28549")),
                    Cell.day(LocalDate.of(2019, 2, 28)),
                    Cell.moment(Instant.parse("2026-11-28T16:00:01Z")),
                    Cell.span(Duration.ofHours(26).plusMinutes(3).plusSeconds(9))),
            List.of(
                    Cell.text("20240000000000000001"),
                    Cell.text("䶮㛃𠮷 <b>&\"'</b>"),
                    Cell.text("=HYPERLINK(\"http://x\")"),
                    Cell.number(0),
                    Cell.number(new BigDecimal("-1234.565")),
                    Cell.number(BigDecimal.ONE),
                    Cell.day(LocalDate.of(2026, 11, 29)),
                    Cell.empty(),
                    Cell.span(Duration.ZERO)),
            List.of(
                    Cell.text("-1+2"),
                    Cell.text("@SUM(1,1)"),
                    Cell.text("_x0041_ 1E5"),
                    Cell.number(new BigDecimal("123456789012345")),
                    Cell.number(new BigDecimal("0.20")),
                    Cell.number(new BigDecimal("0.0001")),
                    Cell.empty(),
                    Cell.moment(Instant.parse("2024-02-29T15:59:59.999Z")),
                    Cell.span(Duration.ofSeconds(59))),
            List.of(
                    Cell.text(""),
                    Cell.words(LocalText.of("测试中", "In trial")),
                    Cell.text("010-6552 9988"),
                    Cell.empty(),
                    Cell.empty(),
                    Cell.empty(),
                    Cell.empty(),
                    Cell.empty(),
                    Cell.empty()));

    private Samples() {}

    public static Report report() {
        return report(Rows.of(ROWS));
    }

    public static Report report(Rows rows) {
        return Report.of(LocalText.of("通讯账号清单", "Account roster"), AS_OF, COLUMNS, rows)
                .about(LocalText.of("2026 年 11 月", "November 2026"))
                .withNote(LocalText.of("一人有多个账号的，只列一次。", "Somebody with several accounts has one row."))
                .signedFor(new Asker("zhang", "王䶮", Optional.empty()))
                .drawn(Chart.bars("name", "messages"));
    }

    public static List<List<Shown>> shown(Language language) {
        Typesetter typesetter = new Typesetter(language, ZONE);
        return ROWS.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> typesetter.set(COLUMNS.get(i), row.get(i)))
                        .toList())
                .toList();
    }

    public static Press press() {
        return new Press("汇通示范有限公司", () -> ZONE);
    }
}
