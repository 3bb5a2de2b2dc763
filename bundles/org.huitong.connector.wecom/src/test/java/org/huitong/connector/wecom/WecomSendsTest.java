// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.Map;
import org.huitong.api.connector.MessageSender;
import org.huitong.testkit.SenderContract;
import org.huitong.testkit.TestClock;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

class WecomSendsTest implements SenderContract {
    @Override
    public MessageSender sender(Map<String, String> settings) {
        return new WecomConnector(
                Converters.standardConverter().convert(settings).to(WecomConfig.class),
                Map.of("service.pid", "org.huitong.connector.wecom~test"),
                new Wax(),
                new TestClock());
    }
}
