// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.kit.entity.Entities;
import org.huitong.kit.entity.Entities.Work;

/**
 * Where a set that people edit is kept: each call is a transaction of its own, or joins the one that it is given, and the
 * deed is noted in it. Safe for many threads; blocks on the database.
 *
 * @param <K> what names a thing
 * @param <T> the thing
 */
public final class EditedShelf<K, T> {
    private final Entities entities;
    private final EditedSet<K, T, ?> set;
    private final Audit audit;
    private final Minutes<T> minutes;

    public EditedShelf(Entities entities, EditedSet<K, T, ?> set, Audit audit, Minutes<T> minutes) {
        this.entities = entities;
        this.set = set;
        this.audit = audit;
        this.minutes = minutes;
    }

    /** The set of now. */
    public Snapshot<T> newest() {
        return entities.read((manager, connection) -> set.newest(manager));
    }

    /** The same where it is another than what is known; a look at one number where it is not. */
    Optional<Snapshot<T>> newerThan(int known) {
        return entities.read((manager, connection) -> set.newerThan(manager, known));
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

    /**
     * One thing as it is now, for who decides by it: nobody changes the set until the transaction ends, also on another
     * node.
     */
    public Optional<T> locked(Connection transaction, K id) throws SQLException {
        return entities.join(transaction, (manager, connection) -> {
            set.lock(manager);
            return set.item(manager, id);
        });
    }

    /** Puts something new on the shelf; when this returns, it is durable. */
    public Outcome<T> add(T item, Doer by) {
        return entities.write(added(item, by));
    }

    /** The same in a transaction that is under way. */
    public Outcome<T> add(Connection transaction, T item, Doer by) throws SQLException {
        return entities.join(transaction, added(item, by));
    }

    private Work<Outcome<T>> added(T item, Doer by) {
        return (manager, connection) -> {
            Outcome<T> outcome = set.add(manager, item, by.account());
            if (outcome instanceof Outcome.Done<T> done) {
                audit.note(connection, minutes.deed(by, Optional.empty(), Optional.of(done.item())));
            }
            return outcome;
        };
    }

    /** @param item with the version that its editor saw, or 0 to change it whatever it became meanwhile */
    public Outcome<T> replace(T item, Doer by) {
        return replace(item, by, before -> {});
    }

    /**
     * @param item with the version that its editor saw, or 0 to change it whatever it became meanwhile
     * @param look sees it as it is, while nobody else can change it; what it throws leaves it so
     */
    public Outcome<T> replace(T item, Doer by, Consumer<T> look) {
        return entities.write(replaced(item, by, look));
    }

    /** The same in a transaction that is under way; what {@code look} throws ends that. */
    public Outcome<T> replace(Connection transaction, T item, Doer by, Consumer<T> look) throws SQLException {
        return entities.join(transaction, replaced(item, by, look));
    }

    private Work<Outcome<T>> replaced(T item, Doer by, Consumer<T> look) {
        return (manager, connection) -> {
            set.lock(manager);
            Optional<T> before = set.item(manager, set.id(item));
            before.ifPresent(look);
            Outcome<T> outcome = set.replace(manager, item, by.account());
            if (outcome instanceof Outcome.Done<T> done) {
                audit.note(connection, minutes.deed(by, before, Optional.of(done.item())));
            }
            return outcome;
        };
    }

    /** Takes it off the shelf, whatever it became meanwhile; its history stays. */
    public Outcome<T> remove(K id, Doer by) {
        return entities.write((manager, connection) -> {
            Outcome<T> outcome = set.remove(manager, id, 0, by.account());
            if (outcome instanceof Outcome.Done<T> done) {
                audit.note(connection, minutes.deed(by, Optional.of(done.item()), Optional.empty()));
            }
            return outcome;
        });
    }
}
