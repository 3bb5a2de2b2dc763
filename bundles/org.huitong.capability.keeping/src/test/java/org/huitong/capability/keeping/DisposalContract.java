// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huitong.capability.keeping.House.FINANCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.Approvals;
import org.huitong.capability.keeping.ArchivePlace.State.Ready;
import org.huitong.capability.keeping.ArchivingContract.Office;
import org.huitong.capability.keeping.FaultyMedium.Fault;
import org.huitong.capability.keeping.FaultyMedium.Killed;
import org.huitong.capability.keeping.Survey.Stop;
import org.huitong.capability.keeping.archive.ContainerReader;
import org.huitong.capability.keeping.archive.Medium;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** A month that two persons want destroyed is, in the log and in archives, and its key; and nothing else is. */
public interface DisposalContract {
    House house();

    Path folder();

    String OCTOBER = "said/2025-10";
    Asker LI = new Asker(House.LI.account(), House.LI.name(), Optional.of("p-li"));

    /** The office, with whoever destroys months, and a second person. */
    final class Bureau {
        final House house;
        final Office office;
        final DisposalShelf shelf = new DisposalShelf(DerbyStore.schema("keeping"));
        final Second second = new Second();
        final GivenRights rights = new GivenRights().give(House.LI.account(), KeepingPage.DISPOSE);
        private final Path folder;
        private int disposals;

        Bureau(House house, Path folder) {
            this.house = house;
            this.folder = folder;
            this.office = new Office(house, folder);
            house.keys.add(OCTOBER);
        }

        Month october() {
            return Month.ofKey(OCTOBER).orElseThrow();
        }

        /** Says something so many days ago, under the key of that month. */
        MessageId says(String id, String text, int daysAgo, Mark... marks) {
            under(daysAgo);
            return house.says(id, text, daysAgo, marks);
        }

        void under(int daysAgo) {
            Instant at = house.clock.instant().minus(Duration.ofDays(daysAgo));
            house.vault.month = YearMonth.from(at.atOffset(ZoneOffset.UTC)).toString();
        }

        DisposalDesk desk() {
            DisposalDesk desk = new DisposalDesk(
                    office.records,
                    office.archivist(office.medium),
                    house.periods,
                    shelf,
                    house.jobs,
                    SortingContract.config(Map.of()));
            desk.approvals = second;
            return desk;
        }

        Survey look() {
            return desk().look(october(), Duration.ofMinutes(1));
        }

        /** One that two persons want. */
        Disposal wanted() {
            house.clock.leap(Duration.ofHours(1));
            String id = "disposal%02d".formatted(++disposals);
            Disposal disposal = new Disposal(
                    id,
                    OCTOBER,
                    "公司决定",
                    house.clock.instant(),
                    "lixy",
                    0,
                    "a",
                    Disposal.State.WAITING,
                    "",
                    "M-" + id,
                    Optional.empty(),
                    Optional.empty());
            return house.database.write(connection -> {
                shelf.add(connection, disposal);
                shelf.begin(connection, id, "job");
                return shelf.find(connection, id).orElseThrow();
            });
        }

        Optional<LocalText> dispose(Disposal disposal, Medium on) {
            try {
                return new Disposing(
                                office.records,
                                office.archivist(on),
                                house.periods,
                                shelf,
                                disposal,
                                new OneRun("job-" + disposal.id()))
                        .go();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        Optional<LocalText> dispose() {
            return dispose(wanted(), office.medium);
        }

        /** All words that the archive has still, as anybody with its key reads them. */
        String archive() throws IOException {
            Ready ready = office.ready();
            ContainerReader reader = new ContainerReader(ready.medium(), ready.key());
            StringBuilder words = new StringBuilder();
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path manifest :
                        all.filter(file -> file.endsWith("manifest.json")).toList()) {
                    Path container = manifest.getParent();
                    String place = folder.relativize(container).toString();
                    for (int number = 0; number < reader.ids(place).size(); number++) {
                        words.append(reader.line(place, number).orElseThrow());
                    }
                }
            }
            return words.toString();
        }
    }

