// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Priority;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.kit.edition.EditedSet;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Form;
import org.huitong.kit.edition.Minutes;
import org.huitong.kit.edition.Snapshot;
import org.huitong.kit.entity.Entities;
import org.huitong.kit.stage.EditedStage;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Where messages meet rules: keeps the rules on a shelf, and offers the book of those in force as a stage. */
@Component(service = RuleKeeper.class, immediate = true)
public final class RuleKeeper {
    private static final String NAME = "rules";
    private static final Minutes<Rule> MINUTES = new Minutes<>(
            RulesResource.WRITE, rule -> new Thing("rule", Long.toString(rule.id()), rule.name()), RuleKeeper::told);
    private static final String SAME_NAME =
            """
            select count(r) from RuleEntity r where r.gone = false and lower(r.name) = :name and r.id <> :id
              and r.version = (select max(s.version) from RuleEntity s where s.id = r.id)""";
    private static final Form<Long, Rule, RuleEntity> FORM = Form.of(Rule::id, Rule::version, Rule::as, Rule::name)
            .in(RuleEntity.class, RuleEntity::of, RuleEntity::rule, RuleEntity::gone)
            .unless(RuleKeeper::isNameTaken);

    private final EditedShelf<Long, Rule> rules;
    private final EditedStage<RuleBook> stage;

    @Activate
    public RuleKeeper(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock,
            BundleContext context) {
        rules = shelf(new Entities(transactions, entities), clock, audit);
        stage = EditedStage.offered(NAME, () -> rules.newest().edition(RuleKeeper::book), context);
    }

    RuleKeeper(EditedShelf<Long, Rule> rules) {
        this.rules = rules;
        stage = EditedStage.unoffered(NAME, () -> rules.newest().edition(RuleKeeper::book));
    }

    static EditedShelf<Long, Rule> shelf(Entities entities, InstantSource clock, Audit audit) {
        return new EditedShelf<>(entities, EditedSet.numbered(NAME, FORM, clock), audit, MINUTES);
    }

    /** No two rules in force have one name, whatever its case. */
    private static boolean isNameTaken(EntityManager entities, Rule rule) {
        return entities.createQuery(SAME_NAME, Long.class)
                        .setParameter("name", rule.name().toLowerCase(Locale.ROOT))
                        .setParameter("id", rule.id())
                        .getSingleResult()
                > 0;
    }

    /** A part on each line, as people compare it. */
    private static String told(Rule rule) {
        return String.join(
                "\n",
                rule.name() + (rule.enabled() ? "" : " -") + (rule.shadow() ? " (shadow)" : ""),
                "keywords " + String.join(" ", rule.keywords()),
                "exceptions " + String.join(" ", rule.exceptions()),
                "priority " + rule.priority().map(Priority::word).orElse("-"),
                "tags " + String.join(" ", rule.tags()),
                "platforms " + String.join(" ", new TreeSet<>(rule.platforms())),
                "types " + rule.types().stream().map(MessageType::word).sorted().collect(Collectors.joining(" ")));
    }

    static RuleBook book(Snapshot<Rule> rules) {
        return RuleBook.of(rules.word(), rules.items());
    }

    @Deactivate
    void close() {
        stage.close();
    }

    EditedShelf<Long, Rule> rules() {
        return rules;
    }

    EditedStage<RuleBook> stage() {
        return stage;
    }
}
