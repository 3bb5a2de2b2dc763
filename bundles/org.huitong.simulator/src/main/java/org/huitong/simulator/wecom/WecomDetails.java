// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.wecom;

import java.util.List;
import java.util.Map;
import org.huitong.simulator.Instance;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.SendDesk.Asked;
import org.huitong.simulator.Text;

/** WeCom's approvals, whole: what an event has named by its number. */
final class WecomDetails {
    static final String PATH = "/cgi-bin/oa/getapprovaldetail";

    private WecomDetails() {}

    static Answered tell(Asked asked) {
        return Instance.of(asked.text("sp_no"))
                .map(instance ->
                        Answered.json(200, "errcode", 0, "errmsg", "ok", "info", whole(asked.text("sp_no"), instance)))
                .orElseGet(() -> Answered.json(200, "errcode", 301025, "errmsg", "get approval param error"));
    }

    private static Map<String, Object> whole(String number, Instance instance) {
        int state = instance.running() ? 1 : 2;
        return Text.map(
                "sp_no",
                number,
                "sp_name",
                instance.title(),
                "sp_status",
                state,
                "apply_time",
                instance.began().getEpochSecond(),
                "applyer",
                Text.map("userid", instance.who(), "partyid", "2"),
                "sp_record",
                List.of(Text.map(
                        "sp_status",
                        state,
                        "approverattr",
                        1,
                        "details",
                        List.of(Text.map(
                                "approver",
                                Text.map("userid", Instance.HEAD),
                                "speech",
                                instance.running() ? "" : Instance.WORDS,
                                "sp_status",
                                state,
                                "sptime",
                                instance.running() ? 0 : instance.at().getEpochSecond(),
                                "media_id",
                                List.of())))),
                "apply_data",
                Text.map(
                        "contents",
                        List.of(
                                control("Text", "物料或事由", Text.map("text", Instance.REASON)),
                                control("Money", "金额（元）", Text.map("new_money", Instance.AMOUNT)),
                                control(
                                        "File",
                                        "附件",
                                        Text.map(
                                                "files",
                                                List.of(
                                                        Text.map(
                                                                "file_id",
                                                                instance.file() + "-list",
                                                                "file_name",
                                                                Instance.FILE)))))),
                "comments",
                List.of());
    }

    private static Map<String, Object> control(String type, String title, Map<String, Object> value) {
        return Text.map(
                "control",
                type,
                "id",
                type + "-1",
                "title",
                List.of(Text.map("text", title, "lang", "zh_CN")),
                "value",
                value);
    }
}
