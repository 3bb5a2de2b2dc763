// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.account.Tally;

/**
 * What goes badly by an account that works: a connector that is slow against what its platform waits, or that refuses
 * more calls than it lets in. Measured over the last ten to twenty minutes, so that it is over when it is over.
 */
final class Strain {
    /** Of what the platform waits: so much for the connector alone leaves too little for a busy hour. */
    private static final int PART_OF_DEADLINE = 5;
    /** However long the platform waits: reading a call is no work. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final int FEWEST_CALLS = 3;
    /** Strangers and a key that is just being changed cost a few. */
    private static final int FEWEST_REFUSALS = 10;

    private Strain() {}

    static Optional<LocalText> of(ConnectedAccount account, Instant now) {
        return account.connector().isEmpty()
                ? Optional.empty()
                : slow(account, now).or(() -> refusing(account.tally(), now)).or(account::askingTrouble);
    }

    private static Optional<LocalText> slow(ConnectedAccount account, Instant now) {
        Duration part = account.deadline().dividedBy(PART_OF_DEADLINE);
        long most = Math.min(part.toMillis(), LONG.toMillis());
        return account.tally()
                .reading(now)
                .filter(reading -> reading.count() >= FEWEST_CALLS && reading.p50() >= most)
                .map(reading -> slow(reading, account.deadline()));
    }

    private static LocalText slow(ConnectorBoard.Delay reading, Duration deadline) {
        return LocalText.of(
                "连接器处理一次调用通常要 " + reading.p50() + " ms，平台最多等待 " + deadline.toMillis() + " ms；超过一半即作为死信，平台会重推",
                "its connector usually needs " + reading.p50() + " ms for a call, of " + deadline.toMillis()
                        + " ms that the platform waits; past half of that a call is a dead letter, and pushed again");
    }

    private static Optional<LocalText> refusing(Tally tally, Instant now) {
        long refused = tally.refusedLately(now);
        long accepted = tally.acceptedLately(now);
        if (refused < FEWEST_REFUSALS || refused <= accepted) {
            return Optional.empty();
        }
        LocalText why = tally.lastRefusal()
                .map(ConnectorBoard.Refused::detail)
                .orElseThrow(() -> new IllegalStateException("a refusal was counted and not kept"));
        return Optional.of(LocalText.of(
                "最近十几分钟拒绝了 " + refused + " 次调用，放行 " + accepted + " 次；最近一次的原因：" + why.zh(),
                "it refused " + refused + " calls in the last minutes and let " + accepted + " in; the last because: "
                        + why.en()));
    }
}