    /** Somebody who is asked, as the framework lends them. */
    final class Second implements Approvals, ComponentServiceObjects<Approvals> {
        final List<Request> asked = new ArrayList<>();
        String state = "waiting";

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public List<String> chain() {
            return List.of();
        }

        @Override
        public Optional<LocalText> hindrance() {
            return Optional.empty();
        }

        @Override
        public String ask(Connection transaction, Request request) {
            asked.add(request);
            return "approval" + asked.size();
        }

        @Override
        public Optional<String> state(String approval) {
            return Optional.of(state);
        }

        @Override
        public Approvals getService() {
            return this;
        }

        @Override
        public void ungetService(Approvals service) {}

        @Override
        public ServiceReference<Approvals> getServiceReference() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    default void aMonthGoesFromTheLogAndFromArchivesWithItsKeyAndNothingElseDoes() throws IOException {
        House house = house();
        Bureau bureau = new Bureau(house, folder());
        bureau.office.prepare();
        List<MessageId> gone = new ArrayList<>(
                List.of(bureau.says("o1", "十月一", 400), bureau.says("o2", "十月二", 399), bureau.says("o3", "十月三", 398)));
        MessageId other = bureau.says("n1", "十一月", 380);
        bureau.under(380);
        Content content = Content.of(MessageType.FILE, "见附件", Attachment.file("media-1", "合同.pdf"));
        Message file = Messages.of("n2", content, house.clock.instant().minus(Duration.ofDays(380)));
        house.cabinet.files.put("media-1", "%PDF-1.7".getBytes());
        house.take(Sighting.Said.once(file), file.sentAt(), List.of());
        MessageId invoice = bureau.says("f1", "九月的发票", 440, FINANCE);
        // What came in October about a message of September lies under October's key, and is not October's.
        bureau.under(400);
        Message edited = Messages.text("f1", "九月的发票，十月改过", house.clock.instant().minus(Duration.ofDays(440)));
        house.take(
                new Sighting.Said(
                        edited, new Revision("r2", house.clock.instant().minus(Duration.ofDays(400)))),
                house.clock.instant().minus(Duration.ofDays(400)),
                List.of(),
                FINANCE);
        assertThat(bureau.office.run().counts().archived()).isEqualTo(5);
        house.clock.leap(Duration.ofDays(3));
        assertThat(bureau.office.run().counts().destroyed()).isEqualTo(5);
        // And one that is archived, and here still.
        gone.add(bureau.says("o4", "十月四", 403));
        house.vault.month = "2026-12";
        assertThat(bureau.look().stops()).containsExactly(Map.entry(Stop.UNARCHIVED, 1L));
        assertThat(bureau.office.run().counts().archived()).isEqualTo(1);
        assertThat(bureau.archive()).contains("十月一", "十月二", "十月三", "十月四", "十一月", "合同.pdf");

        Survey survey = bureau.look();
        assertThat(survey).isEqualTo(new Survey(4, 3, 2, Map.of(), true));
        assertThat(bureau.dispose()).isEmpty();

        assertThat(house.keys).isEmpty();
        assertThat(bureau.office.kept(gone)).isZero();
        assertThat(bureau.archive()).contains("十一月", "合同.pdf").doesNotContain("十月");
        bureau.office.everyArchivedLineCanBeReadBack();
        assertThat(bureau.office.archived())
                .extracting(ContainerShelf.Archived::id)
                .containsExactlyInAnyOrder(other, file.id());
        assertThat(house.keeping.open(List.of(invoice)).get(0).versions()).hasSize(2);
        assertThat(house.take(Sighting.Said.once(
                        Messages.text("o1", "十月一", house.clock.instant().minus(Duration.ofDays(403))))))
                .isZero();

        ProofsResource.WholeJson certificate = bureau.office.certificate();
        assertThat(certificate.certificate().ruleName()).isEqualTo(OCTOBER);
        assertThat(certificate.certificate().basis()).isEqualTo("公司决定");
        assertThat(certificate.certificate().closedAt()).isPresent();
        assertThat(certificate.lines()).hasSize(4);
        assertThat(certificate.places())
                .extracting(one -> one.kind() + " " + one.reached() + " " + one.messages())
                .containsExactlyInAnyOrder(
                        "container true 3",
                        "container true 1",
                        "archive-copies false 4",
                        "key true 4",
                        "backups false 4",
                        "key-copies false 4");
        assertThat(house.audit.differences()).anySatisfy(difference -> assertThat(difference.after())
                .isEqualTo("sha256 " + certificate.certificate().sha256()));
        assertThat(house.audit.lines())
                .anySatisfy(line -> assertThat(line).isEqualTo("-hub keeping.key key:said/2025-10 done"));
    }

