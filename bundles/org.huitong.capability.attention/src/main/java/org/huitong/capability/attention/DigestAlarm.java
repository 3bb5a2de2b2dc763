// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the digests of a window, some people at a ring, so that no transaction is long. */
@Component
@AlarmName(alarm = DigestDesk.DIGEST)
public final class DigestAlarm implements Alarm {
    private final DigestDesk desk;

    @Activate
    public DigestAlarm(@Reference DigestDesk desk) {
        this.desk = desk;
    }

    /** The key is the end of the window. */
    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        boolean more = desk.send(transaction, Instant.ofEpochMilli(Long.parseLong(ring.key())));
        return more ? new After.Again(ring.now().plusMillis(1)) : new After.Over();
    }
}
