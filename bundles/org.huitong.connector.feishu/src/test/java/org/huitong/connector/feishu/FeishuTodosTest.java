// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.Map;
import org.huitong.api.connector.TodoList;
import org.huitong.testkit.TouchedContract;

/** Which entry of somebody's list an event is about; how the rest goes is shown with the simulated platform. */
class FeishuTodosTest implements TouchedContract {
    @Override
    public TodoList list() {
        return Account.plain().connector();
    }

    @Override
    public Map<String, String> entries() {
        return Map.of(
                "{\"schema\":\"2.0\",\"header\":{\"event_type\":\"task.task.updated_v1\"},\"event\":{\"task_id\":\"626cf808\",\"obj_type\":5}}",
                "626cf808",
                "{\"schema\":\"2.0\",\"header\":{\"event_type\":\"task.task.comment.updated_v1\"},\"event\":{\"task_id\":\"626cf808\"}}",
                "",
                "no JSON",
                "");
    }
}
