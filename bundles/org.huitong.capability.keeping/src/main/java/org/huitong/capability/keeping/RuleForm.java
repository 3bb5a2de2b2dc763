// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.persistence.EntityManager;
import org.huitong.kit.edition.Form;

/** Rules as rows. No two rules in force have one name. */
final class RuleForm implements Form<Long, Rule, RuleEntity> {
    private static final String OF_NAME =
            """
            select count(r) from RuleEntity r where r.gone = false and r.name = :name and r.id <> :id and r.version =
              (select max(s.version) from RuleEntity s where s.id = r.id)""";

    @Override
    public Class<RuleEntity> rows() {
        return RuleEntity.class;
    }

    @Override
    public Long id(Rule rule) {
        return rule.id();
    }

    @Override
    public int version(Rule rule) {
        return rule.version();
    }

    @Override
    public Rule as(Rule rule, Long id, int version) {
        return rule.as(id, version);
    }

    @Override
    public RuleEntity row(Rule rule, boolean gone) {
        return RuleEntity.of(rule, gone);
    }

    @Override
    public Rule item(RuleEntity row) {
        return row.rule();
    }

    @Override
    public boolean gone(RuleEntity row) {
        return row.gone();
    }

    @Override
    public String told(Rule rule) {
        return rule.name();
    }

    @Override
    public boolean taken(EntityManager entities, Rule rule) {
        return entities.createQuery(OF_NAME, Long.class)
                        .setParameter("name", rule.name())
                        .setParameter("id", rule.id())
                        .getSingleResult()
                > 0;
    }
}
