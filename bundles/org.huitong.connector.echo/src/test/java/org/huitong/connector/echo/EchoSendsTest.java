// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.echo;

import java.util.Map;
import org.huitong.api.connector.MessageSender;
import org.huitong.testkit.SenderContract;

class EchoSendsTest implements SenderContract {
    @Override
    public MessageSender sender(Map<String, String> settings) {
        return EchoConnectorTest.connector(settings);
    }
}
