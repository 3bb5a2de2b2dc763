// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.huitong.api.operation.Check.Result;
import org.huitong.capability.monitor.gauge.Picture.Health;
import org.huitong.capability.monitor.report.SelfCheck.Grade;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    @Test
    void judgesWhatTheHubKnowsAndLeavesTheRestToTheCustomer() {
        List<Health> checks = List.of(
                new Health("second-factor", Result.up("This hub can be reached and no second factor is asked for")),
                new Health("duties", Result.up("Managing, security and audit lie in different hands.")),
                new Health("leavers", Result.degraded("People who have left can log in")),
                new Health("audit", Result.up("Linked up to entry 7")),
                new Health("vault", Result.down("no keys")));
        assertThat(SelfCheck.of(checks, OptionalDouble.of(NOW.plusSeconds(60).getEpochSecond()), NOW))
                .extracting(SelfCheck.Line::grade)
                .containsExactly(
                        Grade.NOT_MET,
                        Grade.MET,
                        Grade.NOT_MET,
                        Grade.UNKNOWN,
                        Grade.MET,
                        Grade.NOT_MET,
                        Grade.UNKNOWN,
                        Grade.MET,
                        Grade.CUSTOMER,
                        Grade.CUSTOMER,
                        Grade.CUSTOMER,
                        Grade.CUSTOMER);
    }

    @Test
    void aCertificateThatHasEndedOrIsNotThereProtectsNothing() {
        for (OptionalDouble end : List.of(OptionalDouble.empty(), OptionalDouble.of(NOW.getEpochSecond() - 1.0))) {
            assertThat(SelfCheck.of(List.of(), end, NOW))
                    .filteredOn(line -> line.item().en().contains("HTTPS"))
                    .extracting(SelfCheck.Line::grade)
                    .containsExactly(Grade.NOT_MET);
        }
    }
}
