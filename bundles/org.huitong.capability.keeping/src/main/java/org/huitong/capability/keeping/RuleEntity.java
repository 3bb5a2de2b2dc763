// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Period;
import org.huitong.kit.edition.NumberedKey;
import org.huitong.kit.filter.FilterJson;

/** A rule as it stands from one version on, until there is a row with the same id and a later version. */
@Entity
@IdClass(NumberedKey.class)
@Table(name = "keeping_rule")
public class RuleEntity {
    @Id
    private long id;

    @Id
    private int version;

    private boolean gone;
    private String name;
    private String filter;
    private String keep;
    private String outcome;
    private String basis;

    protected RuleEntity() {}

    static RuleEntity of(Rule rule, boolean gone) {
        RuleEntity entity = new RuleEntity();
        entity.id = rule.id();
        entity.version = rule.version();
        entity.gone = gone;
        entity.name = rule.name();
        entity.filter = FilterJson.write(rule.filter());
        entity.keep = rule.keep().toString();
        entity.outcome = rule.then().word();
        entity.basis = rule.basis();
        return entity;
    }

    Rule rule() {
        return new Rule(
                id,
                version,
                name,
                FilterText.kept(filter),
                Period.parse(keep),
                Rule.Then.ofWord(outcome).orElseThrow(),
                basis);
    }

    String name() {
        return name;
    }

    boolean gone() {
        return gone;
    }
}
