// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.connector.ApprovalCentre;
import org.huitong.api.connector.ApprovalCentre.Matter;
import org.huitong.api.connector.ApprovalCentre.Voice;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
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

    private static final LocalText AWAY = LocalText.of("这个账号现在不提供审批中心", "the account offers no approval centre now");

    private final ApprovalDesk desk;
    private final ApprovalShelf shelf;
    private final Centres centres;
    private final Errands errands;
    private final Alarms alarms;

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
        List<Telling> tellings = open.stream()
                .map(account -> new Telling(account, matter(approval, account.platform(), address.get(), ring.now())))
                .toList();
        shelf.transactions().afterwards(transaction, () -> tell(approval.id(), tellings, again));
        return new After.Again(again);
    }

    private static boolean isLongOver(Approval approval, Instant now) {
        return approval.endedAt().filter(end -> now.isAfter(end.plus(LONGEST))).isPresent();
    }

    private record Telling(Centres.Account account, Matter matter) {}

    private void tell(String approval, List<Telling> tellings, Instant again) {
        List<CompletableFuture<Boolean>> told = tellings.stream()
                .map(telling -> errands.run(
                                telling.account().platform(),
                                telling.account().name(),
                                (Connector there, Trail trail) -> show(there, telling.matter(), trail))
                        .thenApply(ending -> known(telling, ending))
                        .exceptionally(outboxIsGone -> false)
                        .toCompletableFuture())
                .toList();
        CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).thenRun(() -> {
            if (told.stream().allMatch(CompletableFuture::join)) {
                rest(approval, again);
            }
        });
    }

    private static Step<Boolean> show(Connector there, Matter matter, Trail trail) {
        return there instanceof ApprovalCentre centre && centre.isCentre()
                ? centre.show(matter, trail)
                : Step.failed(Step.Failure.REFUSED, AWAY);
    }

    private static boolean known(Telling telling, Ending<Boolean> ending) {
        if (ending instanceof Ending.Failed<Boolean> failed) {
            LOG.warn(
                    "An approval centre does not take what it is told account={}/{} approval={} reason={}",
                    telling.account().platform(),
                    telling.account().name(),
                    telling.matter().id(),
                    failed.why().en());
        }
        return ending instanceof Ending.Done<Boolean>;
    }

    /** Unless something has changed since, and it is to ring for that. */
    private void rest(String approval, Instant again) {
        shelf.transactions().write(c -> {
            if (alarms.due(c, ApprovalDesk.CENTRE, approval)
                    .filter(again::equals)
                    .isPresent()) {
                alarms.cancel(c, ApprovalDesk.CENTRE, approval);
            }
            return null;
        });
    }

    private Matter matter(Approval approval, String platform, String address, Instant now) {
        Chain chain = desk.approvers();
        Roster roster = chain.duty().roster();
        List<Voice> voices = new ArrayList<>();
        for (Approval.Step step : approval.steps()) {
            step.said().ifPresent(said -> ids(roster, said.person(), platform)
                    .ifPresent(ids -> voices.add(voice(approval, step, said, ids))));
        }
        if (approval.state() == Approval.State.WAITING) {
            approval.turn().ifPresent(step -> {
                for (Approver approver : chain.of(approval, step)) {
                    String person = approver.person().id();
                    ids(roster, person, platform)
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
                approval.maker().flatMap(maker -> ids(roster, maker, platform)).orElse(List.of()),
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

    private static Optional<List<String>> ids(Roster roster, String person, String platform) {
        return roster.person(person).map(Person::accounts).flatMap(accounts -> accounts.stream()
                .filter(account -> account.platform().equals(platform))
                .map(PlatformAccount::ids)
                .findFirst());
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
