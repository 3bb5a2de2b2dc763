// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huitong.capability.keeping.House.FINANCE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.huitong.api.filter.Filter;
import org.huitong.api.keeping.Claim;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.vault.PeriodKeys;
import org.huitong.api.web.Problem;
import org.huitong.capability.keeping.ArchivePlace.State.Ready;
import org.huitong.capability.keeping.ContainerShelf.Archived;
import org.huitong.capability.keeping.FaultyMedium.Fault;
import org.huitong.capability.keeping.Filing.Desk;
import org.huitong.capability.keeping.archive.ContainerReader;
import org.huitong.capability.keeping.archive.FolderMedium;
import org.huitong.capability.keeping.archive.Medium;
import org.huitong.hub.keeping.JournalPeriods;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

/** What is due is archived, read back, and destroyed; and nothing else is, whatever fails. */
public interface ArchivingContract {
    House house();

    /** An empty folder of the test's own. */
    Path folder();

    /** The house with somebody who archives. */
    final class Office {
        final House house;
        final RecordsOffice records;
        final ContainerShelf containers = new ContainerShelf(DerbyStore.schema("keeping"));
        final CertificateShelf certificates = new CertificateShelf(DerbyStore.schema("keeping"));
        final Medium medium;
        private int runs;

        public Office(House house, Path folder) {
            this.house = house;
            this.medium = new FolderMedium(folder);
            records = house.office(SortingContract.config(Map.of()));
        }

        Archivist archivist(Medium on) {
            Desk desk = new Desk(
                    house.database, containers, house.register, house.keeping, house.cabinet, house.audit, house.clock);
            return new Archivist(desk, certificates, house.claims, house.vault, Optional.ofNullable(on));
        }

        public void prepare() {
            archivist(medium).place().prepare(House.LI);
        }

        Register.Run run() {
            return run(medium);
        }

        Register.Run run(Medium on) {
            String id = "run-%04d".formatted(++runs);
            try {
                new Round(records, archivist(on), new OneRun(id), () -> {}).go();
            } catch (Exception e) {
                throw new IllegalStateException("a round does not fail", e);
            }
            return house.database.read(c -> house.register.run(c, id)).orElseThrow();
        }

        List<Archived> archived() {
            return house.database.read(c -> containers.archivedBefore(c, Long.MAX_VALUE, 1_000));
        }

        Ready ready() {
            return (Ready) archivist(medium).place().state();
        }

        /** The newest certificate, as its page tells it. */
        public ProofsResource.WholeJson certificate() {
            ProofsResource proofs = new ProofsResource(archivist(medium));
            return proofs.certificate(proofs.certificates(null).items().get(0).number(), null);
        }

        /** How many messages this run destroyed. */
        public long destroys() {
            return run().counts().destroyed();
        }

        /** Everything that counts as archived is in the archive as it was written. */
        void everyArchivedLineCanBeReadBack() throws IOException {
            ContainerReader reader = new ContainerReader(ready().medium(), ready().key());
            for (Archived one : archived()) {
                ContainerShelf.Container container = house.database
                        .read(c -> containers.find(c, one.container()))
                        .orElseThrow();
                assertThat(reader.check(container.place(), container.hash()).get(one.number()))
                        .isEqualTo(one.hash());
                assertThat(reader.line(container.place(), one.number()).orElseThrow())
                        .contains(one.id().value());
            }
        }

        public long kept(List<MessageId> ids) {
            return house.keeping.open(ids).size();
        }
    }

    static List<MessageId> threeOld(House house) {
        return List.of(
                house.says("m1", "第一条旧消息", 400),
                house.says("m2", "第二条旧消息", 400, FINANCE),
                house.says("m3", "第三条旧消息", 1_200, FINANCE),
                house.says("m4", "新消息", 10));
    }

