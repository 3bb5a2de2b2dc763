// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.Map;
import org.huitong.api.connector.TodoList;
import org.huitong.testkit.TouchedContract;

/** Which entry of somebody's list an event is about; how the rest goes is shown with the simulated platform. */
class DingtalkTodosTest implements TouchedContract {
    @Override
    public TodoList list() {
        return Account.of().connector();
    }

    @Override
    public Map<String, String> entries() {
        return Map.of(
                "{\"EventType\":\"todo_task_update\",\"taskId\":\"task98cd\",\"UnionIdList\":[\"u\"]}",
                "98cd",
                "{\"eventType\":\"todo_task_update\",\"data\":\"{\\\"taskId\\\":\\\"98cd\\\"}\"}",
                "98cd",
                "{\"biz_type\":108,\"biz_data\":\"{\\\"syncAction\\\":\\\"todo_task_delete\\\",\\\"taskId\\\":\\\"task98cd\\\"}\"}",
                "98cd",
                "{\"EventType\":\"user_add_org\",\"taskId\":\"task98cd\"}",
                "",
                "no JSON",
                "");
    }
}
