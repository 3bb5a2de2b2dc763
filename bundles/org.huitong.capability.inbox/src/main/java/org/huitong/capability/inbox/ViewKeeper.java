// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.util.List;
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
import org.huitong.kit.entity.Entities;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the views that people saved, in versions, and has those of now at hand: every open inbox asks for them. */
@Component(service = ViewKeeper.class)
public final class ViewKeeper {
    private static final String NAME = "inbox";
    private static final Form<Long, View, ViewEntity> FORM = Form.of(View::id, View::version, View::as, View::name)
            .in(ViewEntity.class, ViewEntity::of, ViewEntity::view, ViewEntity::gone);
    private static final Minutes<View> MINUTES = new Minutes<>(
            "views.change",
            view -> new Thing("view", Long.toString(view.id()), view.name()),
            view -> view.name() + (view.shared() ? "\nshared" : "\nown") + "\n"
                    + view.query().kept());

    private final EditedShelf<Long, View> shelf;
    private final InForce<View> inForce;

    @Activate
    public ViewKeeper(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        this(shelf(new Entities(transactions, entities), clock, audit), ticks);
    }

    ViewKeeper(EditedShelf<Long, View> shelf, Ticks ticks) {
        this.shelf = shelf;
        inForce = new InForce<>(shelf, ticks);
    }

    static EditedShelf<Long, View> shelf(Entities entities, InstantSource clock, Audit audit) {
        return new EditedShelf<>(entities, EditedSet.numbered(NAME, FORM, clock), audit, MINUTES);
    }

    @Deactivate
    void close() {
        inForce.close();
    }

    EditedShelf<Long, View> shelf() {
        return shelf;
    }

    List<View> views() {
        return inForce.now().items();
    }

    void renew() {
        inForce.renew();
    }
}
