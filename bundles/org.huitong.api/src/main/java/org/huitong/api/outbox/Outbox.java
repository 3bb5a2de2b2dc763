// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Everything that leaves the hub is posted here. Provided by outbox; safe for many threads.
 */
@ProviderType
public interface Outbox {
    /**
     * Puts a letter into the queue, within the caller's transaction: it is sent if and only if that commits.
     *
     * @param transaction as {@link org.huitong.api.store.Transactions} hands it in; not committed here
     * @return the letter's id; that of the earlier letter where the sender has posted one of this key before
     * @throws SQLException where the database does not take it
     */
    String post(Connection transaction, Letter letter) throws SQLException;

    /**
     * Takes a letter back, within the caller's transaction: it ends as rejected where it waits, or nobody can tell what
     * became of it. One that is being sent is not tried again, and ends so unless it goes with this try. One that was sent
     * stays what it is, and where there is none nothing happens.
     *
     * @param by,key as the {@link Letter} said them
     * @param why as people read it beside the letter
     * @throws SQLException where the database does not take it
     */
    default void recall(Connection transaction, String by, String key, LocalText why) throws SQLException {}

    /**
     * What some cards are about was settled otherwise than by a press on them, within the caller's transaction: those that
     * were sent show it from now on and offer nothing, as far as their platform lets a card be changed; those that wait are
     * not sent any more. What cannot be changed stays as it is, and a press on it is answered as ever. What is posted later
     * about the same is a new card.
     *
     * @param by,about as {@link Letter#by} and {@link Writing.Card#about} said them
     * @param words what came of it and by whom, such as 张三 已确认, in Chinese as the platforms are; the time is put to it
     * @throws SQLException where the database does not take it
     */
    default void settle(Connection transaction, String by, String about, String words) throws SQLException {}

    /**
     * What some cards are about, and was settled, is open again, within the caller's transaction: a press on any of them
     * counts, and those that their platform lets be changed so offer their buttons again.
     *
     * @param by,about as {@link #settle} names them
     * @return to whom a card went that offers its buttons; whoever else is to have one is posted a new one
     * @throws SQLException where the database does not take it
     */
    default Set<To> reopen(Connection transaction, String by, String about) throws SQLException {
        return Set.of();
    }

    /** How a letter stands; empty where there is none of this id, or it was cleared away. */
    default Optional<Posted> find(String letter) {
        return Optional.empty();
    }
}
