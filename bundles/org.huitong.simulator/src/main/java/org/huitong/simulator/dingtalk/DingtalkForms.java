// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.SendDesk.Asked;
import org.huitong.simulator.Text;
import org.huitong.simulator.day.Person;

/** DingTalk's approvals, whole: what an event has named by the id of an instance, which here says all there is to know. */
public final class DingtalkForms {
    private static final String INSTANCE = "/v1.0/workflow/processInstances";
    private static final String FILE = INSTANCE + "/spaces/files/urls/download";
    private static final Pattern ID = Pattern.compile("proc-([ra])-([a-z0-9]+)-([0-9a-f]*)-([0-9]+)-.*");
    /** An id is no longer than the hub keeps. */
    private static final int MOST_OF_A_TITLE = 14;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private DingtalkForms() {}

    /** The id of an approval that begins or ends at that moment. */
    public static String id(boolean running, Person who, String title, Instant at, String happening) {
        String some = title.substring(0, Math.min(MOST_OF_A_TITLE, title.length()));
        return "proc-" + (running ? "r" : "a") + "-" + who.id() + "-"
                + HexFormat.of().formatHex(some.getBytes(StandardCharsets.UTF_8)) + "-" + at.getEpochSecond() + "-"
                + Integer.toHexString(happening.hashCode());
    }

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
        Matcher id = ID.matcher(asked.query().getOrDefault("processInstanceId", ""));
        return id.matches()
                ? Answered.json(200, "success", true, "result", whole(id))
                : Answered.json(
                        400, "code", "invalidProcessInstanceId", "message", "实例不存在", "requestid", Seal.word(16));
    }

    private static Map<String, Object> whole(Matcher id) {
        boolean running = id.group(1).equals("r");
        String title = new String(HexFormat.of().parseHex(id.group(3)), StandardCharsets.UTF_8);
        Instant at = Instant.ofEpochSecond(Long.parseLong(id.group(4)));
        String began = TIME.format(running ? at : at.minusSeconds(7_200));
        return Text.map(
                "title",
                title,
                "businessId",
                "2026" + id.group(4),
                "status",
                running ? "RUNNING" : "COMPLETED",
                "result",
                running ? "" : "agree",
                "originatorUserId",
                id.group(2),
                "createTime",
                began,
                "finishTime",
                running ? null : TIME.format(at),
                "formComponentValues",
                List.of(
                        field("物料或事由", "TextField", "见附件清单"),
                        field("金额（元）", "MoneyField", "12,800"),
                        field(
                                "附件",
                                "DDAttachment",
                                "[{\"spaceId\":\"1\",\"fileName\":\"报价清单.csv\",\"fileSize\":\"2048\",\"fileType\":\"csv\",\"fileId\":\"f"
                                        + id.group(4) + "\"}]")),
                "operationRecords",
                running
                        ? List.of(record(id.group(2), "START_PROCESS_INSTANCE", "NONE", began, ""))
                        : List.of(
                                record(id.group(2), "START_PROCESS_INSTANCE", "NONE", began, ""),
                                record("zhouml", "EXECUTE_TASK_NORMAL", "AGREE", TIME.format(at), "同意，按清单采购")));
    }

    private static Map<String, Object> field(String name, String type, String value) {
        return Text.map("id", type + "-1", "name", name, "componentType", type, "value", value);
    }

    private static Map<String, Object> record(String who, String type, String result, String at, String remark) {
        return Text.map(
                "userId", who, "type", type, "result", result, "date", at, "remark", remark.isEmpty() ? null : remark);
    }
}