    @Test
    default void whatIsDueIsArchivedAndDestroyedAfterTheDaysOfGrace() throws IOException {
        House house = house();
        Office office = new Office(house, folder());
        List<MessageId> ids = threeOld(house);
        office.prepare();
        assertThat(office.run().counts()).isEqualTo(new Counts(2, 0, 0, 0, 0));
        office.everyArchivedLineCanBeReadBack();
        assertThat(office.kept(ids)).isEqualTo(4);
        assertThat(office.run().counts()).isEqualTo(Counts.NONE);

        house.clock.leap(Duration.ofDays(3));
        Register.Run run = office.run();
        assertThat(run.trouble()).isEmpty();
        assertThat(run.counts()).isEqualTo(new Counts(0, 0, 2, 0, 0));
        assertThat(office.kept(ids)).isEqualTo(2);
        office.everyArchivedLineCanBeReadBack();

        List<CertificateShelf.Certificate> certificates =
                house.database.read(c -> office.certificates.newest(c, Optional.empty(), 10));
        assertThat(certificates)
                .extracting(CertificateShelf.Certificate::ruleName)
                .containsExactlyInAnyOrder("财务类", "一般消息");
        assertThat(pages(office)).isEqualTo(certificates);
        assertThat(certificates).allSatisfy(certificate -> {
            assertThat(certificate.closedAt()).isPresent();
            assertThat(house.audit.differences())
                    .anySatisfy(difference -> assertThat(difference.after()).isEqualTo("sha256 " + certificate.hash()));
        });
    }

    /** All certificates, each from behind the one before. */
    private static List<CertificateShelf.Certificate> pages(Office office) {
        List<CertificateShelf.Certificate> all = new ArrayList<>();
        Optional<String> last = Optional.empty();
        while (true) {
            Optional<String> before = last;
            List<CertificateShelf.Certificate> page =
                    office.house.database.read(c -> office.certificates.newest(c, before, 1));
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            last = Optional.of(page.get(0).number());
        }
    }

    @Test
    default void whatWasForgottenIsNotStoredAgain() {
        House house = house();
        Office office = new Office(house, folder());
        Sighting.Said said = Sighting.Said.once(
                Messages.text("m1", "旧消息", house.clock.instant().minus(Duration.ofDays(400))));
        house.take(said, said.message().sentAt(), List.of());
        office.prepare();
        office.run();
        house.clock.leap(Duration.ofDays(4));
        assertThat(office.run().counts().destroyed()).isEqualTo(1);
        assertThat(house.take(said)).isZero();
        assertThat(office.kept(List.of(said.message().id()))).isZero();
        assertThat(office.run().counts()).isEqualTo(Counts.NONE);
    }

