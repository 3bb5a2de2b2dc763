// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import jakarta.persistence.EntityManagerFactory;
import java.util.stream.Collectors;
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

/** Keeps the chains, in versions, and has those of now at hand. */
@Component(service = ChainKeeper.class)
public final class ChainKeeper {
    private static final String NAME = "fallback";
    private static final Form<Long, Chain, ChainEntity> FORM = Form.of(
                    Chain::id, Chain::version, Chain::as, Chain::name)
            .in(ChainEntity.class, ChainEntity::of, ChainEntity::chain, ChainEntity::gone);

    private final EditedShelf<Long, Chain> shelf;
    private final InForce<Chain> inForce;

    @Activate
    public ChainKeeper(
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
                        FallbackPage.CHANGE,
                        chain -> new Thing("fallback-chain", Long.toString(chain.id()), chain.name()),
                        ChainKeeper::told));
        inForce = new InForce<>(shelf, ticks);
    }

    @Deactivate
    void close() {
        inForce.close();
    }

    EditedShelf<Long, Chain> shelf() {
        return shelf;
    }

    /** A part on each line, as people compare it. */
    private static String told(Chain chain) {
        return String.join(
                "\n",
                chain.name() + (chain.on() ? "" : " -"),
                chain.urgent() ? "urgent" : "all",
                "company " + chain.company().orElse("-"),
                "ways "
                        + chain.ways().stream()
                                .map(way -> way.platform() + " " + way.price())
                                .collect(Collectors.joining(", ")),
                "after " + chain.after(),
                "budget " + chain.budget());
    }

    Snapshot<Chain> inForce() {
        return inForce.now();
    }

    void renew() {
        inForce.renew();
    }
}
