// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A set of things that people edit: rules, rooms, roles. Nothing is overwritten: a change makes a version of the set and
 * adds one row for the thing that it changes. So each version can be looked up for ever, and a change costs one row
 * however many things there are.
 *
 * <p>A set with the name {@code rules} lies in three tables, which the bundle's migration makes:
 *
 * <ul>
 *   <li>{@code rules_head (version INTEGER NOT NULL)}: one row, with 0 or the version that the migration delivers
 *   <li>{@code rules_version (version INTEGER PRIMARY KEY, made_at BIGINT, made_by VARCHAR(128), what VARCHAR(400))},
 *       all of them NOT NULL
 *   <li>the entity's: {@code id}, {@code version}, {@code gone BOOLEAN} and what a thing says, with the first two as key
 * </ul>
 *
 * <p>Everything happens in the caller's transaction: a deed that is noted there is kept with the change, or neither is. A
 * change locks the head's row until that transaction ends, also against other nodes, so that changes stand in one row and
 * two editors of one thing cannot both be right. What is refused has changed nothing, and the transaction may go on.
 * Failures of the database come as the entities' own and end the transaction. Safe for many threads.
 *
 * <p>With rights that change, {@link #item} before, {@link Outcome.Done#item} after and its version are what a difference
 * is told from, and a version that fits no more is {@link Outcome.Changed}.
 */
public final class EditedSet<K, T, E> {
    /** As the table of versions has it. */
    private static final int LONGEST_CHANGE = 400;

    private final String name;
    private final Form<K, T, E> form;
    private final Function<EntityManager, Optional<K>> fresh;
    private final InstantSource clock;
    private final String entity;

    private EditedSet(
            String name, Form<K, T, E> form, Function<EntityManager, Optional<K>> fresh, InstantSource clock) {
        if (!name.matches("[a-z][a-z_]*")) {
            throw new IllegalArgumentException("not the name of a set: " + name);
        }
        this.name = name;
        this.form = form;
        this.fresh = fresh;
        this.clock = clock;
        this.entity = form.rows().getSimpleName();
    }

    /** A set that numbers what comes, and gives no number twice. */
    public static <T, E> EditedSet<Long, T, E> numbered(String name, Form<Long, T, E> form, InstantSource clock) {
        String last = "select max(r.id) from " + form.rows().getSimpleName() + " r";
        return new EditedSet<>(
                name,
                form,
                manager -> {
                    Long greatest = manager.createQuery(last, Long.class).getSingleResult();
                    return Optional.of(greatest == null ? 1 : greatest + 1);
                },
                clock);
    }

    /** A set whose things bring their ids; one that is gone may come back under its own. */
    public static <K, T, E> EditedSet<K, T, E> named(String name, Form<K, T, E> form, InstantSource clock) {
        return new EditedSet<>(name, form, manager -> Optional.empty(), clock);
    }

    /** The word under which findings remember a version. */
    public String snapshot(int version) {
        return name + "-" + version;
    }

    /** The set of now. */
    public Snapshot<T> newest(EntityManager entities) {
        return snapshot(entities, head(entities));
    }

    Optional<Snapshot<T>> newerThan(EntityManager entities, int known) {
        int head = head(entities);
        return head > known ? Optional.of(snapshot(entities, head)) : Optional.empty();
    }

    /** The set as it was; empty where there has been no such version. */
    public Optional<Snapshot<T>> version(EntityManager entities, int version) {
        return version < 0 || version > head(entities) ? Optional.empty() : Optional.of(snapshot(entities, version));
    }

    /** The last changes, newest first. */
    public List<Change> changes(EntityManager entities, int limit) {
        List<?> rows = entities.createNativeQuery(
                        "SELECT version, made_at, made_by, what FROM " + name + "_version ORDER BY version DESC")
                .setMaxResults(limit)
                .getResultList();
        return rows.stream().map(row -> change((Object[]) row)).toList();
    }

    private Change change(Object[] row) {
        int version = ((Number) row[0]).intValue();
        Instant at = Instant.ofEpochMilli(((Number) row[1]).longValue());
        return new Change(version, snapshot(version), at, (String) row[2], (String) row[3]);
    }

    /** One thing as it is now; empty where there is none, or not any more. */
    public Optional<T> item(EntityManager entities, K id) {
        return entities.createQuery(
                        "select r from " + entity + " r where r.id = :id order by r.version desc", form.rows())
                .setParameter("id", id)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .filter(row -> !form.gone(row))
                .map(form::item);
    }

    /** Puts something new into the set. */
    public Outcome<T> add(EntityManager entities, T item, String by) {
        lock(entities);
        K id = fresh.apply(entities).orElseGet(() -> form.id(item));
        return item(entities, id).isPresent() ? new Outcome.Taken<>() : put(entities, form.as(item, id, 0), "+ ", by);
    }

    /** @param item with the version that its editor saw, or 0 to change it whatever it became meanwhile */
    public Outcome<T> replace(EntityManager entities, T item, String by) {
        return known(entities, form.id(item), form.version(item), () -> put(entities, item, "± ", by));
    }

    /** @param seen the version that who takes it out has seen, or 0 to take it out whatever it became meanwhile */
    public Outcome<T> remove(EntityManager entities, K id, int seen, String by) {
        return known(entities, id, seen, () -> {
            T item = item(entities, id).orElseThrow();
            return kept(entities, item, true, "− ", by);
        });
    }

    private Outcome<T> known(EntityManager entities, K id, int seen, Supplier<Outcome<T>> work) {
        lock(entities);
        Optional<T> now = item(entities, id);
        if (now.isEmpty()) {
            return new Outcome.Missing<>();
        }
        int version = form.version(now.get());
        return seen == 0 || seen == version ? work.get() : new Outcome.Changed<>(now.get(), snapshot(version));
    }

    private Outcome<T> put(EntityManager entities, T item, String sign, String by) {
        return form.taken(entities, item) ? new Outcome.Taken<>() : kept(entities, item, false, sign, by);
    }

    private Outcome<T> kept(EntityManager entities, T item, boolean gone, String sign, String by) {
        int version = head(entities) + 1;
        entities.createNativeQuery("UPDATE " + name + "_head SET version = ?1")
                .setParameter(1, version)
                .executeUpdate();
        entities.createNativeQuery(
                        "INSERT INTO " + name + "_version (version, made_at, made_by, what) VALUES (?1, ?2, ?3, ?4)")
                .setParameter(1, version)
                .setParameter(2, clock.millis())
                .setParameter(3, by)
                .setParameter(4, shortened(sign + form.told(item)))
                .executeUpdate();
        T kept = form.as(item, form.id(item), version);
        entities.persist(form.row(kept, gone));
        entities.flush();
        return new Outcome.Done<>(version, kept);
    }

    /** What names a thing, as it comes. */
    K id(T item) {
        return form.id(item);
    }

    /** The row is locked by whoever writes it, in every database alike, and stays as it is where nothing comes of it. */
    void lock(EntityManager entities) {
        if (entities.createNativeQuery("UPDATE " + name + "_head SET version = version")
                        .executeUpdate()
                != 1) {
            throw new IllegalStateException("the table " + name + "_head must have one row");
        }
    }

    private int head(EntityManager entities) {
        return ((Number) entities.createNativeQuery("SELECT version FROM " + name + "_head")
                        .getSingleResult())
                .intValue();
    }

    private Snapshot<T> snapshot(EntityManager entities, int version) {
        String query =
                "select r from " + entity + " r where r.gone = false and r.version = (select max(s.version) from "
                        + entity + " s where s.id = r.id and s.version <= :version) order by r.id";
        return new Snapshot<>(
                snapshot(version),
                version,
                entities.createQuery(query, form.rows())
                        .setParameter("version", version)
                        .getResultStream()
                        .map(form::item)
                        .toList());
    }

    /** For people: a name may be longer than what is kept of it here, and stands whole in its thing. */
    private static String shortened(String what) {
        if (what.length() <= LONGEST_CHANGE) {
            return what;
        }
        int end = LONGEST_CHANGE - 1;
        return what.substring(0, Character.isHighSurrogate(what.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
