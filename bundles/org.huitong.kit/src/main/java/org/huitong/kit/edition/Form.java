// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import jakarta.persistence.EntityManager;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How the things of one set lie in rows. Implemented by the shelf of a capability, called on its callers' threads; none
 * of its methods keeps anything.
 *
 * @param <K> what names a thing for ever: a number that the set gives, or a word or person's id that it comes with
 * @param <T> the thing as the capability thinks of it, immutable
 * @param <E> the entity that a row of it is, with the fields {@code id} (a {@code K}), {@code version} (an int) and
 *     {@code gone} (a boolean), whose key is the first two
 */
@ConsumerType
public interface Form<K, T, E> {
    Class<E> rows();

    K id(T item);

    /** The version of the set in which it became what it is; 0 for who does not know or does not mind. */
    int version(T item);

    T as(T item, K id, int version);

    E row(T item, boolean gone);

    T item(E row);

    boolean gone(E row);

    /** What people call it, for the history. */
    String told(T item);

    /**
     * Whether something else that lives in the set has what must be there once: a name, a place. Asked while nobody else
     * can change the set. The id itself need not be looked at.
     */
    default boolean taken(EntityManager entities, T item) {
        return false;
    }
}
