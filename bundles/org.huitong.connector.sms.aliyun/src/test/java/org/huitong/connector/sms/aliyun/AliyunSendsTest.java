// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.MessageSender;
import org.huitong.testkit.SenderContract;
import org.junit.jupiter.api.Test;

class AliyunSendsTest implements SenderContract {
    private static final Map<String, String> WHOLE = Map.of(
            "accessKeyId",
            "LTAI-test",
            "accessKeySecret",
            "sealed:a secret",
            "signName",
            "华诚",
            "templates",
            "SMS_1=${x}");

    @Override
    public MessageSender sender(Map<String, String> settings) {
        return Customer.connector(settings);
    }

    @Test
    void anAccountWithoutTemplatesIsRedBeforeAnythingIsSent() {
        Map<String, String> none = new HashMap<>(WHOLE);
        none.put("templates", "");
        assertThat(Customer.connector(WHOLE).problem()).isEmpty();
        assertThat(Customer.connector(none).problem().orElseThrow().zh()).contains("没有一个模板");
        none.put("templates", "您有一条消息");
        assertThat(Customer.connector(none).problem().orElseThrow().zh()).contains("SMS_123456=");
    }

    @Test
    void showsNoSecret() {
        AliyunAccess access = new AliyunAccess("LTAI-test", "a secret", "华诚", List.of(), null);
        assertThat(access).asString().doesNotContain("LTAI", "secret");
    }
}
