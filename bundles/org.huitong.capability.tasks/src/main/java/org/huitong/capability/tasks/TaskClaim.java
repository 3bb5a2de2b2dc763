// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

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

/** A message is needed as long as a task is open that is about it. */
@Component
@ClaimName(claim = "tasks")
public final class TaskClaim implements Claim {
    private static final String OPEN =
            "SELECT 1 FROM tasks_task WHERE message = ? AND state IN ('open', 'doing') FETCH FIRST 1 ROWS ONLY";

    @Activate
    public TaskClaim(@Reference(target = "(schema=tasks)") Schema tables) {}

    @Override
    public Set<MessageId> among(Connection transaction, Collection<MessageId> messages) throws SQLException {
        Set<MessageId> needed = new HashSet<>();
        try (PreparedStatement select = transaction.prepareStatement(OPEN)) {
            for (MessageId message : messages) {
                select.setString(1, message.value());
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
