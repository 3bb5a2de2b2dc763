// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.SQLException;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rings at the end of each window; of those that were missed, of the last, which leaves nothing out. */
@Component
@AlarmName(alarm = DigestDesk.WINDOW)
public final class WindowAlarm implements Alarm {
    private final DigestDesk desk;

    @Activate
    public WindowAlarm(@Reference DigestDesk desk) {
        this.desk = desk;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        desk.close(transaction, ring.due());
        return new After.Again(desk.endBehind(transaction, ring.due()));
    }
}
