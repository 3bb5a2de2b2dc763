// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import jakarta.persistence.EntityManager;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How the things of one set lie in rows, put together from what a thing and its entity say of themselves:
 *
 * <pre>{@code
 * Form.of(Rule::id, Rule::version, Rule::as, Rule::name)
 *         .in(RuleEntity.class, RuleEntity::of, RuleEntity::rule, RuleEntity::gone)
 * }</pre>
 *
 * <p>Immutable. What it is made of is called on the threads of the set's callers, and keeps nothing.
 *
 * @param <K> what names a thing for ever: a number that the set gives, or a word or person's id that it comes with
 * @param <T> the thing as the capability thinks of it, immutable
 * @param <E> the entity that a row of it is, with the fields {@code id} (a {@code K}), {@code version} (an int) and
 *     {@code gone} (a boolean), whose key is the first two
 */
public final class Form<K, T, E> {
    private final Things<K, T> things;
    private final Class<E> rows;
    private final BiFunction<T, Boolean, E> row;
    private final Function<E, T> item;
    private final Predicate<E> gone;
    private final BiPredicate<EntityManager, T> taken;

    private Form(
            Things<K, T> things,
            Class<E> rows,
            BiFunction<T, Boolean, E> row,
            Function<E, T> item,
            Predicate<E> gone,
            BiPredicate<EntityManager, T> taken) {
        this.things = things;
        this.rows = rows;
        this.row = row;
        this.item = item;
        this.gone = gone;
        this.taken = taken;
    }

    /**
     * Begins with the things.
     *
     * @param version of the set in which a thing became what it is; 0 for who does not know or does not mind
     * @param told what people call it, for the history
     */
    public static <K, T> Things<K, T> of(
            Function<T, K> id, ToIntFunction<T> version, Placed<K, T> as, Function<T, String> told) {
        return new Things<>(id, version, as, told);
    }

    /**
     * The same for a set in which something else must be there once: a name, a place.
     *
     * @param taken whether something else that lives in the set has it already. Asked while nobody else can change the
     *     set. The id itself need not be looked at.
     */
    public Form<K, T, E> unless(BiPredicate<EntityManager, T> taken) {
        return new Form<>(things, rows, row, item, gone, taken);
    }

    Class<E> rows() {
        return rows;
    }

    K id(T item) {
        return things.id.apply(item);
    }

    int version(T item) {
        return things.version.applyAsInt(item);
    }

    T as(T item, K id, int version) {
        return things.as.as(item, id, version);
    }

    String told(T item) {
        return things.told.apply(item);
    }

    E row(T item, boolean gone) {
        return row.apply(item, gone);
    }

    T item(E row) {
        return item.apply(row);
    }

    boolean gone(E row) {
        return gone.test(row);
    }

    boolean taken(EntityManager entities, T item) {
        return taken.test(entities, item);
    }

    /** The thing itself, where the set puts it. */
    @FunctionalInterface
    public interface Placed<K, T> {
        /** @return the same under this id, as from this version on */
        T as(T item, K id, int version);
    }

    /** Half a form: the things, for which rows are still to be named. */
    public static final class Things<K, T> {
        private final Function<T, K> id;
        private final ToIntFunction<T> version;
        private final Placed<K, T> as;
        private final Function<T, String> told;

        private Things(Function<T, K> id, ToIntFunction<T> version, Placed<K, T> as, Function<T, String> told) {
            this.id = id;
            this.version = version;
            this.as = as;
            this.told = told;
        }

        /**
         * @param row of a thing, and whether it is gone from then on
         * @param item the thing of a row
         */
        public <E> Form<K, T, E> in(
                Class<E> rows, BiFunction<T, Boolean, E> row, Function<E, T> item, Predicate<E> gone) {
            return new Form<>(this, rows, row, item, gone, (entities, other) -> false);
        }
    }
}
