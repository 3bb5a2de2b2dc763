// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.SQLException;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Orders a run each evening; one made up for all that passed while the hub was down. */
@Component
@AlarmName(alarm = RecordsOffice.ALARM)
public final class DailyRun implements Alarm {
    private final RecordsOffice office;

    @Activate
    public DailyRun(@Reference RecordsOffice office) {
        this.office = office;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        office.run(transaction, office.latest(), Doer.HUB.account());
        return new After.Again(office.next(ring.now()));
    }
}
