// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.kit.edition.EditedSet;
import org.huitong.kit.edition.EditedShelf;
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

    private final EditedShelf<Long, Rule> rules;
    private final EditedStage<RuleBook> stage;

    @Activate
    public RuleKeeper(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            BundleContext context) {
        rules = shelf(new Entities(transactions, entities), InstantSource.system());
        stage = EditedStage.offered(NAME, () -> rules.newest().edition(RuleKeeper::book), context);
    }

    RuleKeeper(EditedShelf<Long, Rule> rules) {
        this.rules = rules;
        stage = EditedStage.unoffered(NAME, () -> rules.newest().edition(RuleKeeper::book));
    }

    static EditedShelf<Long, Rule> shelf(Entities entities, InstantSource clock) {
        return new EditedShelf<>(entities, EditedSet.numbered(NAME, new RuleForm(), clock));
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
