// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huitong.simulator.Instance;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.SendDesk.Asked;
import org.huitong.simulator.Text;

/** DingTalk's approvals, whole: what an event has named by the id of an instance, which here says all there is to know. */
final class DingtalkForms {
    private static final String INSTANCE = "/v1.0/workflow/processInstances";
    private static final String FILE = INSTANCE + "/spaces/files/urls/download";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private DingtalkForms() {}

    static Answered tell(Asked asked, String called) {
        if (asked.path().equals(FILE)) {
            return Answered.json(
                    200,
                    "success",
                    true,
                    "result",
                    Text.map(
                            "fileId",
                            asked.text("fileId"),
                            "downloadUri",
                            called + "/files/sent?code=" + asked.text("fileId") + "-list"));
        }
        return Instance.of(asked.query().getOrDefault("processInstanceId", ""))
                .map(instance -> Answered.json(200, "success", true, "result", whole(instance)))
                .orElseGet(() -> Answered.json(
                        400, "code", "invalidProcessInstanceId", "message", "实例不存在", "requestid", Seal.word(16)));
    }

    private static Map<String, Object> whole(Instance instance) {
        String began = TIME.format(instance.began());
        String now = TIME.format(instance.at());
        List<Map<String, Object>> records = new ArrayList<>();
        records.add(record(instance.who(), "START_PROCESS_INSTANCE", "NONE", began, ""));
        if (!instance.running()) {
            records.add(record(Instance.HEAD, "EXECUTE_TASK_NORMAL", "AGREE", now, Instance.WORDS));
        }
        return Text.map(
                "title",
                instance.title(),
                "businessId",
                instance.number(),
                "status",
                instance.running() ? "RUNNING" : "COMPLETED",
                "result",
                instance.running() ? "" : "agree",
                "originatorUserId",
                instance.who(),
                "createTime",
                began,
                "finishTime",
                instance.running() ? null : now,
                "formComponentValues",
                List.of(
                        field("物料或事由", "TextField", Instance.REASON),
                        field("金额（元）", "MoneyField", Instance.AMOUNT),
                        field(
                                "附件",
                                "DDAttachment",
                                Text.json(List.of(Text.map(
                                        "spaceId",
                                        "1",
                                        "fileName",
                                        Instance.FILE,
                                        "fileSize",
                                        "2048",
                                        "fileType",
                                        "csv",
                                        "fileId",
                                        instance.file()))))),
                "operationRecords",
                records);
    }

    private static Map<String, Object> field(String name, String type, String value) {
        return Text.map("id", type + "-1", "name", name, "componentType", type, "value", value);
    }

    private static Map<String, Object> record(String who, String type, String result, String at, String remark) {
        return Text.map(
                "userId", who, "type", type, "result", result, "date", at, "remark", remark.isEmpty() ? null : remark);
    }
}
