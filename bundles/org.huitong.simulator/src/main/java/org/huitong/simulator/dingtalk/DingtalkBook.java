// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.kit.parse.Json;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.SendDesk.Asked;
import org.huitong.simulator.Text;
import org.huitong.simulator.demo.Staff;

/** DingTalk's directory: one level at a time, pages of people, and accounts that only their owners can end. */
final class DingtalkBook {
    /** Where accounts are the company's own; elsewhere they are people's. */
    private static final String OWN = "e";

    private final Staff staff;

    DingtalkBook(Staff staff) {
        this.staff = staff;
    }

    static boolean tells(String path) {
        return path.equals("/auth/scopes")
                || path.startsWith("/topapi/v2/department/")
                || path.equals("/topapi/v2/user/list")
                || path.equals("/topapi/v2/user/get");
    }

    Answered tell(Asked asked) {
        Json body = Json.read(asked.body()).good().orElse(Json.read("{}").good().orElseThrow());
        return switch (asked.path()) {
            case "/auth/scopes" -> Answered.json(
                    200,
                    "errcode",
                    0,
                    "errmsg",
                    "ok",
                    "auth_user_field",
                    List.of("name", "mobile", "email", "jobnumber", "position", "department", "userid"),
                    "auth_org_scopes",
                    Text.map("authed_dept", List.of(1), "authed_user", List.of()));
            case "/topapi/v2/department/listsub" -> result(
                    staff.below(body.text("dept_id").orElse("")).stream()
                            .map(DingtalkBook::department)
                            .toList());
            case "/topapi/v2/department/get" -> staff.unit(body.text("dept_id").orElse(""))
                    .map(unit -> result(department(unit)))
                    .orElseGet(() -> Answered.json(200, "errcode", 60003, "errmsg", "未找到对应部门"));
            case "/topapi/v2/user/get" -> staff.worker(body.text("userid").orElse(""))
                    .map(worker -> result(user(worker)))
                    .orElseGet(() -> Answered.json(200, "errcode", 60121, "errmsg", "找不到该用户"));
            default -> list(body);
        };
    }

    private Answered list(Json body) {
        List<Staff.Worker> all = staff.of(body.text("dept_id").orElse(""));
        int from = (int) Math.min(body.number("cursor").orElse(0), all.size());
        int to = (int) Math.min(from + body.number("size").orElse(10), all.size());
        List<Object> some = new ArrayList<>();
        all.subList(from, to).forEach(worker -> some.add(user(worker)));
        return result(
                to < all.size()
                        ? Text.map("has_more", true, "next_cursor", to, "list", some)
                        : Text.map("has_more", false, "list", some));
    }

    /** Ends an account of the company's own. */
    Answered disable(Asked asked) {
        String id = asked.text("userId");
        Optional<Staff.Worker> worker = staff.worker(id);
        if (worker.isEmpty()) {
            return Answered.json(400, "code", "user.not.exist", "message", "用户不存在", "requestid", Seal.word(16));
        }
        if (!worker.get().mail().startsWith(OWN)) {
            return Answered.json(
                    400, "code", "exclusive.account.only", "message", "只能操作归属该组织的专属账号", "requestid", Seal.word(16));
        }
        staff.shut(id);
        return Answered.json(200, "result", true);
    }

    private static Answered result(Object result) {
        return Answered.json(200, "errcode", 0, "errmsg", "ok", "result", result);
    }

    private static Map<String, Object> department(Staff.Unit unit) {
        return Text.map(
                "dept_id", Long.parseLong(unit.id()), "name", unit.name(), "parent_id", Long.parseLong(unit.above()));
    }

    private static Map<String, Object> user(Staff.Worker worker) {
        return Text.map(
                "userid",
                worker.id(),
                "unionid",
                DingtalkDesk.UNION + worker.id(),
                "name",
                worker.name(),
                "job_number",
                worker.number(),
                "title",
                worker.post(),
                "mobile",
                worker.mobile(),
                "org_email",
                worker.mail(),
                "dept_id_list",
                List.of(Long.parseLong(worker.unit())),
                "leader",
                worker.leads(),
                "active",
                true,
                "exclusive_account",
                worker.mail().startsWith(OWN));
    }
}
