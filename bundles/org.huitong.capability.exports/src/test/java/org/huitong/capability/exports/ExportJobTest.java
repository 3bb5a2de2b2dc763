// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobRun;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.hub.door.Door;
import org.huitong.hub.door.Lookup;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.masking.Masking;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OpenAccounts;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportJobTest {
    private static final Asker AGENT = new Asker("agent", "坐席", Optional.empty());
    private static final Mark SALES = Mark.of(Mark.Kind.DEPARTMENT, "销售部");
    private static final Mark SECRET = Mark.of(Mark.Kind.SECRECY, Secrecy.CONFIDENTIAL.word());
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03Z");

    private final DerbyStore store = new DerbyStore().migrate("hub");
    private final HeardAudit audit = new HeardAudit();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final Rights rights = new Rights();
    private Journal journal;
    private ExportJob job;

    /** Reads whatever is of sales, of every secrecy; takes out what is no more than internal. */
    private static final class Rights implements DecisionPoint {
        private volatile boolean mayExport = true;
        private volatile boolean secretsToo;

        @Override
        public Decision decide(Asker asker, Act act, On on) {
            return mayExport || !act.word().equals(Permissions.EXPORT)
                    ? new Decision.Allowed()
                    : new Decision.Denied(LocalText.of("没有权限", "no right"));
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            Filter sales = new Filter.Marked(SALES.kind(), SALES.value());
            return new Scope.Within(
                    use.word().equals(Permissions.EXPORT) && !secretsToo
                            ? sales.and(new Filter.SecrecyUpTo(Secrecy.INTERNAL))
                            : sales);
        }
    }

    private final class OneRun implements JobRun {
        private final String argument;
        private final Runnable between;

        OneRun(String argument, Runnable between) {
            this.argument = argument;
            this.between = between;
        }

        @Override
        public String id() {
            return "job1";
        }

        @Override
        public String owner() {
            return AGENT.account();
        }

        @Override
        public String argument() {
            return argument;
        }

        @Override
        public void progress(long done, long total) {
            between.run();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Optional<String> mark() {
            return Optional.empty();
        }

        @Override
        public void mark(Connection transaction, String mark) {}

        @Override
        public OutputStream file(String name, String mediaType) {
            return file;
        }
    }

    @BeforeEach
    void open() {
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        Door door = new Door(journal, rights, audit, new Lookup(), new Masking(), new TestClock());
        job = new ExportJob(door, rights, new OpenAccounts(AGENT), ExportJobTest::printed, audit, new TestClock(NOW));
    }

    /** What it is printed as, whose it is, and a row on each line, its cells apart by bars. */
    private static boolean printed(Report report, FileKind kind, boolean chinese, OutputStream out) {
        List<String> lines =
                new ArrayList<>(List.of(kind.word() + " " + report.watermark().orElse("")));
        report.rows().pour(cells -> lines.add(cells.toString()));
        try {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    private void says(String id, String text, Mark... marks) {
        Finding finding = new Finding("rules", 1, "rules-1", Set.of(marks));
        Draft draft = journal.scribe()
                .said(Sighting.Said.once(Messages.text(id, text, NOW)), "d", NOW, List.of(finding), List.of());
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(List.of(draft), List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        outcome.join();
    }

    private String written() {
        return file.toString(StandardCharsets.UTF_8);
    }

    @Test
    void holdsWhatItsOwnerMayReadAndTakeOut() throws Exception {
        says("m1", "报价单", SALES);
        says("m2", "机密报价", SALES, SECRET);
        says("m3", "别的部门");
        LocalText words = job.run(new OneRun("{\"filter\":{\"all\":[]},\"format\":\"jsonl\"}", () -> {}));
        assertThat(words.en()).startsWith("1 messages");
        assertThat(written().lines()).singleElement().asString().contains("报价单").contains("\"departments\":[\"销售部\"]");
        assertThat(audit.lines()).contains("agent messages.export export:job1 done");
        assertThat(audit.differences())
                .anySatisfy(difference -> assertThat(difference.after()).startsWith("1 messages\nsha256 "));
        assertThat(audit.lines())
                .as("each message, and not that it was looked at")
                .filteredOn(line -> line.contains(" message:"))
                .singleElement()
                .asString()
                .startsWith("agent messages.export message:");
    }

    @Test
    void anEmptyFileSaysThatMoreIsReadThanTakenOut() throws Exception {
        says("m1", "机密报价", SALES, SECRET);
        LocalText less = job.run(new OneRun("{\"filter\":{\"all\":[]},\"format\":\"jsonl\"}", () -> {}));
        assertThat(less.zh()).startsWith("已导出 0 条消息。").contains("导出权限小于查看权限");
        assertThat(less.en()).startsWith("0 messages").contains("not in the file");
        rights.secretsToo = true;
        LocalText all = job.run(new OneRun("{\"filter\":{\"all\":[]},\"format\":\"jsonl\"}", () -> {}));
        assertThat(all.zh()).isEqualTo("已导出 1 条消息。");
    }

    @Test
    void aTableHoldsTheSame() throws Exception {
        says("m1", "报价单", SALES);
        says("m2", "机密报价", SALES, SECRET);
        job.run(new OneRun("{\"filter\":{\"all\":[]},\"format\":\"pdf\"}", () -> {}));
        assertThat(written().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("pdf " + AGENT.name() + " " + AGENT.account() + " 20");
        assertThat(written().lines().toList().get(1))
                .contains("报价单")
                .contains("中")
                .contains("内部");
    }

    @Test
    void whatIsMaskedIsTakenOutMaskedAndSaysSo() throws Exception {
        says("m1", "退到 6222021234567890128", SALES);
        says("m2", "绝密★ 报价", SALES);
        job.run(new OneRun("{\"filter\":{\"all\":[]},\"format\":\"jsonl\"}", () -> {}));
        assertThat(written())
                .contains("退到 6222***********0128", "\"masked\":true")
                .doesNotContain("6222021234567890128", "绝密", "quarantined");
    }

    @Test
    void endsWhenTheRightEndsInTheMiddleOfIt() {
        for (int i = 0; i < 450; i++) {
            says("m" + i, "报价 " + i, SALES);
        }
        assertThatThrownBy(() -> job.run(
                        new OneRun("{\"filter\":{\"all\":[]},\"format\":\"jsonl\"}", () -> rights.mayExport = false)))
                .isInstanceOf(JobFailure.class);
        assertThat(written().lines()).hasSize(200);
        assertThat(audit.lines())
                .filteredOn(line -> line.contains("export:"))
                .containsExactly("agent messages.export export:job1 failed");
        assertThat(audit.differences()).singleElement().satisfies(difference -> assertThat(difference.after())
                .isEqualTo("200 messages"));
    }

    @Test
    void aWishSaysWhatIsWrongWithIt() {
        for (String wish : List.of(
                "",
                "[]",
                "{}",
                "{\"filter\":{\"all\":[]},\"format\":\"doc\"}",
                "{\"filter\":{},\"format\":\"jsonl\"}")) {
            assertThatThrownBy(() -> Wish.read(wish)).as(wish).isInstanceOf(Problem.class);
        }
    }
}
