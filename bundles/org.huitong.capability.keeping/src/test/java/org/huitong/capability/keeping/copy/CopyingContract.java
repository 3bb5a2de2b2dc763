// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobRun;
import org.huitong.api.clock.Jobs;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sighting;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.keeping.ArchivingContract.Office;
import org.huitong.capability.keeping.FaultyMedium;
import org.huitong.capability.keeping.FaultyMedium.Fault;
import org.huitong.capability.keeping.House;
import org.huitong.capability.keeping.archive.FolderMedium;
import org.huitong.capability.keeping.archive.Medium;
import org.huitong.capability.keeping.copy.CopiesResource.CopyJson;
import org.huitong.capability.keeping.copy.NominationsResource.NominationJson;
import org.huitong.hub.door.Door;
import org.huitong.hub.door.Lookup;
import org.huitong.hub.masking.Masking;
import org.huitong.testkit.Caller;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OpenAccounts;
import org.huitong.testkit.QuietRun;
import org.junit.jupiter.api.Test;

/** What a clerk calls important an administrator copies, reads back, and never reads; its recipient opens it. */
public interface CopyingContract {
    House house();

    /** An empty folder of the test's own. */
    Path folder();

    /** Reads and nominates what is of finance; the administrator copies, and reads nothing. */
    final class Rights implements DecisionPoint {
        @Override
        public Decision decide(Asker asker, Act act, On on) {
            boolean copies = act.word().equals(CopiesPage.MAKE);
            return copies == asker.account().equals(ADMIN.account())
                    ? new Decision.Allowed()
                    : new Decision.Denied(LocalText.of("没有权限", "no right"));
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            return asker.equals(ADMIN)
                    ? new Scope.Nothing(LocalText.of("没有权限", "no right"))
                    : new Scope.Within(new Filter.Marked(House.FINANCE.kind(), House.FINANCE.value()));
        }
    }

    Asker CLERK = new Asker("luoyan", "罗燕", Optional.empty());
    Asker ADMIN = new Asker("admin", "管理员", Optional.empty());

    /** Everybody at work, with a medium for the copies. */
    final class Scene {
        final House house;
        final Holder holder = new Holder();
        final NominationShelf shelf;
        final CopyPlace place;
        final NominationsResource nominations;
        final CopiesResource copies;
        final Medium medium;
        private final AtomicInteger jobs = new AtomicInteger();

        Scene(House house, Path folder) throws IOException {
            this(house, new FolderMedium(Files.createDirectories(folder.resolve("copies"))));
        }

        private Scene(House house, Medium medium) {
            this.house = house;
            this.medium = medium;
            shelf = new NominationShelf(DerbyStore.schema("keeping"), house.vault);
            place = place(medium);
            Door door = new Door(house.journal, new Rights(), house.audit, new Lookup(), new Masking(), house.clock);
            nominations = new NominationsResource(shelf, door, new Rights(), house.database, house.audit, house.clock);
            copies = new CopiesResource(shelf, place, started(), house.database, house.audit);
        }

        CopyPlace place(Medium on) {
            return new CopyPlace(house.database, house.audit, house.clock, Optional.of(on));
        }

        private Jobs started() {
            return new Jobs() {
                @Override
                public String start(Connection transaction, Order order) {
                    return "job%05d".formatted(jobs.incrementAndGet());
                }

                @Override
                public String start(Order order) {
                    throw new UnsupportedOperationException("with what it is about, or not at all");
                }

                @Override
                public Optional<Job> find(String id) {
                    return Optional.empty();
                }

                @Override
                public void cancel(String id) {}
            };
        }

        void prepare() throws IOException {
            Recipient recipient = Recipient.read(holder.pem(), house.clock.instant());
            place.prepare(recipient);
            place.set(recipient, House.LI, "keeping.recipient");
        }

        NominationJson nominate(String body) {
            return (NominationJson)
                    nominations.nominate(body, false, new Caller(CLERK)).getEntity();
        }

        String order(int id) {
            return ((CopiesResource.Started) copies.make(id, new Caller(ADMIN)).getEntity()).job();
        }

        LocalText run(String job, int id) throws JobFailure, InterruptedException {
            return run(job, id, medium);
        }

        LocalText run(String job, int id, Medium on) throws JobFailure, InterruptedException {
            return run(job, id, on, house.database);
        }

        LocalText run(String job, int id, Medium on, Transactions transactions)
                throws JobFailure, InterruptedException {
            CopyRun run = new CopyRun(
                    shelf,
                    place(on),
                    transactions,
                    house.keeping,
                    house.cabinet,
                    house.vault,
                    house.audit,
                    house.clock,
                    new OpenAccounts(ADMIN, CLERK),
                    new Rights());
            return run.run(new Job(job, Integer.toString(id)));
        }

