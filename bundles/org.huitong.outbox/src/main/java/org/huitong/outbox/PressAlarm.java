// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks whether somebody is there by now for what was pressed on a letter's card; also behind a crash. */
@Component
@AlarmName(alarm = PressDesk.WAITING)
public final class PressAlarm implements Alarm {
    private final PressDesk desk;

    @Activate
    public PressAlarm(@Reference PressDesk desk) {
        this.desk = desk;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        return desk.attend(transaction, ring.key())
                ? new After.Over()
                : new After.Again(ring.now().plus(PressDesk.LOOK_AGAIN));
    }
}