    @Test
    default void aMessageGoesIntoTheArchiveWithItsFileOrNotAtAll() throws IOException {
        House house = house();
        Office office = new Office(house, folder());
        Content content = Content.of(MessageType.FILE, "见附件", Attachment.file("media-1", "合同.pdf"));
        Message message = Messages.of("m1", content, house.clock.instant().minus(Duration.ofDays(400)));
        house.take(Sighting.Said.once(message), message.sentAt(), List.of());
        house.cabinet.files.put("media-1", "%PDF-1.7".getBytes());
        house.cabinet.lost.add("media-1");
        office.prepare();
        assertThat(office.run().counts()).isEqualTo(Counts.NONE);
        assertThat(office.archived()).isEmpty();

        house.cabinet.lost.clear();
        assertThat(office.run().counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
        office.everyArchivedLineCanBeReadBack();
        house.clock.leap(Duration.ofDays(4));
        assertThat(office.run().counts().destroyed()).isEqualTo(1);
        assertThat(office.kept(List.of(message.id()))).isZero();
    }

    @Test
    default void whatIsHeldOrNeededMeanwhileIsNotDestroyed() {
        House house = house();
        Office office = new Office(house, folder());
        List<MessageId> ids = threeOld(house);
        office.prepare();
        office.run();
        house.clock.leap(Duration.ofDays(4));
        house.needed.add(ids.get(0));
        Hold hold = house.hold("诉讼", new Filter.Marked(FINANCE.kind(), FINANCE.value()));
        assertThat(office.run().counts()).isEqualTo(new Counts(0, 0, 0, 1, 1));
        assertThat(office.kept(ids)).isEqualTo(4);
        house.needed.clear();
        assertThat(office.run().counts()).isEqualTo(new Counts(0, 1, 0, 1, 0));
        house.clock.leap(Duration.ofDays(3));
        assertThat(office.run().counts().destroyed()).isEqualTo(1);
        house.statutes.holds().remove(hold.id(), House.LI);
        assertThat(office.run().counts()).isEqualTo(new Counts(0, 1, 0, 0, 0));
        house.clock.leap(Duration.ofDays(3));
        assertThat(office.run().counts().destroyed()).isEqualTo(1);
    }

    @Test
    default void whatComesTodayWithAnOldDateIsNotDue() {
        House house = house();
        Office office = new Office(house, folder());
        office.prepare();
        house.take(Sighting.Said.once(
                Messages.text("m1", "日期写成多年前的邮件", house.clock.instant().minus(Duration.ofDays(3_000)))));
        assertThat(office.run().counts()).isEqualTo(Counts.NONE);
        house.clock.leap(Duration.ofDays(370));
        assertThat(office.run().counts().archived()).isEqualTo(1);
    }

    @Test
    default void whatIsNotJudgedYetIsNotDue() {
        House house = house();
        Office office = new Office(house, folder());
        office.prepare();
        Sighting.Said said = Sighting.Said.once(
                Messages.text("m1", "也许是发票", house.clock.instant().minus(Duration.ofDays(400))));
        house.take(said, said.message().sentAt(), List.of("rules"));
        assertThat(office.run().counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 1));
    }

    @Test
    default void whatIsArchivedAndThenOnlyDestroyedIsDestroyedOnce() {
        House house = house();
        Office office = new Office(house, folder());
        List<MessageId> ids = threeOld(house);
        office.prepare();
        office.run();
        house.statutes.rules().newest().items().forEach(rule -> house.statutes
                .rules()
                .remove(rule.id(), House.LI));
        house.rule("日志", "{\"all\":[]}", "P6M", "destroy");
        Register.Run next = office.run();
        assertThat(next.trouble()).isEmpty();
        assertThat(next.counts()).isEqualTo(new Counts(0, 1, 0, 0, 0));
        assertThat(office.run().counts()).isEqualTo(Counts.NONE);
        house.clock.leap(Duration.ofDays(3));
        assertThat(office.run().counts().destroyed()).isEqualTo(3);
        assertThat(office.kept(ids)).isEqualTo(1);
    }

    @Test
    default void whatWasNotDueForAWhileHasDaysOfGraceAgain() {
        House house = house();
        Office office = new Office(house, folder());
        List<MessageId> ids = threeOld(house);
        office.prepare();
        office.run();
        Rule longer = house.rule("暂缓", "{\"all\":[]}", "P10Y", "archive");
        house.clock.leap(Duration.ofDays(1));
        assertThat(office.run().counts()).isEqualTo(Counts.NONE);
        house.clock.leap(Duration.ofDays(30));
        house.statutes.rules().remove(longer.id(), House.LI);
        assertThat(office.run().counts()).isEqualTo(new Counts(0, 2, 0, 0, 0));
        assertThat(office.kept(ids)).isEqualTo(4);
    }