        CopyJson told(int id) {
            return copies.one(id).copy();
        }

        /** What the recipient finds in it: text by name. */
        Map<String, String> opened(String file) throws IOException {
            byte[] zip;
            try (var in = medium.read(file)) {
                zip = holder.opens(in.readAllBytes());
            }
            Map<String, String> found = new TreeMap<>();
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    found.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return found;
        }
    }

    /** A run of a job with a name of its own. */
    record Job(String id, String argument) implements JobRun {
        private static final QuietRun QUIET = QuietRun.of("");

        @Override
        public String owner() {
            return ADMIN.account();
        }

        @Override
        public void progress(long done, long total) {}

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
        public OutputStream file(String name, String mediaType) throws IOException {
            return QUIET.file(name, mediaType);
        }
    }

    private static MessageId contract(House house) {
        Content content = Content.of(MessageType.FILE, "请存档：销售合同", Attachment.file("media-1", "合同.pdf"));
        Message message = Messages.of("c1", content, house.clock.instant().minus(Duration.ofDays(1_200)));
        house.take(Sighting.Said.once(message), message.sentAt(), List.of(), House.FINANCE);
        house.cabinet.files.put("media-1", "%PDF-1.7 合同正文".getBytes(StandardCharsets.UTF_8));
        return message.id();
    }

    @Test
    default void whatIsNominatedIsCopiedAndOnlyItsRecipientOpensIt() throws Exception {
        Scene scene = new Scene(house(), folder());
        scene.prepare();
        MessageId contract = contract(scene.house);
        scene.house.says("m2", "付款审批单已通过", 10, House.FINANCE);
        scene.house.says("m3", "与财务无关", 10);
        NominationJson nominated =
                scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"contract\",\"note\":\"年度审计要用\"}");
        assertThat(nominated.messages()).isEqualTo(2);

        String job = scene.order(nominated.id());
        assertThat(scene.run(job, nominated.id()).zh()).isEqualTo("已备份 2 条消息，回读核验无误。");
        CopyJson told = scene.told(nominated.id());
        assertThat(told.state()).isEqualTo("copied");
        assertThat(told.copied()).contains(2);
        Path file = folder().resolve("copies").resolve(told.file().orElseThrow());
        assertThat(told.sha256()).contains(Holder.sha256(Files.readAllBytes(file)));
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("c1", "PDF");

