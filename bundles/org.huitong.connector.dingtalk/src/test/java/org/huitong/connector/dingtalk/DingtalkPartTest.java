// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.Map;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory;
import org.huitong.testkit.PartialDirectoryContract;

/** An application in whose scope of contacts one department is. */
class DingtalkPartTest implements PartialDirectoryContract {
    @Override
    public Directory directory() {
        return Account.of(Map.of("directory", "read")).connector();
    }

    @Override
    public String shown() {
        return "7";
    }

    @Override
    public String part(Call call) {
        return switch (call.address().getPath()) {
            case "/auth/scopes" -> "{\"errcode\":0,\"auth_user_field\":[\"mobile\",\"email\"],"
                    + "\"auth_org_scopes\":{\"authed_dept\":[7],\"authed_user\":[]}}";
            case "/topapi/v2/department/get" -> "{\"errcode\":0,\"result\":{\"dept_id\":7,\"name\":\"采购部\",\"parent_id\":1}}";
            case "/topapi/v2/department/listsub" -> "{\"errcode\":0,\"result\":[]}";
            default -> "{\"errcode\":0,\"result\":{\"has_more\":false,\"list\":[{\"userid\":\"qianx\",\"name\":\"钱欣\","
                    + "\"dept_id_list\":[7]}]}}";
        };
    }

    @Override
    public String outOfSight(Call call) {
        return "{\"errcode\":60003,\"errmsg\":\"部门不存在\"}";
    }
}
