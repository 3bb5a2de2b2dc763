// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import org.huitong.api.connector.Callback;
import org.huitong.api.message.Message;
import org.huitong.testkit.FieldContract;

class FeishuFieldTest implements FieldContract {
    private static final Account ACCOUNT = Account.sealed();

    @Override
    public Callback call(String path, String plain, boolean sealed) {
        return ACCOUNT.call(plain);
    }

    @Override
    public Message message(Callback call) {
        return ACCOUNT.message(call);
    }
}
