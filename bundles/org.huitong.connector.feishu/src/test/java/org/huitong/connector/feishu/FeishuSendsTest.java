// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.Map;
import org.huitong.api.connector.MessageSender;
import org.huitong.testkit.SenderContract;
import org.huitong.testkit.TestClock;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

class FeishuSendsTest implements SenderContract {
    @Override
    public MessageSender sender(Map<String, String> settings) {
        return new FeishuConnector(
                Converters.standardConverter().convert(settings).to(FeishuConfig.class),
                Map.of("service.pid", "org.huitong.connector.feishu~test"),
                new Wax(),
                new TestClock());
    }
}
