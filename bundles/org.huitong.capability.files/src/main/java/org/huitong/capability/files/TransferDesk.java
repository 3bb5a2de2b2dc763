// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.file.FileDoor;
import org.huitong.api.file.HeldFile;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvals;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Where files are handed on: judged, asked for, told of, taken. */
@Component(service = TransferDesk.class, configurationPid = "org.huitong.capability.files")
@Designate(ocd = FilesConfig.class)
public final class TransferDesk {
    /** Whoever asks longer than this is asked anew by whom it concerns. */
    private static final Duration ASKED = Duration.ofDays(7);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_AN_HOUR = 60;
    private static final int MOST_RECIPIENTS_AN_HOUR = 200;

    private final TransferShelf shelf;
    private final TierShelf tiers;
    private final FileDoor files;
    private final People people;
    private final RoleHolders holders;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;
    private final RoomRight rooms;
    private volatile String address;

    /**
     * Where nobody approves, what has to be approved is not handed on. They are borrowed for each question, never while this
     * is made: they stand on what is approved here, and each would wait for the other.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ComponentServiceObjects<Approvals> approvals;

    @Activate
    public TransferDesk(
            @Reference TransferShelf shelf,
            @Reference TierShelf tiers,
            @Reference FileDoor files,
            @Reference People people,
            @Reference RoleHolders holders,
            @Reference Outbox outbox,
            @Reference MessageDoor door,
            @Reference DecisionPoint decisions,
            @Reference Audit audit,
            @Reference Clock clock,
            FilesConfig config) {
        this.shelf = shelf;
        this.tiers = tiers;
        this.files = files;
        this.people = people;
        this.holders = holders;
        this.outbox = outbox;
        this.rooms = new RoomRight(door, decisions);
        this.audit = audit;
        this.clock = clock;
        this.address = config.address().strip();
    }

    @Modified
    void set(FilesConfig config) {
        address = config.address().strip();
    }

    /**
     * What somebody wants to hand on.
     *
     * @param file as {@link FileDoor#find} knows it
     * @param tier by hand; never below that of its message
     */
    record Wish(String file, Optional<Secrecy> tier, List<Recipient> to, String note) {}

    TransferRule rule() {
        return new TransferRule(people.roster(), clock.today(), holders);
    }

    /** How it would go, without doing it. */
    TransferRule.Verdict judge(Asker asker, Wish wish) {
        HeldFile file = find(asker, wish);
        Tier tier = shelf.transactions().read(connection -> tiers.of(connection, file.secrecy()));
        return judge(asker, tier, wish.to());
    }

    private TransferRule.Verdict judge(Asker asker, Tier tier, List<Recipient> to) {
        boolean mute = to.stream().anyMatch(one -> one instanceof Recipient.Room room && !rooms.holds(asker, room));
        return mute
                ? new TransferRule.Verdict.Refused(
                        "room-not-yours",
                        LocalText.of(
                                "您不能向看不到或无权发言的会话传送文件。",
                                "You cannot hand files to rooms that you may not read, or not write in."))
                : rule().judge(tier, asker.person(), to);
    }

    Transfer hand(Asker asker, Wish wish) {
        HeldFile file = find(asker, wish);
        Tier tier = shelf.transactions().read(connection -> tiers.of(connection, file.secrecy()));
        TransferRule.Verdict verdict = judge(asker, tier, wish.to());
        String id = UUID.randomUUID().toString().replace("-", "");
        if (verdict instanceof TransferRule.Verdict.Refused refused) {
            audit.note(Deed.refused(Doer.of(asker), "file.transfer", Thing.of("transfer", id)));
            throw new Problem(403, refused.word(), refused.why());
        }
        Instant now = clock.instant();
        Transfer transfer = new Transfer(
                0,
                id,
                Transfer.State.WAITING,
                asker.account(),
                asker.person(),
                file,
                Optional.of(new Transfer.Words(file.name(), wish.note())),
                Optional.empty(),
                now,
                Optional.empty(),
                now.plus(ASKED),
                wish.to().stream()
                        .map(to -> new Transfer.Delivered(to, Optional.empty(), Optional.empty()))
                        .toList());
        return shelf.transactions().write(connection -> {
            brake(connection, transfer);
            shelf.add(connection, transfer);
            files.keep(connection, file.ticket(), transfer.need(), transfer.expires());
            audit.note(
                    connection,
                    Deed.done(Doer.of(asker), "file.transfer", Thing.of("transfer", id))
                            .changing("", file.secrecy().word() + "\nsha256 " + file.sha256()));
            if (verdict instanceof TransferRule.Verdict.Asks) {
                shelf.approvedBy(connection, id, ask(connection, asker, transfer));
            } else {
                send(connection, transfer, tier);
            }
            return shelf.find(connection, id).orElseThrow();
        });
    }

