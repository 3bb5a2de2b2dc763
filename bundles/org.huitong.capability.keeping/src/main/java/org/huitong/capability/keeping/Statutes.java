// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Vault;
import org.huitong.kit.edition.EditedSet;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Form;
import org.huitong.kit.edition.Minutes;
import org.huitong.kit.entity.Entities;
import org.huitong.kit.filter.FilterJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is written down about keeping: the rules of retention and the holds, each in versions. */
@Component(service = Statutes.class)
public final class Statutes {
    private static final String NAME = "keeping";
    private static final String RULES = "keeping_rule";
    private static final String HOLDS = "keeping_hold";
    private static final String OF_NAME =
            """
            select count(r) from RuleEntity r where r.gone = false and r.name = :name and r.id <> :id and r.version =
              (select max(s.version) from RuleEntity s where s.id = r.id)""";
    private static final Form<Long, Rule, RuleEntity> RULE_ROWS = Form.of(Rule::id, Rule::version, Rule::as, Rule::name)
            .in(RuleEntity.class, RuleEntity::of, RuleEntity::rule, RuleEntity::gone)
            .unless(Statutes::isNameTaken);

    private final EditedShelf<Long, Rule> rules;
    private final EditedShelf<Long, Hold> holds;

    @Activate
    public Statutes(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            @Reference Vault vault,
            @Reference Audit audit,
            @Reference Clock clock) {
        Entities own = new Entities(transactions, entities);
        rules = new EditedShelf<>(
                own,
                EditedSet.numbered(RULES, RULE_ROWS, clock),
                audit,
                new Minutes<>(
                        KeepingPage.WRITE,
                        rule -> new Thing("retention-rule", Long.toString(rule.id()), rule.name()),
                        Statutes::told));
        holds = new EditedShelf<>(
                own,
                EditedSet.numbered(HOLDS, holdRows(vault), clock),
                audit,
                new Minutes<>(
                        KeepingPage.HOLD,
                        hold -> new Thing("hold", Long.toString(hold.id()), hold.name()),
                        Statutes::told));
    }

    /** No two rules in force have one name. */
    private static boolean isNameTaken(EntityManager entities, Rule rule) {
        return entities.createQuery(OF_NAME, Long.class)
                        .setParameter("name", rule.name())
                        .setParameter("id", rule.id())
                        .getSingleResult()
                > 0;
    }

    /** Two may have one name: two disputes are two holds. */
    private static Form<Long, Hold, HoldEntity> holdRows(Vault vault) {
        return Form.of(Hold::id, Hold::version, Hold::as, Hold::name)
                .in(
                        HoldEntity.class,
                        (hold, gone) -> HoldEntity.of(hold, gone, vault),
                        row -> row.hold(vault),
                        HoldEntity::gone);
    }

    /** A part on each line, as people compare it. */
    private static String told(Rule rule) {
        return String.join(
                "\n",
                rule.name(),
                "filter " + FilterJson.write(rule.filter()),
                "keep " + rule.keep(),
                "then " + rule.then().word(),
                "basis " + rule.basis());
    }

    /** The reason stays where it is sealed. */
    private static String told(Hold hold) {
        return String.join(
                "\n",
                hold.name(),
                "filter " + FilterJson.write(hold.filter()),
                "until " + hold.until().map(Object::toString).orElse("-"));
    }

    EditedShelf<Long, Rule> rules() {
        return rules;
    }

    EditedShelf<Long, Hold> holds() {
        return holds;
    }

    /** Which versions of both a plan was made of. */
    record Versions(int rules, int holds) {}

    /**
     * Whether rules and holds are what they were, and shall stay so until this transaction ends: whoever wants to change
     * them waits for it.
     */
    static boolean stay(Connection transaction, Versions seen) throws SQLException {
        return version(transaction, RULES) == seen.rules() && version(transaction, HOLDS) == seen.holds();
    }

    private static int version(Connection transaction, String set) throws SQLException {
        try (PreparedStatement lock = transaction.prepareStatement("UPDATE " + set + "_head SET version = version");
                PreparedStatement select = transaction.prepareStatement("SELECT version FROM " + set + "_head")) {
            lock.executeUpdate();
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
