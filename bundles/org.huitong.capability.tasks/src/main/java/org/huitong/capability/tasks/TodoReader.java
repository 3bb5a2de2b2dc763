// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where a platform tells that something happened to an entry of its list, it is asked how that stands. */
@Component
@ReaderName(reader = "todos")
public final class TodoReader implements Reader {
    private final TodoLists lists;
    private final Alarms alarms;
    private final Clock clock;

    @Activate
    public TodoReader(@Reference TodoLists lists, @Reference Alarms alarms, @Reference Clock clock) {
        this.lists = lists;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said
                    && said.liveness() != Entry.Liveness.REPLAYED
                    && said.message().content().type() == MessageType.EVENT) {
                look(transaction, said.message());
            }
        }
    }

    private void look(Connection transaction, Message told) throws SQLException {
        Optional<String> touched = lists.touched(told);
        if (touched.isEmpty()) {
            return;
        }
        List<TodoShelf.Entry> known =
                TodoShelf.named(transaction, told.key().platform(), told.account(), touched.get());
        for (TodoShelf.Entry entry : known) {
            // What was closed from here tells of that, too.
            if (entry.told().equals(TodoShelf.OPEN)) {
                TodoShelf.keep(transaction, entry.toAsk());
                alarms.set(transaction, TaskDesk.TODO, entry.task(), clock.instant());
            }
        }
    }
}