    /** Who hands on so much in an hour is a program, or empties a drawer. */
    private void brake(Connection connection, Transfer transfer) throws SQLException {
        TransferShelf.Lately lately =
                shelf.lately(connection, transfer.account(), transfer.made().minus(HOUR));
        if (lately.transfers() >= MOST_AN_HOUR
                || lately.recipients() + transfer.to().size() > MOST_RECIPIENTS_AN_HOUR) {
            throw new Problem(
                    429,
                    "too-many-transfers",
                    LocalText.of(
                            "一小时内最多传送 " + MOST_AN_HOUR + " 次、" + MOST_RECIPIENTS_AN_HOUR + " 个收件人，请稍后再试。",
                            "At most " + MOST_AN_HOUR + " transfers and " + MOST_RECIPIENTS_AN_HOUR
                                    + " recipients an hour; try again later."));
        }
    }

    private HeldFile find(Asker asker, Wish wish) {
        FileDoor.Sought sought = files.find(asker, wish.file());
        if (sought instanceof FileDoor.Away away) {
            throw new Problem(away.soon() ? 409 : 410, away.soon() ? "not-here-yet" : "not-to-be-had", away.why());
        }
        if (!(sought instanceof FileDoor.Here here)) {
            throw Problem.notFound(LocalText.of("这个文件", "file"));
        }
        HeldFile file = here.file();
        Secrecy called =
                wish.tier().filter(t -> t.compareTo(file.secrecy()) > 0).orElse(file.secrecy());
        // What was put in nobody has called anything yet: who puts it in may call it public. What came from where it is
        // more
        // secret stays so.
        boolean isNobodys = file.message().isEmpty() && file.secrecy() == Secrecy.INTERNAL;
        Secrecy tier = isNobodys ? wish.tier().orElse(file.secrecy()) : called;
        return new HeldFile(file.ticket(), file.name(), file.type(), file.bytes(), file.sha256(), file.message(), tier);
    }

    private String ask(Connection transaction, Asker asker, Transfer transfer) throws SQLException {
        Transfer.Words words = transfer.words().orElseThrow();
        String to =
                String.join("、", transfer.recipients().stream().map(this::name).toList());
        LocalText label = transfer.file().secrecy().label();
        Approvals.Request request = new Approvals.Request(
                ApprovedTransfers.KIND,
                LocalText.of("传送文件给 " + to, "Hand a file to " + to),
                LocalText.of(
                        words.name() + "（" + label.zh() + "，"
                                + transfer.file().bytes() + " 字节）→ " + to
                                + (words.note().isBlank() ? "" : "；说明：" + words.note()),
                        words.name() + " (" + label.en() + ", "
                                + transfer.file().bytes() + " bytes) → " + to
                                + (words.note().isBlank() ? "" : "; " + words.note())),
                asker,
                asker.person().orElseThrow(),
                transfer.id(),
                Optional.empty(),
                List.of("department-head"));
        ComponentServiceObjects<Approvals> lent = approvals;
        Approvals desk = lent == null ? null : lent.getService();
        if (desk == null) {
            throw new Problem(
                    503,
                    "approvals-away",
                    LocalText.of(
                            "这次传送需要审批，审批功能暂时不可用，请稍后再试。",
                            "This has to be approved, and approvals are not at hand just now. Try again in a moment."));
        }
        try {
            return desk.ask(transaction, request);
        } finally {
            lent.ungetService(desk);
        }
    }

