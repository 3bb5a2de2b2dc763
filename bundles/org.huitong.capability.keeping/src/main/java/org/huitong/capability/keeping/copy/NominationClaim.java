// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.huitong.api.keeping.Claim;
import org.huitong.api.keeping.ClaimName;
import org.huitong.api.message.MessageId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was called important is not destroyed before it was copied. */
@Component
@ClaimName(claim = "nominations")
public final class NominationClaim implements Claim {
    private final NominationShelf shelf;

    @Activate
    public NominationClaim(@Reference NominationShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public Set<MessageId> among(Connection transaction, Collection<MessageId> messages) throws SQLException {
        return shelf.waiting(transaction, messages);
    }
}
