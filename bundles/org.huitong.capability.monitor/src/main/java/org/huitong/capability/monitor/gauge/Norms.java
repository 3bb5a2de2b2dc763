// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.capability.monitor.MonitorPage;
import org.huitong.kit.edition.Change;
import org.huitong.kit.edition.EditedSet;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Form;
import org.huitong.kit.edition.Minutes;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.entity.Entities;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is normal: as delivered, with what people changed of it. */
@Component(service = Norms.class)
public final class Norms {
    private static final String NAME = "monitor";
    private static final Minutes<Norm> MINUTES = new Minutes<>(
            MonitorPage.CHANGE, norm -> Thing.of("norm", norm.gauge().word()), Norms::told);
    /** A row for each gauge that differs from what was delivered. */
    private static final Form<String, Norm, NormEntity> FORM = Form.<String, Norm>of(
                    norm -> norm.gauge().word(), Norm::version, (norm, id, version) -> norm.as(version), Norms::named)
            .in(NormEntity.class, NormEntity::of, NormEntity::norm, NormEntity::gone);

    private final EditedShelf<String, Norm> changed;

    @Activate
    public Norms(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock) {
        this(new Entities(transactions, entities), audit, clock);
    }

    public Norms(Entities entities, Audit audit, InstantSource clock) {
        changed = new EditedShelf<>(entities, EditedSet.named(NAME, FORM, clock), audit, MINUTES);
    }

    /** One for every gauge. */
    public Map<Gauge, Norm> all() {
        Map<Gauge, Norm> all = new EnumMap<>(Gauge.class);
        for (Gauge gauge : Gauge.values()) {
            all.put(gauge, Norm.delivered(gauge));
        }
        changed.newest().items().forEach(norm -> all.put(norm.gauge(), norm));
        return all;
    }

    public Norm of(Gauge gauge) {
        return changed.item(gauge.word()).orElseGet(() -> Norm.delivered(gauge));
    }

    public List<Change> changes(int most) {
        return changed.changes(most);
    }

    /** @param norm with the version that its editor saw: 0 as delivered, so that it must not be there yet */
    public Outcome<Norm> set(Norm norm, Doer by) {
        return norm.version() == 0 ? changed.add(norm, by) : changed.replace(norm, by);
    }

    private static String named(Norm norm) {
        return norm.gauge().word() + " " + norm.limits().text(norm.gauge().unit());
    }

    /** A part on each line, as people compare it. */
    private static String told(Norm norm) {
        return String.join(
                "\n",
                "near " + norm.limits().near(),
                "norm " + norm.limits().norm(),
                "owner " + norm.owner(),
                "tell " + String.join(" ", norm.tell()));
    }
}