    /** What people call whoever gets it. */
    String name(Recipient recipient) {
        return recipient instanceof Recipient.Somebody somebody
                ? people.roster().person(somebody.person()).map(Person::name).orElse(somebody.person())
                : ((Recipient.Room) recipient).conversation();
    }

    /** It goes, within the transaction: told of, and kept as long as it may be taken. */
    boolean send(Connection transaction, Transfer transfer, Tier tier) throws SQLException {
        Instant now = clock.instant();
        Instant expires = now.plus(Duration.ofDays(tier.days()));
        if (!shelf.sent(transaction, transfer.id(), now, expires)) {
            return false;
        }
        files.keep(transaction, transfer.file().ticket(), transfer.need(), expires);
        TransferLetters letters = new TransferLetters(outbox, address);
        String sender = transfer.person()
                .flatMap(people.roster()::person)
                .map(Person::name)
                .orElse(transfer.account());
        for (int number = 0; number < transfer.to().size(); number++) {
            shelf.told(
                    transaction,
                    transfer.id(),
                    number,
                    letters.tell(transaction, transfer, number, tier.leaves(), sender));
        }
        return true;
    }

    Tier tier(Connection connection, Secrecy secrecy) throws SQLException {
        return tiers.of(connection, secrecy);
    }

    /** The bytes, for who may take them; that they were taken is written down before the first. */
    InputStream take(Asker asker, Transfer transfer) throws IOException {
        InputStream bytes = files.open(transfer.file().ticket());
        try {
            shelf.transactions().write(connection -> {
                shelf.taken(connection, transfer.id(), asker.account(), asker.person(), clock.instant());
                audit.note(
                        connection,
                        Deed.done(Doer.of(asker), "file.download", Thing.of("transfer", transfer.id()))
                                .changing("", "sha256 " + transfer.file().sha256()));
                return null;
            });
            return bytes;
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * It goes no further, and what was put in for it is its owner's alone again.
     *
     * @return false where it is in another state meanwhile
     */
    boolean end(Connection transaction, Transfer transfer, Transfer.State end) throws SQLException {
        files.letGo(transaction, transfer.file().ticket(), transfer.need());
        return shelf.change(transaction, transfer.id(), transfer.state(), end);
    }

    /** Nobody takes it any more; what went to a platform is there. */
    void withdraw(Asker asker, Transfer transfer) {
        shelf.transactions().write(connection -> {
            if (!end(connection, transfer, Transfer.State.WITHDRAWN)) {
                throw new Problem(
                        409, "changed-meanwhile", LocalText.of("状态已变化，请刷新。", "It has changed meanwhile. Look again."));
            }
            TransferLetters.recall(
                    connection,
                    outbox,
                    transfer,
                    LocalText.of("文件传送已撤回，不再发送", "the file was withdrawn; it is not sent any more"));
            audit.note(connection, Deed.done(Doer.of(asker), "file.withdraw", Thing.of("transfer", transfer.id())));
            return null;
        });
    }

    /** Files of this secrecy leave no more: what waits yet of them stays here. */
    void keepIn(Connection transaction, Secrecy secrecy) throws SQLException {
        for (Transfer transfer :
                shelf.sentSince(transaction, secrecy, clock.instant().minus(ASKED))) {
            TransferLetters.recallFile(
                    transaction,
                    outbox,
                    transfer,
                    LocalText.of(
                            "按现在的规则，这个密级的文件不发到平台，请在汇通下载",
                            "by the rules of now files of this secrecy stay in the hub: take it there"));
        }
    }

    /** As people see it: what was asked for and not approved is not waiting any more. */
    String state(Transfer transfer) {
        if (transfer.state() == Transfer.State.SENT && !transfer.isOpen(clock.instant())) {
            return "expired";
        }
        ComponentServiceObjects<Approvals> lent = approvals;
        Approvals desk = lent == null || transfer.state() != Transfer.State.WAITING ? null : lent.getService();
        if (desk == null) {
            return transfer.state().word();
        }
        try {
            return transfer.approval()
                    .flatMap(desk::state)
                    .filter(state -> !state.equals("approved"))
                    .orElse(transfer.state().word());
        } finally {
            lent.ungetService(desk);
        }
    }
}
