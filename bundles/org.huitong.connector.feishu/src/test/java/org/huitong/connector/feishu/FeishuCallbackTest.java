// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.List;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.testkit.CallbackContract;

/** What is sealed and signed keeps the contract. */
class FeishuCallbackTest implements CallbackContract {
    private static final Account ACCOUNT = Account.sealed();

    @Override
    public CallbackReceiver receiver() {
        return ACCOUNT.connector();
    }

    @Override
    public Callback call() {
        return ACCOUNT.call(Account.message("text", "{\"text\":\"你好\"}"));
    }

    @Override
    public List<String> secrets() {
        return List.of(ACCOUNT.encryptKey(), ACCOUNT.token());
    }
}
