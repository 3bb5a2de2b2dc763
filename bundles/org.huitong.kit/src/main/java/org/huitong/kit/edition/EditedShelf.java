// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.util.List;
import java.util.Optional;
import org.huitong.kit.entity.Entities;

/**
 * Where a set that people edit is kept: each call is a transaction of its own. Who keeps more than the change in one
 * transaction asks the {@link EditedSet} itself. Safe for many threads; blocks on the database.
 *
 * @param <K> what names a thing
 * @param <T> the thing
 */
public final class EditedShelf<K, T> {
    private final Entities entities;
    private final EditedSet<K, T, ?> set;

    public EditedShelf(Entities entities, EditedSet<K, T, ?> set) {
        this.entities = entities;
        this.set = set;
    }

    /** The set of now. */
    public Snapshot<T> newest() {
        return entities.read((manager, connection) -> set.newest(manager));
    }

    /** The set as it was; empty where there has been no such version. */
    public Optional<Snapshot<T>> version(int version) {
        return entities.read((manager, connection) -> set.version(manager, version));
    }

    /** The last changes, newest first. */
    public List<Change> changes(int limit) {
        return entities.read((manager, connection) -> set.changes(manager, limit));
    }

    /** One thing as it is now; empty where there is none, or not any more. */
    public Optional<T> item(K id) {
        return entities.read((manager, connection) -> set.item(manager, id));
    }

    /** Puts something new on the shelf; when this returns, it is durable. */
    public Outcome<T> add(T item, String by) {
        return entities.write((manager, connection) -> set.add(manager, item, by));
    }

    /** @param item with the version that its editor saw, or 0 to change it whatever it became meanwhile */
    public Outcome<T> replace(T item, String by) {
        return entities.write((manager, connection) -> set.replace(manager, item, by));
    }

    /** Takes it off the shelf, whatever it became meanwhile; its history stays. */
    public Outcome<T> remove(K id, String by) {
        return entities.write((manager, connection) -> set.remove(manager, id, 0, by));
    }
}
