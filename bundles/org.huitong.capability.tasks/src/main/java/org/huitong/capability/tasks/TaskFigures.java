// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Measured;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many tasks are open, overdue and supervised. */
@Component(service = Measured.class)
public final class TaskFigures implements Measured {
    private static final String ALIVE = "state IN ('open', 'doing')";

    private final TaskShelf shelf;
    private final InstantSource clock;

    @Activate
    public TaskFigures(@Reference TaskShelf shelf, @Reference Clock clock) {
        this(shelf, (InstantSource) clock);
    }

    TaskFigures(TaskShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public List<Measurement> measure() {
        long now = clock.millis();
        return shelf.transactions()
                .read(connection -> List.of(
                        figure("huitong_tasks_open", "Tasks that are not done.", count(connection, ALIVE, 0)),
                        figure(
                                "huitong_tasks_overdue",
                                "Tasks whose deadline is over.",
                                count(connection, ALIVE + " AND due_sort < ?", now)),
                        figure(
                                "huitong_tasks_supervised",
                                "Tasks that somebody supervises and that are not done.",
                                count(connection, ALIVE + " AND supervised_at IS NOT NULL", 0))));
    }

    private static Measurement figure(String name, String help, long value) {
        return new Measurement(name, help, Kind.GAUGE, Map.of(), value);
    }

    private static long count(Connection connection, String which, long now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM tasks_task WHERE " + which)) {
            if (which.endsWith("?")) {
                select.setLong(1, now);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
