// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Consents.Between;
import org.huitong.api.keeping.Admittance.Undecided;
import org.huitong.api.operation.ConnectorBoard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks anew, a portion every few minutes, what was asked a day ago or never, and once a day whom the record covers. */
@Component
@AlarmName(alarm = ConsentRound.NAME)
public final class ConsentRound implements Alarm {
    static final String NAME = "consent.round";
    private static final Logger LOG = LoggerFactory.getLogger(ConsentRound.class);
    private static final String ONCE = "round";
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final int AT_ONCE = 200;

    private final ConsentDesk desk;
    private final ConnectorBoard board;
    private final Clock clock;
    /** Whoever comes anew asks at once. */
    private volatile Instant coveredAt = Instant.EPOCH;

    @Activate
    public ConsentRound(
            @Reference ConsentDesk desk,
            @Reference ConnectorBoard board,
            @Reference Alarms alarms,
            @Reference Clock clock) {
        this.desk = desk;
        this.board = board;
        this.clock = clock;
        desk.transactions().write(connection -> {
            alarms.set(connection, NAME, ONCE, clock.instant().plus(FIRST));
            return null;
        });
    }

    /** Outside the transaction: it waits for platforms. What fails is asked again in the next round. */
    @Override
    public Alarm prepare(String key) {
        Instant old = clock.instant().minus(ConsentDesk.HOLDS);
        List<ConsentShelf.Known> due =
                desk.transactions().read(connection -> desk.shelf().askedBefore(connection, old, AT_ONCE));
        Map<List<String>, List<Between>> byAccount = new LinkedHashMap<>();
        due.forEach(one -> byAccount
                .computeIfAbsent(List.of(one.platform(), one.account()), account -> new ArrayList<>())
                .add(one.consent().whom()));
        byAccount.forEach((account, whom) ->
                attempt(account.get(0), account.get(1), () -> desk.ask(account.get(0), account.get(1), whom)));
        if (coveredAt.isBefore(old)) {
            coveredAt = clock.instant();
            board.standings().stream()
                    .filter(one -> desk.consents(one.platform(), one.account()).isPresent())
                    .forEach(one -> attempt(
                            one.platform(), one.account(), () -> desk.askCovered(one.platform(), one.account())));
        }
        return this;
    }

    private interface Question {
        void ask() throws Undecided, InterruptedException;
    }

    private static void attempt(String platform, String account, Question question) {
        try {
            question.ask();
        } catch (Undecided e) {
            LOG.info(
                    "A platform does not tell who agreed connector={}~{} reason={}", platform, account, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        return new After.Again(ring.now().plus(PAUSE));
    }
}
