// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import jakarta.persistence.EntityManagerFactory;
import java.util.TreeSet;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.kit.edition.EditedSet;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Form;
import org.huitong.kit.edition.InForce;
import org.huitong.kit.edition.Minutes;
import org.huitong.kit.edition.Snapshot;
import org.huitong.kit.entity.Entities;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules of who is told, in versions, and has those of now at hand. */
@Component(service = PushRuleKeeper.class)
public final class PushRuleKeeper {
    private static final String NAME = "attention";
    private static final Form<Long, PushRule, PushRuleEntity> FORM = Form.of(
                    PushRule::id, PushRule::version, PushRule::as, PushRule::name)
            .in(PushRuleEntity.class, PushRuleEntity::of, PushRuleEntity::rule, PushRuleEntity::gone);

    private final EditedShelf<Long, PushRule> shelf;
    private final InForce<PushRule> inForce;

    @Activate
    public PushRuleKeeper(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        shelf = new EditedShelf<>(
                new Entities(transactions, entities),
                EditedSet.numbered(NAME, FORM, clock),
                audit,
                new Minutes<>(
                        AttentionResource.WRITE,
                        rule -> new Thing("push-rule", Long.toString(rule.id()), rule.name()),
                        PushRuleKeeper::told));
        inForce = new InForce<>(shelf, ticks);
    }

    @Deactivate
    void close() {
        inForce.close();
    }

    EditedShelf<Long, PushRule> shelf() {
        return shelf;
    }

    /** A part on each line, as people compare it. */
    private static String told(PushRule rule) {
        return String.join(
                "\n",
                rule.name() + (rule.on() ? "" : " -"),
                "priority " + rule.priority().word(),
                "tags " + String.join(" ", new TreeSet<>(rule.tags())),
                "department " + rule.department().orElse("-"),
                "recipients " + rule.recipients(),
                "pause " + rule.pause() + " times " + rule.times());
    }

    Snapshot<PushRule> inForce() {
        return inForce.now();
    }

    void renew() {
        inForce.renew();
    }
}
