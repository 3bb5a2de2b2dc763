// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Asker;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Revelation;
import org.huitong.api.query.Trace;

/** Holds one message, for one person alone, and remembers who read it. */
final class OneMessageDoor implements MessageDoor {
    private final Asker reader;
    private final MessageView view;
    final List<MessageId> found = new ArrayList<>();

    OneMessageDoor(Asker reader, MessageView view) {
        this.reader = reader;
        this.view = view;
    }

    @Override
    public Optional<MessageView> find(Asker asker, MessageId id) {
        found.add(id);
        return maySee(asker, id) ? Optional.of(view) : Optional.empty();
    }

    @Override
    public boolean maySee(Asker asker, MessageId id) {
        return asker.equals(reader) && id.equals(view.id());
    }

    @Override
    public Reading<Listing> list(Asker asker, MessageQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reading<Rooms> rooms(Asker asker, Filter filter, OptionalLong before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void read(Asker asker, MessageId upTo) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MessageView> versions(Asker asker, MessageId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Revelation reveal(Asker asker, MessageId id, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Trace> trace(Asker asker, MessageId id) {
        throw new UnsupportedOperationException();
    }
}
