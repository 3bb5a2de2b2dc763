// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.connector.ApprovalCentre;
import org.huitong.api.connector.ApprovalCentre.Matter;
import org.huitong.api.connector.ApprovalCentre.Voice;
import org.huitong.api.connector.Errands;
import org.huitong.api.people.Roster;
import org.huitong.capability.approvals.Approval.Said;
import org.huitong.capability.approvals.Approval.Verdict;
import org.huitong.capability.approvals.Chain.Approver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the platforms' approval centres how an approval stands. The alarm is set with whatever changes it, in the same
 * transaction; ringing, it sets itself again, and is taken back only when every centre has said that it knows: so none is
 * left with something that was decided elsewhere, after a crash or while a platform is away.
 */
@Component
@AlarmName(alarm = ApprovalDesk.CENTRE)
public final class CentreAlarm implements Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(CentreAlarm.class);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    /** Whoever has not been told by then has found out otherwise. */
    private static final Duration LONGEST = Duration.ofDays(2);

    /** What time alone does not mend: a setting, a right, an answer that was lost. */
    private static final Duration RARELY = Duration.ofHours(6);

    private final ApprovalDesk desk;
    private final ApprovalShelf shelf;
    private final Centres centres;
    private final Errands errands;
    private final Alarms alarms;
    /** Who is told last, by the account. */
    private final Map<Centres.Account, CompletableFuture<CentreTelling.Again>> turns = new ConcurrentHashMap<>();

    @Activate
    public CentreAlarm(
            @Reference ApprovalDesk desk,
            @Reference ApprovalShelf shelf,
            @Reference Centres centres,
            @Reference Errands errands,
            @Reference Alarms alarms) {
        this.desk = desk;
        this.shelf = shelf;
        this.centres = centres;
        this.errands = errands;
        this.alarms = alarms;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Optional<Approval> found = shelf.find(transaction, ring.key());
        List<Centres.Account> open = centres.open();
        Optional<String> address = desk.terms().address();
        if (found.isEmpty() || open.isEmpty() || address.isEmpty() || isLongOver(found.get(), ring.now())) {
            return new After.Over();
        }
        Approval approval = found.get();
        Instant again = ring.now().plus(AGAIN);
        List<CentreTelling> tellings = open.stream()
                .map(account -> new CentreTelling(
                        shelf.transactions(),
                        errands,
                        desk::now,
                        account,
                        matter(approval, account, address.get(), ring.now())))
                .toList();
        shelf.transactions().afterwards(transaction, () -> tell(tellings, again, approval.id()));
        return new After.Again(again);
    }

    private static boolean isLongOver(Approval approval, Instant now) {
        return approval.endedAt().filter(end -> now.isAfter(end.plus(LONGEST))).isPresent();
    }

    private void tell(List<CentreTelling> tellings, Instant again, String approval) {
        List<CompletableFuture<CentreTelling.Again>> told =
                tellings.stream().map(this::inTurn).toList();
        CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).thenRun(() -> {
            List<CentreTelling.Again> when =
                    told.stream().map(CompletableFuture::join).toList();
            if (!when.contains(CentreTelling.Again.SOON)) {
                rest(approval, again, when.contains(CentreTelling.Again.RARELY));
            }
        });
    }

    /** One thing after the other: DingTalk refuses two at the same time, and the later one is to be told last. */
    private CompletableFuture<CentreTelling.Again> inTurn(CentreTelling telling) {
        CompletableFuture<CentreTelling.Again> mine = new CompletableFuture<>();
        CompletableFuture<CentreTelling.Again> before = turns.put(telling.account(), mine);
        (before == null ? CompletableFuture.completedFuture(CentreTelling.Again.NEVER) : before)
                .thenCompose(its -> telling.tell())
                .whenComplete((came, broken) -> {
                    if (broken != null) {
                        LOG.error(
                                "An approval centre could not be told account={}/{}",
                                telling.account().platform(),
                                telling.account().name(),
                                broken);
                    }
                    turns.remove(telling.account(), mine);
                    mine.complete(broken == null ? came : CentreTelling.Again.SOON);
                });
        return mine;
    }

    /** Unless something has changed since, and it is to ring for that. */
    private void rest(String approval, Instant again, boolean notForEver) {
        shelf.transactions().write(c -> {
            if (alarms.due(c, ApprovalDesk.CENTRE, approval)
                    .filter(again::equals)
                    .isEmpty()) {
                return null;
            }
            if (notForEver) {
                alarms.set(c, ApprovalDesk.CENTRE, approval, again.plus(RARELY));
            } else {
                alarms.cancel(c, ApprovalDesk.CENTRE, approval);
            }
            return null;
        });
    }

    private Matter matter(Approval approval, Centres.Account centre, String address, Instant now) {
        Chain chain = desk.approvers();
        Roster roster = chain.duty().roster();
        List<Voice> voices = new ArrayList<>();
        for (Approval.Step step : approval.steps()) {
            step.said().ifPresent(said -> centre.ids(roster, said.person())
                    .ifPresent(ids -> voices.add(voice(approval, step, said, ids))));
        }
        if (approval.state() == Approval.State.WAITING) {
            approval.turn().ifPresent(step -> {
                for (Approver approver : chain.of(approval, step)) {
                    String person = approver.person().id();
                    centre.ids(roster, person)
                            .ifPresent(ids -> voices.add(new Voice(
                                    step.number() + "-" + person,
                                    ids,
                                    ApprovalCentre.State.WAITING,
                                    approval.turnSince(),
                                    Optional.empty())));
                }
            });
        }
        return new Matter(
                approval.id(),
                approval.request().title().zh(),
                approval.request().by().name(),
                approval.maker().flatMap(maker -> centre.ids(roster, maker)).orElse(List.of()),
                address + "/#/approvals?id=" + approval.id(),
                state(approval.state()),
                approval.madeAt(),
                approval.endedAt(),
                now,
                voices);
    }

    private static Voice voice(Approval approval, Approval.Step step, Said said, List<String> ids) {
        return new Voice(
                step.number() + "-" + said.person(),
                ids,
                said.verdict() == Verdict.APPROVED ? ApprovalCentre.State.APPROVED : ApprovalCentre.State.REFUSED,
                approval.madeAt(),
                Optional.of(said.at()));
    }

    private static ApprovalCentre.State state(Approval.State state) {
        return switch (state) {
            case WAITING -> ApprovalCentre.State.WAITING;
            case APPROVED -> ApprovalCentre.State.APPROVED;
            case REFUSED -> ApprovalCentre.State.REFUSED;
            case EXPIRED, OVERTAKEN -> ApprovalCentre.State.WITHDRAWN;
        };
    }
}
