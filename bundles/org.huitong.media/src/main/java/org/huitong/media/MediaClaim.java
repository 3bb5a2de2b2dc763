// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.huitong.api.keeping.Claim;
import org.huitong.api.keeping.ClaimName;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A message is needed as long as a file of it is about to come, three days at most, or is to be examined: an archive takes the files along that
 * are here by then.
 */
@Component
@ClaimName(claim = "media")
public final class MediaClaim implements Claim {
    private static final String COMING =
            "SELECT 1 FROM media_file WHERE message = ? AND state IN ('waiting', 'checking') FETCH FIRST 1 ROWS ONLY";

    @Activate
    public MediaClaim(@Reference(target = "(schema=media)") Schema tables) {}

    @Override
    public Set<MessageId> among(Connection transaction, Collection<MessageId> messages) throws SQLException {
        Set<MessageId> needed = new HashSet<>();
        try (PreparedStatement select = transaction.prepareStatement(COMING)) {
            for (MessageId message : messages) {
                select.setBytes(1, message.bytes());
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        needed.add(message);
                    }
                }
            }
        }
        return needed;
    }
}
