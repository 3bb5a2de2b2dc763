// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;

/** Whether somebody may give a room anything: at most where they may read it, and write in it. */
record RoomRight(MessageDoor door, DecisionPoint decisions) {
    boolean holds(Asker asker, Recipient.Room room) {
        if (!(decisions.scope(asker, Act.of(Permissions.SEND)) instanceof Scope.Within within)) {
            return false;
        }
        Filter there = new Filter.All(List.of(
                new Filter.OnPlatform(room.platform()),
                new Filter.OnAccount(room.account()),
                new Filter.InRoom(Optional.of(room.platform()), Optional.empty(), room.conversation()),
                within.filter()));
        return door.list(asker, MessageQuery.newest(there, 1))
                        instanceof MessageDoor.Reading.Granted<MessageDoor.Listing> granted
                && !granted.value().items().isEmpty();
    }
}