    @Test
    default void whatIsHeldNeededUnjudgedOrKeptLongerStopsAMonthAlsoWhereItIsInAnArchiveAlone() {
        House house = house();
        Bureau bureau = new Bureau(house, folder());
        bureau.office.prepare();
        MessageId plain = bureau.says("o1", "十月一", 400);
        bureau.says("o2", "十月二", 400, Mark.of(Mark.Kind.TAG, "纠纷"));
        bureau.office.run();
        house.clock.leap(Duration.ofDays(4));
        assertThat(bureau.office.destroys()).isEqualTo(2);
        assertThat(bureau.look().stopsNothing()).isTrue();

        Hold hold = house.hold("诉讼", new Filter.Marked(Mark.Kind.TAG, "纠纷"));
        house.needed.add(plain);
        bureau.says("o3", "十月的发票", 404, FINANCE);
        bureau.under(404);
        Sighting.Said unjudged = Sighting.Said.once(
                Messages.text("o4", "也许", house.clock.instant().minus(Duration.ofDays(404))));
        house.take(unjudged, unjudged.message().sentAt(), List.of("rules"));
        assertThat(bureau.look().stops())
                .isEqualTo(Map.of(Stop.HELD, 1L, Stop.NEEDED, 1L, Stop.KEPT, 1L, Stop.UNJUDGED, 1L));
        assertThat(bureau.dispose())
                .hasValueSatisfying(why -> assertThat(why.zh()).contains("保全中", "仍有需要", "保管期未满", "待判定"));
        assertThat(house.keys).containsExactly(OCTOBER);
        assertThat(bureau.office.archived()).hasSize(2);
        assertThat(house.keeping.open(List.of(unjudged.message().id()))).hasSize(1);

        house.statutes.holds().remove(hold.id(), House.LI);
        assertThat(bureau.look().of(Stop.HELD)).isZero();
        assertThatThrownBy(() -> bureau.desk().ask(bureau.october(), "公司决定", bureau.look(), LI))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("stopped"));
    }

    @Test
    default void whateverEndsTheProcessItGoesOnAndEndsWhole() throws IOException {
        House house = house();
        Bureau bureau = new Bureau(house, folder());
        bureau.office.prepare();
        bureau.says("o1", "十月一", 400);
        bureau.says("n1", "十一月", 380);
        bureau.office.run();
        house.clock.leap(Duration.ofDays(4));
        assertThat(bureau.office.destroys()).isEqualTo(2);
        bureau.says("o2", "十月二", 404);
        bureau.office.run();
        Disposal disposal = bureau.wanted();
        int kills = 0;
        for (int at = 1; ; at++) {
            try {
                assertThat(bureau.dispose(disposal, new FaultyMedium(bureau.office.medium, Fault.KILLED, at)))
                        .isEmpty();
                break;
            } catch (Killed killed) {
                kills++;
                assertThat(house.keys).containsExactly(OCTOBER);
            }
        }
        assertThat(kills).isGreaterThan(10);
        assertThat(house.keys).isEmpty();
        assertThat(bureau.archive()).contains("十一月").doesNotContain("十月");
        bureau.office.everyArchivedLineCanBeReadBack();
        assertThat(bureau.office.certificate().lines()).hasSize(2);
    }

