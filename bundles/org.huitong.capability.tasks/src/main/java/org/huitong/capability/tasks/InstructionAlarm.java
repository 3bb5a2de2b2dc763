// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rings for somebody who has not confirmed an instruction. */
@Component
@AlarmName(alarm = InstructionDesk.ALARM)
public final class InstructionAlarm implements Alarm {
    private final InstructionDesk desk;

    @Activate
    public InstructionAlarm(@Reference InstructionDesk desk) {
        this.desk = desk;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        return desk.again(transaction, ring.key())
                .<After>map(at ->
                        new After.Again(at.isAfter(ring.now()) ? at : ring.now().plusMillis(1)))
                .orElseGet(After.Over::new);
    }
}
