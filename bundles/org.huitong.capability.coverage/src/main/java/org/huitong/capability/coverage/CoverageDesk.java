// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Sign;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Puts together what accounts say of themselves, and what came of it. */
@Component(service = CoverageDesk.class)
public final class CoverageDesk {
    private final Transactions transactions;
    private final Clock clock;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConnectorBoard board;

    @Activate
    public CoverageDesk(
            @Reference Transactions transactions,
            @Reference(target = "(schema=coverage)") Schema tables,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    CoverageDesk(Transactions transactions, Clock clock, ConnectorBoard board) {
        this.transactions = transactions;
        this.clock = clock;
        this.board = board;
    }

    Instant now() {
        return clock.instant();
    }

    /** By platform and account. */
    List<AccountOutlook> accounts() {
        Instant now = clock.instant();
        Map<List<String>, Map<Sign, Seen>> came = transactions.read(CoverageShelf::signs);
        return standings().stream()
                .sorted(Comparator.comparing(Standing::platform).thenComparing(Standing::account))
                .map(standing -> AccountOutlook.of(
                        standing, came.getOrDefault(List.of(standing.platform(), standing.account()), Map.of()), now))
                .toList();
    }

    /** The groups of an account, the one with the newest message first; empty where there is no such account. */
    Optional<List<RoomOutlook>> rooms(String platform, String account) {
        Instant now = clock.instant();
        return standings().stream()
                .filter(standing -> standing.platform().equals(platform)
                        && standing.account().equals(account))
                .findFirst()
                .map(standing -> {
                    List<Profile.Sight> sights =
                            standing.profile().map(Profile::sights).orElse(List.of());
                    return transactions.read(connection -> CoverageShelf.rooms(connection, platform, account)).stream()
                            .map(room -> RoomOutlook.of(room, sights, now))
                            .sorted(Comparator.comparing(
                                            (RoomOutlook one) -> one.room().lastAt())
                                    .reversed())
                            .toList();
                });
    }

    private List<Standing> standings() {
        ConnectorBoard present = board;
        if (present == null) {
            throw new Problem(
                    503,
                    "not-there",
                    LocalText.of("连接器状态还没有就绪，请稍后再试。", "The connector board is not up. Try again in a moment."));
        }
        return present.standings();
    }
}
