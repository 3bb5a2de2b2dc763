// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.Map;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory;
import org.huitong.testkit.PartialDirectoryContract;

/** An application that is visible to one department. */
class WecomPartTest implements PartialDirectoryContract {
    private static final String UNSEEN = "{\"errcode\":60011,\"errmsg\":\"no privilege to access\"}";

    @Override
    public Directory directory() {
        return Account.of(Map.of("agentId", "1000002", "secret", "s", "directory", "read"))
                .connector();
    }

    @Override
    public String shown() {
        return "7";
    }

    @Override
    public String part(Call call) {
        if (call.address().getPath().endsWith("/department/list")) {
            return "{\"errcode\":0,\"department\":[{\"id\":7,\"name\":\"采购部\",\"parentid\":2}]}";
        }
        return call.address().getQuery().contains("department_id=7")
                ? "{\"errcode\":0,\"userlist\":[{\"userid\":\"qianx\",\"name\":\"钱欣\",\"department\":[7],\"status\":1}]}"
                : UNSEEN;
    }

    @Override
    public String outOfSight(Call call) {
        return UNSEEN;
    }
}
