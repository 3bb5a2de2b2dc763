// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
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

/**
 * Where a message gets its departments, project and company: keeps what is written down about rooms on a shelf, and
 * offers the book of what is in force as a stage.
 */
@Component(service = RoomKeeper.class, immediate = true)
public final class RoomKeeper {
    private static final String NAME = "rooms";
    private static final Minutes<Line> MINUTES =
            new Minutes<>(RoomsResource.WRITE, line -> Thing.of("room", Long.toString(line.id())), RoomKeeper::told);
    private static final String OF_PLATFORM =
            """
            select l from LineEntity l where l.gone = false and l.platform = :platform and l.version =
              (select max(m.version) from LineEntity m where m.id = l.id)""";
    private static final Form<Long, Line, LineEntity> FORM = Form.of(
                    Line::id, Line::version, Line::as, RoomKeeper::named)
            .in(LineEntity.class, LineEntity::of, LineEntity::line, LineEntity::gone)
            .unless(RoomKeeper::isPlaceTaken);

    private final EditedShelf<Long, Line> lines;
    private final EditedStage<RoomBook> stage;

    @Activate
    public RoomKeeper(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock,
            BundleContext context) {
        lines = shelf(new Entities(transactions, entities), clock, audit);
        stage = EditedStage.offered(NAME, () -> lines.newest().edition(RoomKeeper::book), context);
    }

    RoomKeeper(EditedShelf<Long, Line> lines) {
        this.lines = lines;
        stage = EditedStage.unoffered(NAME, () -> lines.newest().edition(RoomKeeper::book));
    }

    static EditedShelf<Long, Line> shelf(Entities entities, InstantSource clock, Audit audit) {
        return new EditedShelf<>(entities, EditedSet.numbered(NAME, FORM, clock), audit, MINUTES);
    }

    /** No two lines in force are about one place. */
    private static boolean isPlaceTaken(EntityManager entities, Line line) {
        return entities.createQuery(OF_PLATFORM, LineEntity.class)
                .setParameter("platform", line.place().platform())
                .getResultStream()
                .map(LineEntity::line)
                .anyMatch(other -> other.id() != line.id() && other.place().equals(line.place()));
    }

    private static String named(Line line) {
        return line.place().toString();
    }

    /** A part on each line, as people compare it. */
    private static String told(Line line) {
        return String.join(
                "\n",
                line.place().toString(),
                "departments " + String.join(" ", line.departments()),
                "project " + line.project().orElse("-"),
                "company " + line.company().orElse("-"));
    }

    static RoomBook book(Snapshot<Line> lines) {
        return new RoomBook(lines.word(), lines.items());
    }

    @Deactivate
    void close() {
        stage.close();
    }

    EditedShelf<Long, Line> lines() {
        return lines;
    }

    EditedStage<RoomBook> stage() {
        return stage;
    }
}
