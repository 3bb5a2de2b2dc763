// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import java.util.Map;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** Somebody who sends by Alibaba Cloud. */
final class Customer {
    private Customer() {}

    static AliyunConnector connector(Map<String, String> settings) {
        AliyunConfig config = Converters.standardConverter().convert(settings).to(AliyunConfig.class);
        return new AliyunConnector(config, Map.of("service.pid", "org.huitong.connector.sms.aliyun~test"), new Wax());
    }
}
