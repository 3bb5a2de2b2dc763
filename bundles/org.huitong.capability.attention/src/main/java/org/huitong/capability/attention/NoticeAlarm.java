// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rings for a notice that nobody has acknowledged. What was missed while the hub was away is said once. */
@Component
@AlarmName(alarm = NoticeDesk.REPEAT)
public final class NoticeAlarm implements Alarm {
    private final NoticeDesk desk;

    @Activate
    public NoticeAlarm(@Reference NoticeDesk desk) {
        this.desk = desk;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Optional<Instant> next = desk.again(transaction, ring.key());
        return next.<After>map(at -> new After.Again(at)).orElseGet(After.Over::new);
    }
}
