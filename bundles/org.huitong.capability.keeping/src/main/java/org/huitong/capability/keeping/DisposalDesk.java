// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Jobs;
import org.huitong.api.keeping.Periods;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvals;
import org.huitong.capability.keeping.Filing.Desk;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Where it is asked that a month be destroyed. It takes two: who asks never approves, and without approvals nothing is
 * destroyed by this way; in an emergency there is no shorter one.
 */
@Component(service = DisposalDesk.class, configurationPid = KeepingConfig.PID)
public final class DisposalDesk {
    private final RecordsOffice office;
    private final Archivist archivist;
    private final Periods periods;
    private final DisposalShelf shelf;
    private final Jobs jobs;
    private final String approver;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ComponentServiceObjects<Approvals> approvals;

    @Activate
    public DisposalDesk(
            @Reference RecordsOffice office,
            @Reference Archivist archivist,
            @Reference Periods periods,
            @Reference DisposalShelf shelf,
            @Reference Jobs jobs,
            KeepingConfig config) {
        this.office = office;
        this.archivist = archivist;
        this.periods = periods;
        this.shelf = shelf;
        this.jobs = jobs;
        this.approver = config.approver().strip();
    }

    /** The months whose keys are there still and over, oldest first. */
    List<Month> months() {
        return periods.over().stream().flatMap(key -> Month.ofKey(key).stream()).toList();
    }

    boolean mayGo(Month month) {
        return month.mayGo(desk().clock().today());
    }

    List<Disposal> disposals(int most) {
        return desk().transactions().read(connection -> shelf.newest(connection, most));
    }

    /** How it stands, as its approval says while it waits; one whose job was ended from outside is stopped. */
    String state(Disposal disposal) {
        if (isCutOff(disposal)) {
            return "stopped";
        }
        String own = disposal.state().name().toLowerCase(Locale.ROOT);
        return disposal.state() == Disposal.State.WAITING
                ? with(asked -> asked.flatMap(one -> one.state(disposal.approval())))
                        .filter(state -> !state.equals("approved"))
                        .orElse(own)
                : own;
    }

    private boolean isCutOff(Disposal disposal) {
        return disposal.state() == Disposal.State.RUNNING
                && jobs.find(disposal.job()).map(job -> job.state().isOver()).orElse(true);
    }

    /** Looks at it for as long as a caller waits. */
    Survey look(Month month, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        Plan plan = office.plan(desk().clock().instant());
        return surveyor().<RuntimeException>look(month, plan, messages -> System.nanoTime() <= end);
    }

    Surveyor surveyor() {
        return new Surveyor(desk(), archivist.claims(), periods);
    }

    Optional<Disposal> find(Connection connection, String id) throws SQLException {
        return shelf.find(connection, id);
    }

    /**
     * Asks a second person.
     *
     * @param seen what whoever asks was shown
     * @throws Problem where it may not be asked for, or there is nobody to ask
     */
    Disposal ask(Month month, String reason, Survey seen, Asker by) {
        String person = by.person()
                .orElseThrow(() -> new Problem(
                        403,
                        "no-person",
                        LocalText.of(
                                "要由有对应人员的账号申请：没有人员的账号无法确认申请人不是审批人。",
                                "This is asked for by the accounts of people: of an account that is nobody’s, nobody knows"
                                        + " that it is not the approver’s.")));
        if (!mayGo(month)) {
            throw new Problem(
                    409,
                    "too-young",
                    LocalText.of(
                            "该月还不满六个月，依《网络安全法》第二十一条不得销毁。",
                            "This month is not six months old, and is kept by article 21 of the Cybersecurity Law."));
        }
        if (!seen.stopsNothing()) {
            throw new Problem(409, "stopped", seen.why());
        }
        if (seen.messages() == 0) {
            throw new Problem(409, "empty", LocalText.of("这个月没有消息。", "There are no messages of this month."));
        }
        requireNoneUnderWay(month);
        String id = UUID.randomUUID().toString().replace("-", "");
        return with(asked -> {
            Approvals engine = asked.orElseThrow(
                    () -> new Problem(
                            503,
                            "approvals-away",
                            LocalText.of(
                                    "销毁要由两人决定，审批功能暂时不可用，请稍后再试。",
                                    "Two persons decide this, and approvals are not at hand just now. Try again in a moment.")));
            return desk().transactions()
                    .write(connection -> ask(connection, engine, id, month, reason, seen, by, person));
        });
    }

    /** It asks for connections of its own. */
    private void requireNoneUnderWay(Month month) {
        for (Disposal open : desk().transactions().read(connection -> shelf.open(connection, month.key()))) {
            if (List.of("waiting", "running").contains(state(open))) {
                throw new Problem(
                        409, "asked-already", LocalText.of("这个月的销毁已在申请或执行中。", "This month is asked for already."));
            }
        }
    }

    private Disposal ask(
            Connection connection,
            Approvals engine,
            String id,
            Month month,
            String reason,
            Survey seen,
            Asker by,
            String person)
            throws SQLException {
        String approval = engine.ask(
                connection,
                new Approvals.Request(
                        DisposalRun.NAME,
                        LocalText.of("销毁 " + month.name() + " 的全部消息", "Destroy all messages of " + month.name()),
                        LocalText.of(
                                (seen.complete() ? "" : "至少 ") + seen.messages() + " 条消息（其中 " + seen.forgotten()
                                        + " 条只在归档中，涉及 " + seen.containers() + " 个归档容器）连同密钥 " + month.key()
                                        + " 永久销毁，不能恢复。理由：" + reason,
                                (seen.complete() ? "" : "At least ") + seen.messages() + " messages ("
                                        + seen.forgotten() + " of them in archives alone, in "
                                        + seen.containers() + " containers) are destroyed for ever with the key "
                                        + month.key() + ". Reason: " + reason),
                        by,
                        person,
                        id,
                        Optional.empty(),
                        List.of(approver)));
        Disposal disposal = new Disposal(
                id,
                month.key(),
                reason,
                desk().clock().instant(),
                by.account(),
                seen.messages(),
                approval,
                Disposal.State.WAITING,
                "",
                "M%s-%s".formatted(month.name(), id.substring(0, 8)),
                Optional.empty(),
                Optional.empty());
        shelf.add(connection, disposal);
        desk().audit()
                .note(
                        connection,
                        Deed.done(Doer.of(by), KeepingPage.DISPOSE, Thing.of("key", month.key()))
                                .changing("", "asked, " + seen.messages() + " messages, approval " + approval));
        return disposal;
    }

    private Desk desk() {
        return archivist.desk();
    }

    private <T> T with(Function<Optional<Approvals>, T> work) {
        ComponentServiceObjects<Approvals> lent = approvals;
        Approvals engine = lent == null ? null : lent.getService();
        try {
            return work.apply(Optional.ofNullable(engine));
        } finally {
            if (engine != null) {
                lent.ungetService(engine);
            }
        }
    }
}
