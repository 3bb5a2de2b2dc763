// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.Optional;
import org.huitong.api.message.Message;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;

/**
 * What is to be written of one of two messages that are the same when something is told of the other: in the place where
 * it stands, with its own key, room and time.
 */
record OtherDoor(Scribe scribe) {
    /** It was edited: the other has its words now. */
    Draft.Said edited(Draft.Said said, Message other) {
        Message edited = new Message(
                other.key(),
                other.account(),
                other.conversation(),
                other.sender(),
                other.to(),
                said.message().content(),
                other.repliesTo(),
                other.sentAt(),
                other.order(),
                said.message().payload());
        Revision revision =
                new Revision(Revision.ofContent(edited).id(), said.version().at());
        return scribe.said(
                new Sighting.Said(edited, revision), said.delivery(), said.receivedAt(), said.findings(), said.owed());
    }

    /** It was taken back. */
    Draft.Recalled recalled(Draft.Recalled draft, Message other) {
        Sighting.Recalled recall = draft.recall();
        return scribe.recalled(
                new Sighting.Recalled(
                        other.key(), other.account(), other.conversation(), recall.by(), recall.at(), recall.payload()),
                draft.delivery(),
                draft.receivedAt());
    }

    /** The one that comes now was taken back already where it came before. */
    Draft.Recalled takenBack(Draft.Said said) {
        Message m = said.message();
        return scribe.recalled(
                new Sighting.Recalled(
                        m.key(), m.account(), m.conversation(), Optional.of(m.sender()), said.receivedAt(), ""),
                said.delivery(),
                said.receivedAt());
    }
}
