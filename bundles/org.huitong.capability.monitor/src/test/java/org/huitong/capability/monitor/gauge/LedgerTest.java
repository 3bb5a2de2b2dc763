// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.Test;

/** What an account asked its platform for after calls had failed stands beside what it brought. */
class LedgerTest {
    private static final Instant PROCESS = Instant.parse("2026-11-30T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    private final DerbyStore store = new DerbyStore().migrate("monitor");

    @Test
    void whatWasAskedBackIsCountedWhereItIsAsked() {
        minute("sales", 10, OptionalLong.of(0));
        minute("sales", 14, OptionalLong.of(3));
        minute("sales", 15, OptionalLong.of(4));
        minute("robot", 5, OptionalLong.empty());
        List<Ledger.Line> lines = store.read(connection -> Ledger.of(connection, DAY));
        assertThat(lines)
                .extracting(
                        Ledger.Line::account,
                        Ledger.Line::asked,
                        line -> line.counted().askedBack(),
                        line -> line.counted().taken())
                .containsExactly(tuple("dingtalk/robot", false, 0L, 5L), tuple("dingtalk/sales", true, 4L, 15L));
    }

    private void minute(String account, long messages, OptionalLong askedBack) {
        Standing standing = new Standing(
                "dingtalk",
                account,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                messages,
                0,
                0,
                Map.of(),
                Optional.empty(),
                askedBack);
        store.write(connection -> Ledger.add(
                connection, new Ledger.Minute(PROCESS.plusSeconds(60), DAY), PROCESS, standing, false, false));
    }
}
