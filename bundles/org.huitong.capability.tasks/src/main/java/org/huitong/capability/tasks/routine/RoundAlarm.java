// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rings when a recurring task comes up. */
@Component
@AlarmName(alarm = RoutineDesk.ROUND)
public final class RoundAlarm implements Alarm {
    private final RoutineDesk desk;

    @Activate
    public RoundAlarm(@Reference RoutineDesk desk) {
        this.desk = desk;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        return desk.make(transaction, ring.key())
                .<After>map(at ->
                        new After.Again(at.isAfter(ring.now()) ? at : ring.now().plusMillis(1)))
                .orElseGet(After.Over::new);
    }
}
