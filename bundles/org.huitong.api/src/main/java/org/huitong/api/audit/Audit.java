// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.huitong.api.access.Asker;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes down what people do here, for ever and in a chain in which nothing can be changed without being found. Every act,
 * every decision against somebody and every read of others' messages goes through it. Provided by audit; safe for many
 * threads; blocks until what it took is durable, or leaves that to the caller's transaction.
 */
@ProviderType
public interface Audit {
    /** Notes a deed in the transaction that does it: both are kept, or neither. */
    void note(Connection transaction, Deed deed) throws SQLException;

    /** Notes a deed that has no transaction, such as a refusal or a login; when this returns, it is durable. */
    void note(Deed deed);

    /**
     * Notes that somebody is about to see messages of others, each by its id; to be called <em>before</em> they are
     * given. The same message and reader within ten minutes is noted once; that it leaves the hub is noted beside it.
     * Many callers share a commit.
     *
     * @param verb how they are seen: {@code messages.list}, {@code messages.find}, {@code messages.export} …
     * @throws RuntimeException where it cannot be noted; then nothing may be shown
     */
    void reading(Asker by, String verb, Collection<Sight> sights);
}
