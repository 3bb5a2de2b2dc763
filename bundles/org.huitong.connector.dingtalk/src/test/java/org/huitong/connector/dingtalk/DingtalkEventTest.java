// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.List;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.testkit.CallbackContract;

/** What happens in a company keeps the contract. */
class DingtalkEventTest implements CallbackContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public CallbackReceiver receiver() {
        return ACCOUNT.connector();
    }

    @Override
    public Callback call() {
        return ACCOUNT.event(
                "{\"EventType\":\"user_add_org\",\"EventTime\":1795334400123,\"CorpId\":\"d\"," + "\"eventId\":\"e\"}");
    }

    @Override
    public List<String> secrets() {
        return List.of("mryue", Account.KEY, Account.SECRET);
    }
}