    @Test
    default void whoNeedsMessagesAndIsExchangedDuringARunIsNotOverheard() {
        House house = house();
        Office office = new Office(house, folder());
        List<MessageId> ids = threeOld(house);
        office.prepare();
        Claim cases = (transaction, messages) -> Set.of();
        house.claims.add(cases, Map.of("huitong.claim", "cases"));
        office.run();
        house.clock.leap(Duration.ofDays(4));
        // It goes between the beginning of the run, when all were there, and the destruction.
        Register.Run run = office.run(new FaultyMedium(office.medium, Fault.FULL, Integer.MAX_VALUE) {
            @Override
            public InputStream read(String name) throws IOException {
                house.claims.remove(cases, Map.of("huitong.claim", "cases"));
                return super.read(name);
            }
        });
        assertThat(run.counts().destroyed()).isZero();
        assertThat(run.trouble()).hasValueSatisfying(why -> assertThat(why.zh()).contains("cases"));
        assertThat(office.kept(ids)).isEqualTo(4);
    }

    @Test
    default void whoTakesAMarkOffDoesNotTakeAMessageOutOfAHold() {
        House house = house();
        Office office = new Office(house, folder());
        MessageId id = house.says("m1", "案件", 300, FINANCE);
        office.prepare();
        Hold hold = house.hold("诉讼", new Filter.Marked(FINANCE.kind(), FINANCE.value()));
        office.run();
        house.unmark(id);
        house.clock.leap(Duration.ofDays(200));
        assertThat(office.run().counts()).isEqualTo(new Counts(0, 0, 0, 1, 0));
        house.statutes.holds().remove(hold.id(), House.LI);
        assertThat(office.run().counts().archived()).isEqualTo(1);
    }

    @Test
    default void aHoldTellsHowManyItSpeaksOfAndHoldsThemAtOnce() {
        House house = house();
        Office office = new Office(house, folder());
        MessageId id = house.says("m1", "案件", 500, FINANCE);
        office.prepare();
        HoldsResource holds = new HoldsResource(house.statutes, house.keeping, house.database, house.clock);
        Hold hold = house.hold("诉讼", new Filter.Marked(FINANCE.kind(), FINANCE.value()));
        HoldJson told = holds.replace(hold.id(), body("诉讼", hold.version(), "财务"), new Caller());
        assertThat(told.fits()).contains(new HoldJson.FitsJson(1, true));
        // No run came between.
        house.unmark(id);
        assertThat(office.run().counts()).isEqualTo(new Counts(0, 0, 0, 1, 0));
        HoldJson none = holds.replace(hold.id(), body("诉讼", told.version(), "没有这个"), new Caller());
        assertThat(none.fits()).contains(new HoldJson.FitsJson(0, true));
        assertThat(holds.one(hold.id()).fits()).isEmpty();
    }

    private static String body(String name, int version, String tag) {
        return "{\"name\":\"%s\",\"version\":%d,\"reason\":\"诉讼\",\"filter\":{\"tag\":\"%s\"}}"
                .formatted(name, version, tag);
    }

    @Test
    default void aCertificateThatIsClosedTakesNothingMore() {
        House house = house();
        Office office = new Office(house, folder());
        threeOld(house);
        office.prepare();
        office.run();
        house.clock.leap(Duration.ofDays(4));
        office.run();
        house.database.write(connection -> {
            CertificateShelf.Certificate closed =
                    office.certificates.newest(connection, Optional.empty(), 1).get(0);
            Rule rule = house.statutes.rules().newest().items().get(0);
            assertThatThrownBy(() -> office.certificates.add(
                            connection,
                            closed.number(),
                            "run",
                            CertificateShelf.Grounds.of(rule),
                            List.of(),
                            house.clock.instant()))
                    .isInstanceOf(Keeping.Refused.class);
            return null;
        });
    }

    @Test
    default void nothingIsDestroyedWhileSomebodyIsAwayWhoMightNeedIt() {
        House house = house();
        Office office = new Office(house, folder());
        List<MessageId> ids = threeOld(house);
        office.prepare();
        house.claims.add((transaction, messages) -> Set.of(), Map.of("huitong.claim", "cases"));
        office.run();
        house.clock.leap(Duration.ofDays(4));
        house.database.write(connection -> {
            try (var insert = connection.prepareStatement("INSERT INTO keeping_claim (name) VALUES ('gone')")) {
                return insert.executeUpdate();
            }
        });
        Register.Run run = office.run();
        assertThat(run.counts().destroyed()).isZero();
        assertThat(run.trouble()).hasValueSatisfying(why -> assertThat(why.en()).contains("gone"));
        assertThat(office.kept(ids)).isEqualTo(4);
    }

