// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.testkit.WireContract;
import org.huitong.testkit.WireSample;

/** One file of {@code src/test/resources/wire} for each kind of message. */
class GenericWireTest implements WireContract {
    private final GenericConnector connector = Portal.connector();

    @Override
    public Callback call(WireSample sample) {
        return Portal.call(sample.in());
    }

    @Override
    public Delivery delivery(Callback call) {
        return ((Reception.Taken) connector.receive(call)).deliveries().get(0);
    }

    @Override
    public Message message(Callback call) {
        return ((Sighting.Said) delivery(call).sightings().get(0)).message();
    }
}
