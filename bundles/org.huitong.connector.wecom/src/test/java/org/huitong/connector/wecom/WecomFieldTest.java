// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import org.huitong.api.connector.Callback;
import org.huitong.api.message.Message;
import org.huitong.testkit.FieldContract;

class WecomFieldTest implements FieldContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public Callback call(String path, String plain, boolean sealed) {
        assertThat(sealed).as("the platform seals whatever it sends").isTrue();
        return path.endsWith("/robot") ? ACCOUNT.tell(plain) : ACCOUNT.push(plain);
    }

    @Override
    public Message message(Callback call) {
        return ACCOUNT.message(call);
    }
}