    @Test
    default void whatIsToBeDestroyedWithoutAnArchiveIsAnnouncedFirst() {
        House house = house();
        Office office = new Office(house, folder());
        house.statutes.rules().newest().items().forEach(rule -> house.statutes
                .rules()
                .remove(rule.id(), House.LI));
        house.rule("日志", "{\"all\":[]}", "P6M", "destroy");
        List<MessageId> ids = threeOld(house);
        assertThat(office.run(null).counts()).isEqualTo(new Counts(0, 3, 0, 0, 0));
        assertThat(office.run(null).counts()).isEqualTo(Counts.NONE);
        house.clock.leap(Duration.ofDays(3));
        assertThat(office.run(null).counts()).isEqualTo(new Counts(0, 0, 3, 0, 0));
        assertThat(office.kept(ids)).isEqualTo(1);
    }

    @Test
    default void anArchiveThatIsDamagedIsFoundBeforeAnythingIsDestroyedAndMadeAnew() throws IOException {
        House house = house();
        Office office = new Office(house, folder());
        List<MessageId> ids = threeOld(house);
        office.prepare();
        office.run();
        house.clock.leap(Duration.ofDays(4));
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.filter(f -> f.endsWith("messages.jsonl.enc")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length - 3] ^= 1;
                Files.write(file, bytes);
            }
        }
        assertThat(office.run().counts().destroyed()).isZero();
        assertThat(office.archived()).isEmpty();
        assertThat(office.kept(ids)).isEqualTo(4);
        assertThat(office.run().counts().archived()).isEqualTo(2);
        office.everyArchivedLineCanBeReadBack();
        house.clock.leap(Duration.ofDays(4));
        assertThat(office.run().counts().destroyed()).isEqualTo(2);
    }

    @Test
    default void aMessageThatChangedSinceIsArchivedAnewAndNotDestroyed() {
        House house = house();
        Office office = new Office(house, folder());
        MessageId id = house.says("m1", "三点开会", 400);
        office.prepare();
        office.run();
        house.clock.leap(Duration.ofDays(4));
        Sighting.Said edit = new Sighting.Said(
                Messages.text("m1", "四点开会", house.clock.instant().minus(Duration.ofDays(404))),
                new Revision("r2", house.clock.instant()));
        house.take(edit);
        assertThat(office.run().counts().destroyed()).isZero();
        assertThat(office.run().counts().archived()).isEqualTo(1);
        house.clock.leap(Duration.ofDays(4));
        assertThat(office.run().counts().destroyed()).isEqualTo(1);
        assertThat(office.kept(List.of(id))).isZero();
    }

    @Test
    default void aMountThatIsGoneIsNotWrittenTo() throws IOException {
        House house = house();
        Office office = new Office(house, folder().resolve("nas"));
        List<MessageId> ids = threeOld(house);
        assertThat(office.run().trouble()).isPresent();
        office.prepare();
        assertThatThrownBy(office::prepare).isInstanceOf(Problem.class);
        Files.move(folder().resolve("nas"), folder().resolve("elsewhere"));
        Files.createDirectory(folder().resolve("nas"));
        Register.Run run = office.run();
        assertThat(run.counts()).isEqualTo(Counts.NONE);
        assertThat(run.trouble()).hasValueSatisfying(why -> assertThat(why.zh()).contains("标记文件"));
        assertThat(folder().resolve("nas")).isEmptyDirectory();
        Files.delete(folder().resolve("nas"));
        Files.move(folder().resolve("elsewhere"), folder().resolve("nas"));
        assertThat(office.run().counts().archived()).isEqualTo(2);
        assertThat(office.kept(ids)).isEqualTo(4);
    }

    @Test
    default void whoPreparesThePlaceBesideAnotherIsNotToldOfAnotherHub() {
        House house = house();
        ArchivePlace place = new Office(house, folder().resolve("nas"))
                .archivist(new FolderMedium(folder().resolve("nas")))
                .place();
        ExecutorService atOnce = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<String>> asked = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> prepared(place), atOnce))
                    .limit(12)
                    .toList();
            List<String> told = asked.stream().map(CompletableFuture::join).toList();
            assertThat(told).containsOnlyOnce("done").isSubsetOf("done", "being-prepared", "prepared-already");
        } finally {
            atOnce.shutdownNow();
        }
    }

    private static String prepared(ArchivePlace place) {
        try {
            place.prepare(House.LI);
            return "done";
        } catch (Problem refused) {
            return refused.word();
        }
    }

    @Test
    default void aDatabaseOfAnEarlierDayMeetsItsOwnContainersAndLeavesThem() throws IOException {
        House house = house();
        Office office = new Office(house, folder());
        threeOld(house);
        office.prepare();
        assertThat(office.run().counts().archived()).isEqualTo(2);
        Map<Path, String> before = containers();
        // As it was before anything was archived, and as it was while the second was being written.
        forgets(house, "DELETE FROM keeping_container");
        assertThat(office.run().trouble()).isEmpty();
        assertThat(containers()).containsAllEntriesOf(before).hasSize(2 * before.size());
        forgets(house, "UPDATE keeping_container SET state = 1");
        assertThat(office.run().trouble()).isEmpty();
        assertThat(containers()).containsAllEntriesOf(before).hasSize(3 * before.size());
        assertThat(office.archived()).hasSize(2);
        office.everyArchivedLineCanBeReadBack();
    }

    private static void forgets(House house, String containers) {
        house.database.write(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM keeping_archived");
                statement.executeUpdate("DELETE FROM keeping_announced");
                return statement.executeUpdate(containers);
            }
        });
    }

    /** Every file of a container, with what is in it. */
    private Map<Path, String> containers() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith(ArchivePlace.MARKER)) {
                    files.put(file, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }

    @Test
    default void theKeyOfAnEmptyMonthGoesAfterTheRunThatDestroyedItsLast() {
        House house = house();
        Office office = new Office(house, folder());
        threeOld(house);
        office.prepare();
        List<String> empty = new ArrayList<>(List.of("said/2025-01", "said/2025-02"));
        PeriodKeys keys = new PeriodKeys() {
            @Override
            public List<String> over(String keyClass) {
                return List.copyOf(empty);
            }

            @Override
            public boolean destroy(String key) {
                if (key.endsWith("02")) {
                    throw new UncheckedIOException(new IOException("the disk is full"));
                }
                return empty.remove(key);
            }
        };
        MonthKeys months = new MonthKeys(
                office.archivist(office.medium).desk(), new JournalPeriods(house.journal, keys, house.vault));
        assertThat(months.destroyAfter(office.run().id())).isEmpty();
        assertThat(empty).hasSize(2);
        house.clock.leap(Duration.ofDays(3));
        Register.Run run = office.run();
        assertThat(run.counts().destroyed()).isPositive();
        assertThat(months.destroyAfter(run.id()))
                .hasValueSatisfying(told -> assertThat(told.zh()).isEqualTo("已销毁整月密钥：said/2025-01。"));
        assertThat(empty).containsExactly("said/2025-02");
        assertThat(house.audit.lines())
                .filteredOn(line -> line.contains("keeping.key"))
                .containsExactly(
                        "-hub keeping.key key:said/2025-01 done",
                        "-hub keeping.key key:said/2025-02 done",
                        "-hub keeping.key key:said/2025-02 failed");
    }
}
