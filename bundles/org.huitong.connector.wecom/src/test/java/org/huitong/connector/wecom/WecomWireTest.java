// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Message;
import org.huitong.testkit.WireContract;
import org.huitong.testkit.WireSample;

class WecomWireTest implements WireContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public Callback call(WireSample sample) {
        return sample.told().equals("robot") ? ACCOUNT.tell(sample.in()) : ACCOUNT.push(sample.in());
    }

    @Override
    public Delivery delivery(Callback call) {
        return ACCOUNT.delivery(call);
    }

    @Override
    public Message message(Callback call) {
        return ACCOUNT.message(call);
    }
}
