// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huitong.simulator.Instance;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.Text;

/** Feishu's own approvals, whole: what an event has named by its code. Addresses of files are other ones each time. */
final class FeishuInstances {
    static final String PATH = "/open-apis/approval/v4/instances/";

    private FeishuInstances() {}

    /** @param called where the platform is called */
    static Answered tell(String code, String called) {
        return Instance.of(code)
                .map(instance -> Answered.json(200, "code", 0, "msg", "success", "data", whole(code, instance, called)))
                .orElseGet(() -> Answered.json(400, "code", 1390003, "msg", "instance code not found"));
    }

    private static Map<String, Object> whole(String code, Instance instance, String called) {
        List<Map<String, Object>> timeline = new ArrayList<>();
        timeline.add(deed("START", instance.who(), instance.began(), ""));
        if (!instance.running()) {
            timeline.add(deed("PASS", Instance.HEAD, instance.at(), Instance.WORDS));
        }
        String state = instance.running() ? "PENDING" : "APPROVED";
        String ended = instance.running() ? "0" : FeishuSide.millis(instance.at());
        return Text.map(
                "approval_name",
                instance.title(),
                "start_time",
                FeishuSide.millis(instance.began()),
                "end_time",
                ended,
                "user_id",
                instance.who(),
                "open_id",
                "ou_" + instance.who(),
                "serial_number",
                instance.number(),
                "status",
                state,
                "form",
                Text.json(List.of(
                        Text.map("id", "w1", "name", "物料或事由", "type", "textarea", "value", Instance.REASON),
                        Text.map("id", "w2", "name", "金额（元）", "type", "input", "value", Instance.AMOUNT),
                        Text.map(
                                "id",
                                "w3",
                                "name",
                                "附件",
                                "type",
                                "attachmentV2",
                                "ext",
                                Instance.FILE,
                                "value",
                                List.of(called + "/files/sent?once=" + Seal.word(8) + "&code=" + instance.file()
                                        + "-list")))),
                "task_list",
                List.of(Text.map(
                        "id",
                        "t1",
                        "user_id",
                        Instance.HEAD,
                        "open_id",
                        "ou_" + Instance.HEAD,
                        "status",
                        state,
                        "node_name",
                        "部门负责人",
                        "start_time",
                        FeishuSide.millis(instance.began()),
                        "end_time",
                        ended)),
                "comment_list",
                List.of(),
                "timeline",
                timeline,
                "reverted",
                false,
                "instance_code",
                code);
    }

    private static Map<String, Object> deed(String type, String who, Instant at, String words) {
        return Text.map(
                "type",
                type,
                "create_time",
                FeishuSide.millis(at),
                "user_id",
                who,
                "open_id",
                "ou_" + who,
                "comment",
                words,
                "ext",
                "{}");
    }
}
