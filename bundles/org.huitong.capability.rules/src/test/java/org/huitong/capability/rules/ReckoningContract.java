// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageKey;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.capability.rules.Reckoning.Figures;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Outcome;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** How well rules are said to do, on every database. */
interface ReckoningContract {
    Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    LocalDate TODAY = LocalDate.parse("2026-11-22");

    Tables tables();

    @Test
    default void countsWhatFiresAndWhatWouldHaveInShadow() {
        EditedShelf<Long, Rule> shelf = RuleKeeper.shelf(tables().entities(), () -> AT, new HeardAudit());
        RuleKeeper keeper = new RuleKeeper(shelf);
        try {
            Outcome.Done<Rule> shadow = (Outcome.Done<Rule>) shelf.add(shadow(), new Doer("anna", "anna"));
            keeper.stage().renew(shadow.version(), Duration.ofSeconds(20));
            RuleReckoner reckoner = new RuleReckoner(keeper, new TestClock(AT));
            Mark approval = Mark.of(Mark.Kind.RULE, "审批");
            tables().transactions().write(c -> {
                reckoner.read(
                        List.of(
                                said(1, 1, Liveness.LIVE, "请审批今天的发货", approval),
                                said(2, 1, Liveness.LATE, "发货了"),
                                said(3, 2, Liveness.LIVE, "发货了", approval),
                                said(4, 1, Liveness.REPLAYED, "发货了", approval)),
                        c);
                return null;
            });
            long id = shadow.item().id();
            assertThat(figures()).containsEntry(2L, new Figures(1, 0, 0)).containsEntry(id, new Figures(0, 2, 0));
            assertThat(samples(id))
                    .containsExactly(message(2, "").id(), message(1, "").id());
        } finally {
            keeper.close();
        }
    }

    @Test
    default void whatIsCalledWrongCountsOnceForAMessageAndCanBeTakenBack() {
        Message one = message(1, "发货");
        Message other = message(2, "发货");
        tables().transactions().write(c -> {
            Reckoning.count(c, 7, TODAY, 3, 0);
            Reckoning.count(c, 7, TODAY, 1, 0);
            Reckoning.wrong(c, 7, one.id(), "anna", AT);
            Reckoning.wrong(c, 7, one.id(), "anna", AT);
            Reckoning.wrong(c, 7, one.id(), "bob", AT);
            Reckoning.wrong(c, 7, other.id(), "bob", AT);
            return null;
        });
        assertThat(figures()).isEqualTo(Map.of(7L, new Figures(4, 0, 2)));
        assertThat(figures().get(7L).precision()).isEqualTo(0.5);
        boolean back = tables().transactions().write(c -> Reckoning.right(c, 7, other.id(), "bob"));
        boolean again = tables().transactions().write(c -> Reckoning.right(c, 7, other.id(), "bob"));
        assertThat(back).isTrue();
        assertThat(again).as("what was not said").isFalse();
        assertThat(figures().get(7L).precision()).isEqualTo(0.75);
        List<Long> annas = tables().transactions().read(c -> Reckoning.calledWrong(c, one.id(), "anna"));
        assertThat(annas).containsExactly(7L);
    }

    @Test
    default void keepsTheNewestSamplesAlone() {
        List<String> newest = new ArrayList<>();
        tables().transactions().write(c -> {
            for (int seq = 1; seq <= Reckoning.MOST_SAMPLES + 5; seq++) {
                Reckoning.sample(c, 7, seq, message(seq, "").id());
                newest.add(0, message(seq, "").id().value());
            }
            return null;
        });
        assertThat(samples(7))
                .extracting(id -> id.value())
                .containsExactlyElementsOf(newest.subList(0, Reckoning.MOST_SAMPLES));
    }

    @Test
    default void aDryRunSaysWhatWouldHaveComeOfIt() {
        DryRun run = new DryRun(shadow(), Duration.ofDays(2));
        run.look(message(1, "").id(), message(1, "今天发货"));
        run.look(message(2, "").id(), message(2, "未发货"));
        run.look(message(3, "").id(), message(3, "早"));
        assertThat(run.words(true).zh()).isEqualTo("您可读的 3 条消息中会命中 1 条（33.3%），平均每天 0.5 条；其中高优先级每天 0.5 条，由通知规则决定告知哪些人。");
        assertThat(run.json())
                .isEqualTo("{\"looked\":3,\"hits\":1,\"urgent\":1,\"samples\":[\""
                        + message(1, "").id().value() + "\"]}");
    }

    private List<MessageId> samples(long rule) {
        return tables().transactions().read(c -> Reckoning.samples(c, rule));
    }

    private Map<Long, Figures> figures() {
        return tables().transactions().read(c -> Reckoning.since(c, TODAY.minusDays(29), AT.minusSeconds(86_400)));
    }

    private static Rule shadow() {
        return new Rule(
                0,
                0,
                "发货",
                List.of("发货"),
                List.of("未发货"),
                Optional.of(Priority.HIGH),
                List.of("物流"),
                Set.of(),
                Set.of(),
                true,
                "",
                true);
    }

    private static Message message(int number, String text) {
        Message any = RuleBookTest.message(text);
        return new Message(
                new MessageKey("dingtalk", "corp", "m" + number),
                any.account(),
                any.conversation(),
                any.sender(),
                any.content(),
                AT,
                number,
                "{}");
    }

    private static Entry.Said said(int seq, int version, Liveness liveness, String text, Mark... marks) {
        return new Entry.Said(seq, seq, liveness, message(seq, text), version, false, AT, List.of(), Set.of(marks));
    }
}
