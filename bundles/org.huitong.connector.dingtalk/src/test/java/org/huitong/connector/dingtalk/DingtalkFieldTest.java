// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import org.huitong.api.connector.Callback;
import org.huitong.api.message.Message;
import org.huitong.testkit.FieldContract;

class DingtalkFieldTest implements FieldContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public Callback call(String path, String plain, boolean sealed) {
        return sealed ? ACCOUNT.event(plain) : ACCOUNT.said(plain);
    }

    @Override
    public Message message(Callback call) {
        return ACCOUNT.message(call);
    }
}
