// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rings when a round is due: who has not reported is told then. */
@Component
@AlarmName(alarm = RoutineDesk.SUMMARY)
public final class SummaryAlarm implements Alarm {
    private final RoutineDesk desk;

    @Activate
    public SummaryAlarm(@Reference RoutineDesk desk) {
        this.desk = desk;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        desk.sum(transaction, ring.key());
        return new After.Over();
    }
}
