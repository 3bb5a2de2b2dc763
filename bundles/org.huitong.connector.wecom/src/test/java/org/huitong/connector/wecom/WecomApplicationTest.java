// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.testkit.CallbackContract;

/** What an application is told keeps the contract. */
class WecomApplicationTest implements CallbackContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public CallbackReceiver receiver() {
        return ACCOUNT.connector();
    }

    @Override
    public Callback call() {
        return ACCOUNT.push("<xml><ToUserName>" + Account.CORP + "</ToUserName><FromUserName>u</FromUserName>"
                + "<CreateTime>1795334400</CreateTime><MsgType>text</MsgType><Content>你好</Content>"
                + "<MsgId>1</MsgId><AgentID>1</AgentID></xml>");
    }

    @Override
    public List<String> secrets() {
        return List.of("123456", Account.KEY);
    }
}
