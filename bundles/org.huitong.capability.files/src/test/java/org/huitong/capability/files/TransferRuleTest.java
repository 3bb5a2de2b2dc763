// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.huitong.api.filter.Secrecy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a file, by the rules as delivered: a table. */
class TransferRuleTest {
    private final TransferRule rule = new TransferRule(
            Group.roster(),
            LocalDate.parse("2026-11-30"),
            (role, department) -> role.equals("executive") ? List.of("boss") : List.of());

    @ParameterizedTest(name = "{0} by {1} to {2}: {3}")
    @CsvSource({
        "public, li, zhao, goes",
        "public, '', zhao, goes",
        "internal, li, wang, goes",
        "internal, li, li, goes",
        "internal, li, room, goes",
        "internal, li, zhao, asks",
        "internal, li, boss, asks",
        "internal, '', wang, nobodys-account",
        "internal, li, gone, unknown-recipient",
        "internal, li, nobody, unknown-recipient",
        "internal, boss, zhao, goes",
        "secret, li, wang, asks",
        "secret, li, room, tier-stays",
        "secret, boss, zhao, goes",
        "secret, lone, wang, nobody-above",
        "public, lone, wang, goes",
        "confidential, li, wang, tier-not-yours",
        "confidential, head, wang, tier-not-yours",
        "confidential, '', wang, tier-not-yours",
        "confidential, boss, zhao, goes",
        "confidential, boss, room, tier-stays"
    })
    void theDeliveredRules(String tier, String sender, String to, String verdict) {
        Recipient recipient =
                to.equals("room") ? new Recipient.Room("wecom", "app", "wr1") : new Recipient.Somebody(to);
        TransferRule.Verdict judged = rule.judge(
                Tier.delivered(Secrecy.ofWord(tier).orElseThrow()),
                Optional.of(sender).filter(id -> !id.isEmpty()),
                List.of(new Recipient.Somebody(sender.isEmpty() ? "wang" : sender), recipient));
        String word = judged instanceof TransferRule.Verdict.Refused refused
                ? refused.word()
                : judged instanceof TransferRule.Verdict.Asks ? "asks" : "goes";
        assertThat(word).isEqualTo(verdict);
    }
}
