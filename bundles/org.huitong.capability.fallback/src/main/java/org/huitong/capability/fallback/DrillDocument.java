// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.text.LocalText;
import org.huitong.capability.fallback.FallbackResource.DrillJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《应急演练报告》 of the last drill: whom something else would have reached, and whom nothing. */
@Component(service = Document.class)
@DocumentName(document = "drill-report", document_permission = FallbackPage.READ)
public final class DrillDocument implements Document {
    private static final LocalText TITLE = LocalText.of("应急演练报告", "Report of the last drill");
    private static final LocalText NOTHING = LocalText.of("无法送达", "nothing");
    private static final List<Column> COLUMNS = List.of(
            Column.text("name", LocalText.of("姓名", "Name")),
            Column.text("person", LocalText.of("人员编号", "Person")),
            Column.text("usual", LocalText.of("平时渠道", "Usually by")),
            Column.text("then", LocalText.of("演练中渠道", "In the drill by")));

    private final DrillHall hall;
    private final Clock clock;

    @Activate
    public DrillDocument(@Reference DrillHall hall, @Reference Clock clock) {
        this.hall = hall;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        Optional<DrillJson> last = hall.shelf().newest().stream()
                .findFirst()
                .flatMap(held -> hall.shelf().find(held.id()))
                .map(drill -> hall.told(drill, asker));
        List<List<Cell>> rows = last.map(DrillJson::lines).orElse(List.of()).stream()
                .map(line -> List.of(
                        Cell.text(line.name().orElse("")),
                        Cell.text(line.person()),
                        word(line.usual()),
                        word(line.then())))
                .toList();
        Report report =
                Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows)).signedFor(asker);
        return last.map(drill -> report.about(about(drill)))
                .orElse(report.about(LocalText.of("尚未演练", "none has been held yet")));
    }

    private LocalText about(DrillJson drill) {
        String day = drill.at().atZone(clock.zone()).toLocalDate().toString();
        String supposed = String.join(", ", drill.supposed());
        return LocalText.of(
                day + "，假设 " + supposed + " 不能发送；" + drill.persons() + " 人中 " + drill.unreached()
                        + " 人无法送达。以下为渠道有变化的人员",
                day + ", " + supposed + " supposed to be down; of " + drill.persons() + " persons " + drill.unreached()
                        + " would not be reached. Below are those for whom it would be another way");
    }

    private static Cell word(Optional<String> platform) {
        return platform.<Cell>map(Cell::text).orElse(Cell.words(NOTHING));
    }
}