        Map<String, String> opened = scene.opened(told.file().orElseThrow());
        assertThat(opened)
                .containsOnlyKeys(
                        "messages/00001.json", "messages/00002.json", "files/00001", "attachments.jsonl", "SHA256SUMS");
        assertThat(opened.get("messages/00001.json")).contains("请存档：销售合同", contract.value());
        assertThat(opened.get("files/00001")).isEqualTo("%PDF-1.7 合同正文");
        assertThat(opened.get("attachments.jsonl")).contains("files/00001", "合同.pdf");
        assertThat(opened.get("SHA256SUMS").lines()).hasSize(4).allSatisfy(line -> {
            String name = line.substring(66);
            assertThat(line).startsWith(Holder.sha256(opened.get(name).getBytes(StandardCharsets.UTF_8)));
        });
        assertThat(scene.holder.openssl(file)).isEqualTo(scene.holder.opens(Files.readAllBytes(file)));
        assertThatThrownBy(() -> new Holder().opens(Files.readAllBytes(file))).isInstanceOf(IOException.class);
    }

    @Test
    default void whoCopiesIsToldNoWords() throws Exception {
        Scene scene = new Scene(house(), folder());
        scene.prepare();
        contract(scene.house);
        int id = scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"approval\",\"note\":\"王总的合同\"}")
                .id();
        String words = scene.run(scene.order(id), id).toString();
        assertThat(Stream.of(scene.copies.list(null), scene.copies.one(id), words))
                .allSatisfy(answer -> assertThat(answer.toString()).doesNotContain("合同", "王总", "存档"));
        assertThat(scene.copies.one(id).messages()).hasSize(1).allSatisfy(line -> assertThat(line.print())
                .hasValueSatisfying(print -> assertThat(print).hasSize(64)));
        assertThat(scene.house.audit.differences())
                .allSatisfy(difference -> assertThat(difference.after()).doesNotContain("合同", "王总"));
        assertThat(scene.nominations.list(null, new Caller(CLERK)).items())
                .extracting(NominationJson::note)
                .containsExactly("王总的合同");
        assertThat(scene.nominations.list(null, new Caller(ADMIN)).items()).isEmpty();
    }

    @Test
    default void whatBearsTheMarkOfAStateSecretCannotBeNominated() throws IOException {
        Scene scene = new Scene(house(), folder());
        MessageId mine = contract(scene.house);
        List<MessageId> secrets = List.of(
                scene.house.says("s1", "绝密★一年", 10, House.FINANCE),
                scene.house.says("s2", "机密 ★ 附表", 10, House.FINANCE));
        for (MessageId secret : secrets) {
            assertThatThrownBy(() -> scene.nominate("{\"messages\":[\"%s\",\"%s\"],\"reason\":\"other\"}"
                            .formatted(mine.value(), secret.value())))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(404));
        }
        int id =
                scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"other\"}").id();
        assertThat(scene.told(id).messages()).isEqualTo(1);
    }

    @Test
    default void nobodyNominatesWhatTheyMayNotRead() throws IOException {
        Scene scene = new Scene(house(), folder());
        MessageId mine = contract(scene.house);
        MessageId other = scene.house.says("m2", "别的部门", 10);
        for (MessageId id : List.of(other, new MessageId("AAAAAAAAAAAAAAAAAAAAAA"))) {
            assertThatThrownBy(() -> scene.nominate(
                            "{\"messages\":[\"%s\",\"%s\"],\"reason\":\"other\"}".formatted(mine.value(), id.value())))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(404));
        }
        assertThat(scene.nominate("{\"messages\":[\"%s\"],\"reason\":\"other\"}".formatted(mine.value()))
                        .messages())
                .isEqualTo(1);
        assertThatThrownBy(() -> scene.nominations.nominate(
                        "{\"filter\":{\"all\":[]},\"reason\":\"other\"}", false, new Caller(ADMIN)))
                .isInstanceOf(Problem.class);
        for (String wrong : List.of(
                "",
                "[]",
                "{}",
                "{\"filter\":{\"all\":[]},\"reason\":\"fun\"}",
                "{\"messages\":[1],\"reason\":\"other\"}")) {
            assertThatThrownBy(() -> scene.nominate(wrong)).as(wrong).isInstanceOf(Problem.class);
        }
    }

    @Test
    default void whateverFailsNothingIsCalledCopiedThatDoesNotOpen() throws Exception {
        Scene scene = new Scene(house(), folder());
        scene.prepare();
        contract(scene.house);
        int id = scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"contract\"}")
                .id();
        boolean failed = true;
        for (int at = 1; failed; at++) {
            for (Fault fault : Fault.values()) {
                if (scene.told(id).state().equals("copied")) {
                    id = scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"contract\"}")
                            .id();
                }
                FaultyMedium faulty = new FaultyMedium(scene.medium, fault, at);
                String job = scene.order(id);
                try {
                    scene.run(job, id, faulty);
                } catch (JobFailure | FaultyMedium.Killed broken) {
                    assertThat(scene.told(id).state()).isIn("waiting", "begun");
                }
                if (scene.told(id).state().equals("copied")) {
                    assertThat(scene.opened(scene.told(id).file().orElseThrow()))
                            .containsKey("files/00001");
                } else if (fault == Fault.KILLED) {
                    // The hub is back, and the job with it.
                    scene.run(job, id);
                    assertThat(scene.opened(scene.told(id).file().orElseThrow()))
                            .containsKey("files/00001");
                }
                failed = faulty.hasFailed();
            }
        }
    }

    /** A database whose answer to a commit was lost, after it had kept everything. */
    record Unanswered(Transactions database, AtomicInteger left) implements Transactions {
        @Override
        public <T> T write(Work<T> work) {
            T done = database.write(work);
            if (left.decrementAndGet() == 0) {
                throw new StoreException("the connection broke off", null);
            }
            return done;
        }

        @Override
        public <T> T read(Work<T> work) {
            return database.read(work);
        }

        @Override
        public Dialect dialect() {
            return database.dialect();
        }
    }

    @Test
    default void aCopyThatMayCountIsNotCleared() throws Exception {
        Scene scene = new Scene(house(), folder());
        scene.prepare();
        contract(scene.house);
        int id = scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"contract\"}")
                .id();
        String job = scene.order(id);
        // The first is that it is begun.
        Transactions database = new Unanswered(scene.house.database, new AtomicInteger(2));
        assertThatThrownBy(() -> scene.run(job, id, scene.medium, database)).isInstanceOf(StoreException.class);
        assertThat(scene.told(id).state()).isEqualTo("copied");
        assertThat(scene.opened(scene.told(id).file().orElseThrow())).containsKey("files/00001");
        assertThatThrownBy(() -> scene.run(job, id)).isInstanceOf(JobFailure.class);
        assertThat(scene.opened(scene.told(id).file().orElseThrow())).containsKey("files/00001");
    }

    @Test
    default void manyNominateAtTheSameTime() throws Exception {
        Scene scene = new Scene(house(), folder());
        contract(scene.house);
        ExecutorService clerks = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> made = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                made.add(clerks.submit(() -> scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"contract\"}")
                        .id()));
            }
            Set<Integer> numbers = new TreeSet<>();
            for (Future<Integer> one : made) {
                numbers.add(one.get());
            }
            assertThat(numbers).hasSize(20);
        } finally {
            clerks.shutdown();
        }
    }

    @Test
    default void aMountThatIsGoneIsNotWrittenTo() throws Exception {
        Scene scene = new Scene(house(), folder());
        scene.prepare();
        contract(scene.house);
        int id = scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"contract\"}")
                .id();
        Path gone = Files.createDirectories(folder().resolve("gone"));
        assertThatThrownBy(() -> scene.run(scene.order(id), id, new FolderMedium(gone)))
                .isInstanceOfSatisfying(
                        JobFailure.class,
                        failure -> assertThat(failure.words().zh()).contains("备份路径不可用"));
        assertThat(gone).isEmptyDirectory();
        assertThat(scene.told(id).state()).isEqualTo("waiting");
    }

    @Test
    default void whatIsNominatedStaysUntilItIsCopiedAndTheCertificateNamesTheCopy() throws Exception {
        Scene scene = new Scene(house(), folder());
        scene.prepare();
        scene.house.claims("nominations", new NominationClaim(scene.shelf));
        MessageId contract = contract(scene.house);
        Office office = new Office(scene.house, Files.createDirectories(folder().resolve("archive")));
        office.prepare();
        int id = scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"contract\"}")
                .id();
        office.destroys();
        scene.house.clock.leap(Duration.ofDays(4));
        assertThat(office.destroys()).isZero();

        scene.run(scene.order(id), id);
        office.destroys();
        scene.house.clock.leap(Duration.ofDays(4));
        assertThat(office.destroys()).isEqualTo(1);
        assertThat(office.kept(List.of(contract))).isZero();
        CopyJson copy = scene.told(id);
        assertThat(office.certificate().copies()).singleElement().satisfies(named -> {
            assertThat(named.file()).isEqualTo(copy.file().orElseThrow());
            assertThat(named.sha256()).isEqualTo(copy.sha256());
            assertThat(named.recipient()).isEqualTo(copy.recipient().orElseThrow());
            assertThat(named.messages()).isEqualTo(1);
        });
        String lines = office.certificate().lines().stream()
                .map(line -> "%d %s %s %d %s\n"
                        .formatted(line.seq(), line.id(), line.sentAt(), line.container(), line.hash()))
                .reduce("", String::concat);
        String all = lines
                + "copy %s %s %s 1\n"
                        .formatted(
                                copy.file().orElseThrow(),
                                copy.recipient().orElseThrow(),
                                copy.sha256().orElseThrow());
        assertThat(office.certificate().certificate().sha256())
                .isEqualTo(Holder.sha256(all.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    default void aNominationIsWithdrawnByItsAuthorAsLongAsItWaits() throws Exception {
        Scene scene = new Scene(house(), folder());
        scene.prepare();
        contract(scene.house);
        int id = scene.nominate("{\"filter\":{\"all\":[]},\"reason\":\"contract\"}")
                .id();
        assertThatThrownBy(() -> scene.nominations.withdraw(id, new Caller(ADMIN)))
                .isInstanceOf(Problem.class);
        String job = scene.order(id);
        scene.nominations.withdraw(id, new Caller(CLERK));
        assertThatThrownBy(() -> scene.run(job, id)).isInstanceOf(JobFailure.class);
        assertThatThrownBy(() -> scene.order(id)).isInstanceOf(Problem.class);
        try (Stream<Path> files = Files.list(folder().resolve("copies"))) {
            assertThat(files).singleElement().asString().endsWith(".pem");
        }
    }

    @Test
    default void onlyACertificateForWhichSomethingCanBeLockedIsTaken() throws Exception {
        Scene scene = new Scene(house(), folder());
        for (String wrong : List.of("", "x", Holder.small(), Holder.elliptic(), Holder.signingOnly(), Holder.past())) {
            assertThatThrownBy(() -> Recipient.read(wrong, scene.house.clock.instant()))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.word()).isEqualTo("bad-certificate"));
        }
    }
}
