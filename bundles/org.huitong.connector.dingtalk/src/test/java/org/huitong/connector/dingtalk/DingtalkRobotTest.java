// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.List;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.testkit.CallbackContract;

/** What a robot is told keeps the contract. */
class DingtalkRobotTest implements CallbackContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public CallbackReceiver receiver() {
        return ACCOUNT.connector();
    }

    @Override
    public Callback call() {
        return ACCOUNT.said("{\"conversationId\":\"cid\",\"conversationType\":\"2\",\"msgId\":\"m1\","
                + "\"msgtype\":\"text\",\"text\":{\"content\":\" 你好\"},\"senderStaffId\":\"s\","
                + "\"createAt\":1795334400123}");
    }

    @Override
    public List<String> secrets() {
        return List.of("mryue", Account.KEY, Account.SECRET);
    }
}