    @Test
    default void aMediumThatFailsEndsItAndItIsAskedForAgain() throws IOException {
        House house = house();
        Bureau bureau = new Bureau(house, folder());
        bureau.office.prepare();
        bureau.says("o1", "十月一", 400);
        bureau.office.run();
        Disposal first = bureau.wanted();
        assertThat(bureau.dispose(first, new FaultyMedium(bureau.office.medium, Fault.FULL, 1)))
                .isPresent();
        assertThat(house.keys).containsExactly(OCTOBER);
        Disposal ended =
                house.database.read(c -> bureau.shelf.find(c, first.id())).orElseThrow();
        assertThat(ended.state()).isEqualTo(Disposal.State.STOPPED);
        assertThat(bureau.dispose()).isEmpty();
        assertThat(house.keys).isEmpty();
        assertThat(bureau.archive()).doesNotContain("十月");
    }

    @Test
    default void itTakesTwoAndOneOfThemIsNeverEnough() {
        House house = house();
        Bureau bureau = new Bureau(house, folder());
        bureau.office.prepare();
        bureau.says("o1", "十月一", 400);
        bureau.office.run();
        DisposalDesk desk = bureau.desk();
        Month month = bureau.october();
        assertThatThrownBy(() -> desk.ask(month, "公司决定", bureau.look(), new Asker("robot", "程序", Optional.empty())))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("no-person"));
        desk.approvals = null;
        assertThatThrownBy(() -> desk.ask(month, "公司决定", bureau.look(), LI))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("approvals-away"));
        desk.approvals = bureau.second;
        assertThatThrownBy(() -> desk.ask(Month.ofKey("said/2026-08").orElseThrow(), "公司决定", bureau.look(), LI))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("too-young"));

        Disposal asked = desk.ask(month, "公司决定", bureau.look(), LI);
        Approvals.Request request = bureau.second.asked.get(0);
        assertThat(request.chain()).containsExactly("executive");
        assertThat(request.emergency()).isEmpty();
        assertThat(request.difference().zh()).contains("1 条消息", OCTOBER, "公司决定");
        assertThatThrownBy(() -> desk.ask(month, "公司决定", bureau.look(), LI))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("asked-already"));
        bureau.second.state = "refused";
        assertThat(desk.state(asked)).isEqualTo("refused");
        bureau.second.state = "waiting";

        int before = house.ordered.size();
        ApprovedDisposal approved = new ApprovedDisposal(bureau.shelf, house.jobs, bureau.rights);
        assertThat(house.database.<Approvable.Outcome>write(c -> approved.carryOut(c, request.argument(), LI)))
                .isInstanceOf(Approvable.Outcome.Done.class);
        assertThat(house.database.<Approvable.Outcome>write(c -> approved.carryOut(c, request.argument(), LI)))
                .isInstanceOf(Approvable.Outcome.Overtaken.class);
        assertThat(house.ordered).hasSize(before + 1);
        Disposal running =
                house.database.read(c -> bureau.shelf.find(c, asked.id())).orElseThrow();
        assertThat(desk.state(running)).isEqualTo("running");
        // Somebody ends the job from outside: it may be asked for again.
        house.over.add(running.job());
        assertThat(desk.state(running)).isEqualTo("stopped");
        assertThat(desk.ask(month, "公司决定", bureau.look(), LI).id()).isNotEqualTo(asked.id());
        bureau.rights.give(House.LI.account());
        Disposal second = bureau.wanted();
        assertThat(house.database.<Approvable.Outcome>write(c -> approved.carryOut(c, second.id(), LI)))
                .isInstanceOf(Approvable.Outcome.Overtaken.class);
    }
}
