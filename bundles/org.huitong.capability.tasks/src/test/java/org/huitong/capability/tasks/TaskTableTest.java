// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.Response;
import java.io.OutputStream;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.JobRun;
import org.huitong.api.clock.Jobs;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Period;
import org.huitong.api.document.SheetReader;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.tasks.TableJson.ChangeJson;
import org.huitong.capability.tasks.TableJson.LineJson;
import org.huitong.testkit.Caller;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.OpenAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 《任务跟踪表》 is taken out, edited, and comes back. */
class TaskTableTest {
    private static final Asker HEAD = new Asker("wang", "王建国", Optional.of("p2"));
    private static final Asker CLERK = new Asker("zhao", "赵大伟", Optional.of("p4"));
    private final Office office = new Office(new DerbyStore());
    private final GivenRights rights = new GivenRights().give("wang", "tasks.manage", "tasks.read");
    private final Sheet sheet = new Sheet();
    private final List<Jobs.Order> ordered = new ArrayList<>();
    private final TaskTableResource resource =
            new TaskTableResource(office.desk, office.shelf, rights, sheet, new Ordered(), office.clock);
    private final Task stock = office.open("盘点", "p4", "d2", "2026-03-13T16:00");
    private final Task check = office.open("验收", "p3", "d2", "2026-03-20T16:00");

    @AfterEach
    void close() {
        office.close();
    }

    /** What a spreadsheet program shows and writes back; a number of a cell is the moment that it stands for. */
    private static final class Sheet implements SheetReader {
        private final List<List<Cell>> rows = new ArrayList<>();

        @Override
        public List<Row> read(byte[] xlsx) {
            List<Row> read = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                read.add(new Row(i + 1, rows.get(i)));
            }
            return read;
        }

        @Override
        public Optional<LocalDateTime> moment(Cell.Number number) {
            return Optional.of(Office.at("2026-01-01T00:00")
                    .plusSeconds(number.value().longValueExact())
                    .atZone(new org.huitong.testkit.TestClock().zone())
                    .toLocalDateTime());
        }

        int column(String heading) {
            for (int i = 0; i < rows.get(1).size(); i++) {
                if (rows.get(1).get(i) instanceof Cell.Text text && text.text().equals(heading)) {
                    return i;
                }
            }
            throw new AssertionError(heading);
        }

        List<Cell> of(Task task) {
            return rows.stream()
                    .filter(row -> row.contains(Cell.text(task.code())))
                    .findFirst()
                    .orElseThrow();
        }

