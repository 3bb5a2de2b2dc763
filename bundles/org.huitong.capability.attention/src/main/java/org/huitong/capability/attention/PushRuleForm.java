// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import org.huitong.kit.edition.Form;

/** Rules as rows. */
final class PushRuleForm implements Form<Long, PushRule, PushRuleEntity> {
    @Override
    public Class<PushRuleEntity> rows() {
        return PushRuleEntity.class;
    }

    @Override
    public Long id(PushRule rule) {
        return rule.id();
    }

    @Override
    public int version(PushRule rule) {
        return rule.version();
    }

    @Override
    public PushRule as(PushRule rule, Long id, int version) {
        return rule.as(id, version);
    }

    @Override
    public PushRuleEntity row(PushRule rule, boolean gone) {
        return PushRuleEntity.of(rule, gone);
    }

    @Override
    public PushRule item(PushRuleEntity row) {
        return row.rule();
    }

    @Override
    public boolean gone(PushRuleEntity row) {
        return row.gone();
    }

    @Override
    public String told(PushRule rule) {
        return rule.name();
    }
}
