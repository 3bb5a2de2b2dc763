// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.Map;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory;
import org.huitong.testkit.PartialDirectoryContract;

/** An application in whose scope of contacts one department is. */
class FeishuPartTest implements PartialDirectoryContract {
    private static final String UNSEEN = "{\"code\":40004,\"msg\":\"no dept authority error\"}";

    @Override
    public Directory directory() {
        return Account.of(Map.of("verificationToken", "v", "appSecret", "s", "directory", "read"))
                .connector();
    }

    @Override
    public String shown() {
        return "od-7";
    }

    @Override
    public String part(Call call) {
        String path = call.address().getPath();
        String query = String.valueOf(call.address().getQuery());
        if (path.endsWith("/scopes")) {
            return "{\"code\":0,\"data\":{\"department_ids\":[\"od-7\"],\"user_ids\":[],\"has_more\":false}}";
        }
        if (path.endsWith("/departments/batch")) {
            return "{\"code\":0,\"data\":{\"items\":[{\"open_department_id\":\"od-7\",\"name\":\"采购部\"}]}}";
        }
        if (path.endsWith("/departments/od-7/children")) {
            return "{\"code\":0,\"data\":{\"items\":[],\"has_more\":false}}";
        }
        return query.contains("department_id=od-7")
                ? "{\"code\":0,\"data\":{\"items\":[{\"user_id\":\"qianx\",\"name\":\"钱欣\",\"department_ids\":[\"od-7\"]}],"
                        + "\"has_more\":false}}"
                : UNSEEN;
    }

    @Override
    public String outOfSight(Call call) {
        return UNSEEN;
    }
}
