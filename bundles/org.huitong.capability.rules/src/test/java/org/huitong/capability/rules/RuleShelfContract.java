// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.kit.edition.Change;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.edition.Snapshot;
import org.huitong.kit.stage.EditedStage;
import org.huitong.testkit.HeardAudit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shelf keeps to, whatever the database. */
interface RuleShelfContract {
    Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    Tables tables();

    private EditedShelf<Long, Rule> shelf() {
        return RuleKeeper.shelf(tables().entities(), () -> NOW, new HeardAudit());
    }

    @BeforeEach
    default void begin() {
        tables().begin();
    }

    @Test
    default void aNewHubHasSensibleRules() {
        Snapshot<Rule> set = shelf().newest();
        assertThat(set.word()).isEqualTo("rules-1");
        RuleBook book = RuleKeeper.book(set);
        assertThat(marks(book, "這件事很緊急")).contains(Priority.HIGH.mark());
        assertThat(marks(book, "这件事不紧急")).doesNotContain(Priority.HIGH.mark());
        assertThat(marks(book, "请审批")).contains(Mark.of(Mark.Kind.TAG, "审批"));
        assertThat(marks(book, "无需审批")).isEmpty();
        assertThat(marks(book, "收到客户投诉"))
                .contains(Priority.HIGH.mark(), Mark.of(Mark.Kind.TAG, "投诉"), Mark.of(Mark.Kind.RULE, "客户投诉"));
        assertThat(marks(book, "请更新客户端")).isEmpty();
        assertThat(marks(book, "这项目标很高")).isEmpty();
        assertThat(marks(book, "中午吃什么")).isEmpty();
    }

    @Test
    default void keepsEverythingThatARuleSays() {
        Rule rule = new Rule(
                0,
                0,
                "发货",
                List.of("发货", "装车", "ship it"),
                List.of("未发货"),
                Optional.of(Priority.LOW),
                List.of("物流", "发货"),
                Set.of("wecom", "feishu"),
                Set.of(MessageType.TEXT, MessageType.CARD),
                false,
                "第一行\n第二行",
                true);
        Outcome.Done<Rule> done = (Outcome.Done<Rule>) shelf().add(rule, by("anna"));
        assertThat(done.item()).isEqualTo(rule.as(done.item().id(), 2));
        assertThat(shelf().item(done.item().id())).contains(done.item());
        assertThat(shelf().newest().items()).contains(done.item());
    }

    @Test
    default void everyChangeMakesAVersionAndOldOnesStay() {
        long id = added("发货", "发货");
        Rule seen = shelf().item(id).orElseThrow();
        assertThat(shelf().replace(
                                RuleBookTest.rule(id, "发货", List.of("装车"), List.of())
                                        .as(id, seen.version()),
                                by("bob")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(shelf().remove(id, by("carl"))).isInstanceOf(Outcome.Done.class);

        assertThat(shelf().newest().word()).isEqualTo("rules-4");
        assertThat(keywords(1, id)).isEmpty();
        assertThat(keywords(2, id)).containsExactly("发货");
        assertThat(keywords(3, id)).containsExactly("装车");
        assertThat(keywords(4, id)).isEmpty();
        assertThat(shelf().version(5)).isEmpty();
        assertThat(shelf().changes(3))
                .containsExactly(
                        new Change(4, "rules-4", NOW, "carl", "− 发货"),
                        new Change(3, "rules-3", NOW, "bob", "± 发货"),
                        new Change(2, "rules-2", NOW, "anna", "+ 发货"));
    }

    @Test
    default void anIdIsNeverUsedAgain() {
        long id = added("一", "一");
        shelf().remove(id, by("anna"));
        assertThat(added("二", "二")).isGreaterThan(id);
    }

    @Test
    default void namesAreUniqueAmongLivingRules() {
        long id = added("Ship", "发货");
        assertThat(shelf().add(RuleBookTest.rule(0, "ship", List.of("a"), List.of()), by("bob")))
                .isInstanceOf(Outcome.Taken.class);
        assertThat(shelf().newest().version()).isEqualTo(2);
        shelf().remove(id, by("bob"));
        assertThat(shelf().add(RuleBookTest.rule(0, "ship", List.of("a"), List.of()), by("bob")))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    default void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
        long id = added("发货", "发货");
        Rule seen = shelf().item(id).orElseThrow();
        shelf().replace(seen.as(id, 0), by("bob"));
        assertThat(shelf().replace(seen, by("anna"))).isInstanceOf(Outcome.Changed.class);
        assertThat(shelf().replace(RuleBookTest.rule(999, "x", List.of("x"), List.of()), by("anna")))
                .isInstanceOf(Outcome.Missing.class);
        assertThat(shelf().remove(999L, by("anna"))).isInstanceOf(Outcome.Missing.class);
    }

    @Test
    default void theStageRefusesUntilItsBookIsReadAndThenFollowsChanges() {
        RuleKeeper keeper = new RuleKeeper(shelf());
        EditedStage<RuleBook> stage = keeper.stage();
        try {
            assertThat(stage.renew(1, Duration.ofSeconds(20))).isTrue();
            assertThat(stage.judge().snapshot()).isEqualTo("rules-1");
            Outcome.Done<Rule> done =
                    (Outcome.Done<Rule>) shelf().add(RuleBookTest.rule(0, "发货", List.of("发货"), List.of()), by("anna"));
            assertThat(stage.renew(done.version(), Duration.ofSeconds(20))).isTrue();
            assertThat(stage.judge().judge(RuleBookTest.message("今天发货"))).contains(Mark.of(Mark.Kind.RULE, "发货"));
        } finally {
            keeper.close();
        }
    }

    @Test
    default void aStageWithoutItsRulesJudgesNothing() {
        tables().closeEntities();
        RuleKeeper keeper = new RuleKeeper(shelf());
        EditedStage<RuleBook> stage = keeper.stage();
        try {
            assertThatThrownBy(stage::judge).isInstanceOf(IllegalStateException.class);
            assertThat(stage.renew(1, Duration.ofMillis(1))).isFalse();
        } finally {
            keeper.close();
        }
    }

    @Test
    default void aHundredThousandKeywordsFitIntoOneRule() {
        List<String> many = IntStream.range(0, 100_000).mapToObj(i -> "词" + i).toList();
        Outcome.Done<Rule> done =
                (Outcome.Done<Rule>) shelf().add(RuleBookTest.rule(0, "many", many, List.of()), by("anna"));
        assertThat(shelf().item(done.item().id()).orElseThrow().keywords()).isEqualTo(many);
    }

    private long added(String name, String keyword) {
        return ((Outcome.Done<Rule>) shelf().add(RuleBookTest.rule(0, name, List.of(keyword), List.of()), by("anna")))
                .item()
                .id();
    }

    private List<String> keywords(int version, long id) {
        return shelf().version(version).orElseThrow().items().stream()
                .filter(r -> r.id() == id)
                .flatMap(r -> r.keywords().stream())
                .toList();
    }

    private static Set<Mark> marks(RuleBook book, String text) {
        return book.judge(RuleBookTest.message(text));
    }

    private static Doer by(String account) {
        return new Doer(account, account);
    }
}
