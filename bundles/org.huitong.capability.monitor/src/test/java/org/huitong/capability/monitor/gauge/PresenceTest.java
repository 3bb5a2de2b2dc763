// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.Scene;
import org.huitong.capability.monitor.gauge.Presence.Kind;
import org.huitong.capability.monitor.report.Acceptance;
import org.huitong.capability.monitor.report.Acceptance.Verdict;
import org.junit.jupiter.api.Test;

/** What an account is to the sheet it is to its acceptance as well. */
class PresenceTest {
    private static final LocalText WRONG = LocalText.of("缺少 token", "the token is missing");

    @Test
    void whoeverWasPausedIsNeitherAwayNorRefusedItsAcceptance() {
        Standing away = Scene.account("sales", false, Map.of());
        assertThat(Presence.of(away).kind()).isEqualTo(Kind.AWAY);
        assertThat(configured(away)).isEqualTo(Verdict.FAILED);
        assertThat(figures(away)).containsExactly(0.0);

        Standing paused = with(away, true, Optional.of(WRONG), Optional.empty());
        assertThat(Presence.of(paused).kind()).isEqualTo(Kind.PAUSED);
        assertThat(configured(paused)).isEqualTo(Verdict.OPEN);
        assertThat(figures(paused)).isEmpty();
    }

    @Test
    void whatIsWrongKeepsMessagesOutAndStrainDoesNot() {
        Standing up = Scene.account("sales", true, Map.of());
        Standing wrong = with(up, false, Optional.of(WRONG), Optional.of(WRONG));
        assertThat(Presence.of(wrong)).isEqualTo(new Presence(Kind.AWAY, Optional.of(WRONG)));
        assertThat(configured(wrong)).isEqualTo(Verdict.FAILED);
        assertThat(figures(wrong)).containsExactly(0.0);

        Standing strained = with(up, false, Optional.empty(), Optional.of(WRONG));
        assertThat(Presence.of(strained).kind()).isEqualTo(Kind.STRAINED);
        assertThat(configured(strained)).isEqualTo(Verdict.PASSED);
        assertThat(figures(strained)).containsExactly(0.5);
    }

    private static Verdict configured(Standing account) {
        return Acceptance.of(account, Gauge.DELAY.limits()).get(0).verdict();
    }

    private static List<Double> figures(Standing account) {
        return Readings.of(Scene.quiet().with(account).picture(), Instant.EPOCH).stream()
                .filter(reading -> reading.gauge() == Gauge.CONNECTION)
                .map(Reading::value)
                .toList();
    }

    private static Standing with(
            Standing account, boolean paused, Optional<LocalText> problem, Optional<LocalText> strain) {
        return new Standing(
                account.platform(),
                account.account(),
                paused,
                account.profile(),
                problem,
                strain,
                account.lastCall(),
                account.lastMessage(),
                account.lastRefusal(),
                account.messages(),
                account.refused(),
                account.deadLetters(),
                account.delays(),
                account.line(),
                account.askedBack());
    }
}
