// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.text.LocalText;
import org.huitong.kit.edition.Snapshot;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《消息处理规则文档》: every rule of the newest version, in the words that people use. */
@Component(service = Document.class)
@DocumentName(document = "rules", document_permission = RulesResource.READ)
public final class RulesDocument implements Document {
    /** What fits into a cell that is still read; how many there are stands beside it. */
    private static final int MOST_WORDS = 200;

    private static final LocalText ALL = LocalText.of("全部", "All");
    private static final List<Column> COLUMNS = List.of(
            Column.text("name", LocalText.of("规则名称", "Rule")),
            Column.number("keyword-count", LocalText.of("关键词数", "Number of keywords"))
                    .withSum(),
            Column.text("keywords", LocalText.of("关键词", "Keywords")),
            Column.text("exceptions", LocalText.of("例外", "Exceptions")),
            Column.text("priority", LocalText.of("优先级", "Priority")),
            Column.text("tags", LocalText.of("标签", "Tags")),
            Column.text("platforms", LocalText.of("适用平台", "Platforms")),
            Column.text("types", LocalText.of("消息类型", "Types of message")),
            Column.text("state", LocalText.of("状态", "State")),
            Column.text("version", LocalText.of("版本", "Version")),
            Column.text("note", LocalText.of("备注", "Note")));

    private final RuleKeeper keeper;
    private final Clock clock;

    @Activate
    public RulesDocument(@Reference RuleKeeper keeper, @Reference Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return LocalText.of("消息处理规则文档", "Rules for messages");
    }

    @Override
    public Report report(Asker asker, Period period) {
        return of(keeper.rules().newest(), title(), clock.instant()).signedFor(asker);
    }

    static Report of(Snapshot<Rule> set, LocalText title, Instant asOf) {
        Rows rows = taker -> {
            for (Rule rule : set.items()) {
                if (!taker.take(row(rule))) {
                    return;
                }
            }
        };
        return Report.of(title, asOf, COLUMNS, rows)
                .about(LocalText.of("规则版本 " + set.word(), "Version " + set.word()))
                .withNote(LocalText.of(
                        "消息中出现任一关键词即获得该规则的优先级和标签；例外之处的关键词不计。停用的规则不起作用；" + "试运行的规则只统计命中，不给出优先级和标签。",
                        "A message in which one of the keywords stands gets the rule's priority and tags; a keyword in an"
                                + " exception does not count. A rule that is off does nothing; one on trial is only"
                                + " counted and gives neither priority nor tags."));
    }

    private static List<Cell> row(Rule rule) {
        return List.of(
                Cell.text(rule.name()),
                Cell.number(rule.keywords().size()),
                words(rule.keywords()),
                words(rule.exceptions()),
                Cell.maybe(rule.priority(), priority -> Cell.words(priority.label())),
                Cell.text(String.join("、", rule.tags())),
                names(rule.platforms().stream().sorted().toList(), RuleWords::ofPlatform),
                names(rule.types().stream().sorted().toList(), RuleWords::of),
                Cell.words(state(rule)),
                Cell.text("rules-" + rule.version()),
                Cell.text(rule.note()));
    }

    private static LocalText state(Rule rule) {
        if (!rule.enabled()) {
            return LocalText.of("停用", "Off");
        }
        return rule.shadow() ? LocalText.of("试运行（不生效）", "On trial (without effect)") : LocalText.of("启用", "On");
    }

    private static Cell words(List<String> words) {
        String first = words.stream().limit(MOST_WORDS).collect(Collectors.joining("、"));
        if (words.size() <= MOST_WORDS) {
            return Cell.text(first);
        }
        return Cell.words(
                LocalText.of(first + " 等 " + words.size() + " 个", first + " and more, " + words.size() + " in all"));
    }

    private static <T> Cell names(Collection<T> things, Function<T, LocalText> name) {
        if (things.isEmpty()) {
            return Cell.words(ALL);
        }
        List<LocalText> names = things.stream().map(name).toList();
        return Cell.words(LocalText.of(
                names.stream().map(LocalText::zh).collect(Collectors.joining("、")),
                names.stream().map(LocalText::en).collect(Collectors.joining(", "))));
    }
}