        void write(Task task, String heading, String text) {
            of(task).set(column(heading), text.isEmpty() ? Cell.empty() : Cell.text(text));
        }
    }

    /** As it is printed: a title, the headings, a row a task, and a line for names. */
    private void takenOut(Asker asker) {
        sheet.rows.clear();
        sheet.rows.add(List.of(Cell.text("任务跟踪表")));
        sheet.rows.add(TaskTable.COLUMNS.stream()
                .map(column -> Cell.text(column.title().zh()))
                .toList());
        new TaskTableDocument(office.desk, office.shelf, rights, office.clock)
                .report(asker, Period.open())
                .rows()
                .pour(row -> sheet.rows.add(
                        new ArrayList<>(row.stream().map(TaskTableTest::printed).toList())));
        sheet.rows.add(List.of(Cell.text("制表人：" + asker.name())));
    }

    private static Cell printed(Cell cell) {
        if (cell instanceof Cell.Words words) {
            return Cell.text(words.words().zh());
        }
        return cell instanceof Cell.Moment moment
                ? Cell.number(moment.at().getEpochSecond()
                        - Office.at("2026-01-01T00:00").getEpochSecond())
                : cell;
    }

    private TableJson look(Asker asker) {
        return (TableJson) resource.take(new byte[0], null, new Caller(asker)).getEntity();
    }

    private static List<String> verdicts(TableJson table) {
        return table.lines().stream()
                .flatMap(line -> line.changes().stream())
                .map(change -> change.field() + " " + change.verdict())
                .toList();
    }

    @Test
    void tells_nothing_of_a_table_that_nobody_has_edited() {
        takenOut(HEAD);
        TableJson told = look(HEAD);
        assertThat(told.lines()).isEmpty();
        assertThat(told.untouched()).isEqualTo(2);
        assertThat(told.without()).isEmpty();
        assertThatThrownBy(() -> resource.take(new byte[0], told.confirm(), new Caller(HEAD)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void knows_a_line_again_however_it_was_sorted_and_which_columns_are_left() {
        takenOut(HEAD);
        sheet.write(stock, "截止时间", "2026/3/16 9:30");
        sheet.write(stock, "负责人", "李秀英");
        Collections.swap(sheet.rows, 2, 3);
        int gone = sheet.column("状态");
        for (int i = 1; i < 4; i++) {
            sheet.rows.set(i, new ArrayList<>(sheet.rows.get(i)));
            sheet.rows.get(i).remove(gone);
        }
        TableJson told = look(HEAD);
        assertThat(told.changes()).isEqualTo(1);
        assertThat(told.lines()).extracting(LineJson::title).containsExactly(Optional.of("盘点"));
        assertThat(told.lines().get(0).changes())
                .extracting(ChangeJson::before, ChangeJson::after)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("赵大伟", "李秀英"),
                        org.assertj.core.groups.Tuple.tuple("2026-03-13 16:00:00", "2026-03-16 09:30:00"));
    }

    @Test
    void says_of_each_cell_what_comes_of_it() {
        takenOut(HEAD);
        office.store.write(c -> office.desk.change(
                c, stock, stock.due(Optional.of(Office.at("2026-03-14T10:00"))), Office.LI, Optional.of("p3")));
        sheet.write(stock, "截止时间", "2026-03-16 09:30");
        sheet.write(stock, "任务", "盘点成品库");
        sheet.write(check, "负责人", "没有这人");
        sheet.write(check, "状态", "差不多了");
        sheet.write(check, "督办", "是");
        sheet.rows.add(4, List.of(Cell.empty(), Cell.text("新写的一行")));
        TableJson told = look(HEAD);
        assertThat(verdicts(told))
                .containsExactlyInAnyOrder(
                        "title change", "due conflict", "assignee unclear", "state unclear", "supervised fixed");
        assertThat(told.changes()).isEqualTo(1);
        assertThat(told.without()).containsExactly(5);
    }

    @Test
    void lets_nobody_do_by_the_table_what_they_may_not_do_on_the_page() {
        takenOut(HEAD);
        List<Cell> others = new ArrayList<>(sheet.of(check));
        takenOut(CLERK);
        sheet.write(stock, "状态", "处理中");
        assertThat(verdicts(look(CLERK))).containsExactly("state change");
        sheet.write(stock, "截止时间", "2026-03-30 18:00");
        assertThat(verdicts(look(CLERK))).containsExactly("due refused", "state refused");
        others.set(1, Cell.text("看不到的"));
        sheet.rows.add(3, others);
        TableJson told = look(CLERK);
        assertThat(told.lines()).hasSize(2);
        assertThat(told.lines().get(1).title()).isEmpty();
        assertThat(told.changes()).isZero();
    }

    @Test
    void a_task_that_stands_there_twice_is_changed_once() {
        takenOut(HEAD);
        List<Cell> again = new ArrayList<>(sheet.of(stock));
        sheet.write(stock, "任务", "甲");
        again.set(1, Cell.text("乙"));
        sheet.rows.add(again);
        assertThat(verdicts(look(HEAD))).containsExactly("title change", "title unclear");
    }

    @Test
    void does_what_was_confirmed_and_names_what_it_could_not() throws Exception {
        takenOut(HEAD);
        sheet.write(stock, "任务", "=盘点+1");
        sheet.write(stock, "状态", "已办结");
        sheet.write(check, "负责人", "p4");
        String confirm = look(HEAD).confirm();
        sheet.write(check, "任务", "又改了");
        assertThatThrownBy(() -> resource.take(new byte[0], confirm, new Caller(HEAD)))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.status()).isEqualTo(409));
        Response begun = resource.take(new byte[0], look(HEAD).confirm(), new Caller(HEAD));
        assertThat(begun.getStatus()).isEqualTo(202);
        office.store.write(c -> office.desk.change(
                c, check, check.in(TaskState.DOING, office.clock.instant()), Office.LI, Optional.of("p3")));
        TaskTableJob job = new TaskTableJob(office.desk, office.shelf, rights, new OpenAccounts(HEAD), office.clock);
        LocalText words = job.run(new Run(ordered.get(0)));
        assertThat(words.zh()).startsWith("已修改 1 个任务；1 个没有修改").contains(check.code());
        assertThat(office.task(stock.id()).words().title()).isEqualTo("=盘点+1");
        assertThat(office.task(stock.id()).state()).isEqualTo(TaskState.DONE);
        assertThat(office.task(check.id()).assignee()).contains("p3");
        assertThat(office.audit.lines()).contains("wang tasks.change task:" + stock.id() + " done");
    }

    @Test
    void drops_no_edit_of_a_column_whose_heading_was_changed() {
        for (String heading : List.of("任务", "部门", "负责人", "截止时间", "状态")) {
            for (String renamed : List.of("事项", "")) {
                takenOut(HEAD);
                sheet.write(stock, heading, "改过");
                int at = sheet.column(heading);
                sheet.rows.set(1, new ArrayList<>(sheet.rows.get(1)));
                sheet.rows.get(1).set(at, renamed.isEmpty() ? Cell.empty() : Cell.text(renamed));
                assertThatThrownBy(() -> look(HEAD)).as(heading).isInstanceOfSatisfying(Problem.class, p -> {
                    assertThat(p.word()).isEqualTo("column-missing");
                    assertThat(p.detail().zh()).contains("“" + heading + "”");
                });
            }
        }
        takenOut(HEAD);
        sheet.rows.set(1, new ArrayList<>(sheet.rows.get(1)));
        sheet.rows.get(1).add(Cell.text("备注"));
        assertThat(look(HEAD).untouched()).isEqualTo(2);
    }

    @Test
    void takes_no_other_table() {
        sheet.rows.add(List.of(Cell.text("任务"), Cell.text("状态")));
        assertThatThrownBy(() -> look(HEAD))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.word()).isEqualTo("no-task-table"));
    }

    private final class Ordered implements Jobs {
        @Override
        public String start(Connection transaction, Order order) {
            return start(order);
        }

        @Override
        public String start(Order order) {
            ordered.add(order);
            return "j" + ordered.size();
        }

        @Override
        public Optional<Job> find(String id) {
            return Optional.empty();
        }

        @Override
        public void cancel(String id) {
            throw new AssertionError("nobody cancels");
        }
    }

    private static final class Run implements JobRun {
        private final Jobs.Order order;
        private String mark;

        Run(Jobs.Order order) {
            this.order = order;
        }

        @Override
        public String id() {
            return "j1";
        }

        @Override
        public String owner() {
            return order.owner();
        }

        @Override
        public String argument() {
            return order.argument();
        }

        @Override
        public void progress(long done, long total) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Optional<String> mark() {
            return Optional.ofNullable(mark);
        }

        @Override
        public void mark(Connection transaction, String where) {
            mark = where;
        }

        @Override
        public OutputStream file(String name, String mediaType) {
            throw new AssertionError("there is no file");
        }
    }
}
