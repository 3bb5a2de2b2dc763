// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.store.Schema;
import org.huitong.capability.rooms.Line.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where it is kept whose rooms are. Nothing is overwritten: a change adds a version and one row for the line that it changes,
 * so every finding's snapshot can be looked up for ever.
 */
@Component(service = RoomShelf.class)
public final class RoomShelf {
    /** As the table has it. */
    private static final int LONGEST_CHANGE = 400;

    private static final String OF_VERSION =
            """
            select l from LineEntity l where l.gone = false and l.version =
              (select max(m.version) from LineEntity m where m.id = l.id and m.version <= :version)
            order by l.platform, l.id""";

    private static final String OF_CONVERSATIONS =
            """
            select l from LineEntity l where l.gone = false and l.platform = :platform and l.version =
              (select max(m.version) from LineEntity m where m.id = l.id)""";

    private final EntityManagerFactory entities;
    private final InstantSource clock;

    @Activate
    public RoomShelf(
            @Reference(target = "(osgi.unit.name=rooms)") EntityManagerFactory entities,
            @Reference(target = "(schema=rooms)") Schema tables) {
        this(entities, InstantSource.system());
    }

    RoomShelf(EntityManagerFactory entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** The set of now. */
    RoomSet newest() {
        return inTransaction(manager -> set(manager, version(manager)));
    }

    /** The set as it was; empty if there has been no such version. */
    Optional<RoomSet> version(int version) {
        return inTransaction(manager -> version != 0 && manager.find(VersionEntity.class, version) == null
                ? Optional.empty()
                : Optional.of(set(manager, version)));
    }

    /** The last changes, newest first. */
    List<RoomSet.Change> changes(int limit) {
        return inTransaction(manager -> manager.createQuery(
                        "select v from VersionEntity v order by v.version desc", VersionEntity.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(VersionEntity::change)
                .toList());
    }

    Optional<Line> line(long id) {
        return inTransaction(manager -> row(manager, id).map(LineEntity::line));
    }

    Outcome add(Line line, String by) {
        return change(by, "+ " + line.place(), manager -> {
            long last = manager.createQuery("select coalesce(max(l.id), 0) from LineEntity l", Long.class)
                    .getSingleResult();
            return new Next(line.as(last + 1, 0), false);
        });
    }

    /** @param line with the version that its editor saw, or 0 to change it whatever it became meanwhile */
    Outcome replace(Line line, String by) {
        return change(by, "± " + line.place(), manager -> row(manager, line.id())
                .<Step>map(row ->
                        line.version() == 0 || line.version() == row.line().version()
                                ? new Next(line, false)
                                : new Outcome.Changed(row.line()))
                .orElseGet(Outcome.Missing::new));
    }

    Outcome remove(long id, String by) {
        String place = line(id).map(l -> l.place().toString()).orElse("");
        return change(by, "− " + place, manager -> row(manager, id)
                .<Step>map(row -> new Next(row.line(), true))
                .orElseGet(Outcome.Missing::new));
    }

    /** One writer at a time; one on another node loses to the key of the version and gets a failure. */
    private synchronized Outcome change(String by, String what, Function<EntityManager, Step> work) {
        return inTransaction(manager -> {
            Step step = work.apply(manager);
            if (step instanceof Outcome refused) {
                return refused;
            }
            Next next = (Next) step;
            int version = version(manager) + 1;
            Line line = next.line().as(next.line().id(), version);
            if (!next.gone() && taken(manager, line.place(), line.id())) {
                return new Outcome.Taken();
            }
            manager.persist(VersionEntity.of(new RoomSet.Change(version, clock.instant(), by, shortened(what))));
            // The line's row refers to the version's, which nothing tells the entities.
            manager.flush();
            manager.persist(LineEntity.of(line, next.gone()));
            return new Outcome.Done(version, line);
        });
    }

    /** For people: a place may be longer than what is kept of it here, and stands whole in its line. */
    private static String shortened(String what) {
        if (what.length() <= LONGEST_CHANGE) {
            return what;
        }
        int end = LONGEST_CHANGE - 1;
        return what.substring(0, Character.isHighSurrogate(what.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static boolean taken(EntityManager manager, Place place, long id) {
        return manager.createQuery(OF_CONVERSATIONS, LineEntity.class)
                .setParameter("platform", place.platform())
                .getResultStream()
                .map(LineEntity::line)
                .anyMatch(l -> l.id() != id && l.place().equals(place));
    }

    private static Optional<LineEntity> row(EntityManager manager, long id) {
        return manager.createQuery(
                        "select l from LineEntity l where l.id = :id order by l.version desc", LineEntity.class)
                .setParameter("id", id)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .filter(l -> !l.gone());
    }

    private static int version(EntityManager manager) {
        return manager.createQuery("select coalesce(max(v.version), 0) from VersionEntity v", Integer.class)
                .getSingleResult();
    }

    private static RoomSet set(EntityManager manager, int version) {
        return new RoomSet(
                version,
                manager.createQuery(OF_VERSION, LineEntity.class)
                        .setParameter("version", version)
                        .getResultStream()
                        .map(LineEntity::line)
                        .toList());
    }

    private <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager manager = entities.createEntityManager()) {
            manager.getTransaction().begin();
            try {
                T result = work.apply(manager);
                manager.getTransaction().commit();
                return result;
            } finally {
                if (manager.getTransaction().isActive()) {
                    manager.getTransaction().rollback();
                }
            }
        }
    }

    private sealed interface Step permits Next, Outcome {}

    private record Next(Line line, boolean gone) implements Step {}

    /** What became of a change. */
    sealed interface Outcome extends Step {
        /** @param line as it is on the shelf now, or was until now */
        record Done(int version, Line line) implements Outcome {}

        /** There is another line for the same place. */
        record Taken() implements Outcome {}

        record Missing() implements Outcome {}

        /** Somebody else changed it meanwhile. */
        record Changed(Line line) implements Outcome {}
    }
}
