// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.List;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.capability.rights.Review.Line;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《权限复核》: who holds which role, when they last used it, and room for what the reviewer decides. */
@Component(service = Document.class)
@DocumentName(document = "access-review", document_permission = RolesResource.READ)
public final class ReviewDocument implements Document {
    private static final LocalText TITLE = LocalText.of("权限复核", "Review of rights");
    private static final List<Column> COLUMNS = List.of(
            Column.text("person", LocalText.of("人员", "Person")),
            Column.text("employee", LocalText.of("工号", "Employee number")),
            Column.text("departments", LocalText.of("部门", "Departments")),
            Column.text("role", LocalText.of("角色", "Role")),
            Column.day("given", LocalText.of("授予自", "Given since")),
            Column.day("until", LocalText.of("有效期至", "Until")),
            Column.day("last", LocalText.of("最后使用", "Last used")),
            Column.text("advice", LocalText.of("建议", "Advice")),
            Column.text("verdict", LocalText.of("复核结论（保留/收回）", "Verdict (keep or take away)")));

    private final Review review;
    private final RightsKeeper keeper;
    private final Clock clock;

    @Activate
    public ReviewDocument(@Reference Review review, @Reference RightsKeeper keeper, @Reference Clock clock) {
        this.review = review;
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        List<List<Cell>> rows =
                review.lines(Review.DAYS).stream().map(this::row).toList();
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows))
                .withNote(
                        LocalText.of(
                                "自 " + review.since() + " 起记录使用，精确到天；" + Review.DAYS + " 天未用建议收回，授予或记录不满 " + Review.DAYS
                                        + " 天的不下结论。同一项权限来自几个角色时，都算已用。只列角色：人人都有的“员工”角色和直接授予登录账号（包括首位管理员）的权限不列，后者见“登录账号”页。",
                                "Use is noted since " + review.since() + ", by the day; what was not used for "
                                        + Review.DAYS
                                        + " days is to be taken away, and of what was given or noted for a shorter time nothing is"
                                        + " said. A permission that comes by several roles counts as used by each. Roles alone are listed, but for that of an employee, which everybody has; what accounts"
                                        + " were given themselves, that of the first administrator among them, stands on the page Logins."))
                .signedFor(asker);
    }

    private List<Cell> row(Line line) {
        return List.of(
                Cell.text(line.person().name()),
                Cell.text(line.person().employee()),
                Cell.text(departments(line.person())),
                Cell.words(line.place()
                        .map(place -> LocalText.of(
                                line.role().name().zh() + "（" + place + "）",
                                line.role().name().en() + " (" + place + ")"))
                        .orElse(line.role().name())),
                Cell.day(line.given()),
                Cell.maybe(line.held().until(), Cell::day),
                Cell.maybe(line.last(), Cell::day),
                Cell.words(line.advice().text()),
                Cell.empty());
    }

    private String departments(Person person) {
        return person.departments(clock.today()).stream()
                .flatMap(id -> keeper.nameOf(id).stream())
                .collect(Collectors.joining("、"));
    }
}
