// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.testkit.CallbackContract;

/** What a robot is told keeps the contract. */
class WecomRobotTest implements CallbackContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public CallbackReceiver receiver() {
        return ACCOUNT.connector();
    }

    @Override
    public Callback call() {
        return ACCOUNT.tell("{\"msgid\":\"m1\",\"chattype\":\"single\",\"from\":{\"userid\":\"u\"},"
                + "\"msgtype\":\"text\",\"text\":{\"content\":\"你好\"}}");
    }

    @Override
    public List<String> secrets() {
        return List.of("123456", Account.KEY);
    }
}
