// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.SendDesk.Asked;
import org.huitong.simulator.Text;
import org.huitong.simulator.demo.Staff;

/** Feishu's directory, for an application that may see everybody: pages, and departments whose ids are words. */
final class FeishuBook {
    private static final String CONTACT = "/open-apis/contact/v3/";
    private static final String UNIT = "od-";
    private static final String GROUP = "1";

    private final Staff staff;
    private final String tenant;

    FeishuBook(Staff staff, String tenant) {
        this.staff = staff;
        this.tenant = tenant;
    }

    static boolean tells(String path) {
        return path.startsWith(CONTACT) || path.equals("/open-apis/tenant/v2/tenant/query");
    }

    Answered tell(Asked asked) {
        if (!asked.path().startsWith(CONTACT)) {
            return fine(Text.map("tenant", Text.map("name", "华诚集团", "tenant_key", tenant)));
        }
        String path = asked.path().substring(CONTACT.length());
        if (path.endsWith("/children")) {
            return children(asked, path.split("/")[1]);
        }
        if (path.equals("users/find_by_department")) {
            List<Object> all = new ArrayList<>();
            staff.of(unit(asked.query().getOrDefault("department_id", ""))).forEach(worker -> all.add(person(worker)));
            return paged(asked, all);
        }
        if (asked.method().equals("PATCH") && path.startsWith("users/")) {
            String id = path.substring("users/".length()).replaceFirst("^o[un]_", "");
            if (staff.worker(id).isEmpty()) {
                return Answered.json(400, "code", 42006, "msg", "user has resigned error");
            }
            staff.shut(id);
            return fine(Text.map());
        }
        return Answered.json(404, "code", 99991404, "msg", "not found");
    }

    private Answered children(Asked asked, String department) {
        List<Object> all = new ArrayList<>();
        // Of the company itself all are asked for.
        (department.equals("0") ? staff.units() : staff.below(unit(department)))
                .forEach(one -> all.add(Text.map(
                        "name",
                        one.name(),
                        "open_department_id",
                        UNIT + one.id(),
                        "parent_department_id",
                        one.above().equals(GROUP) ? "0" : UNIT + one.above())));
        return paged(asked, all);
    }

    private static Answered paged(Asked asked, List<Object> all) {
        int size = Integer.parseInt(asked.query().getOrDefault("page_size", "10"));
        int from = Integer.parseInt(asked.query().getOrDefault("page_token", "0"));
        int to = Math.min(all.size(), from + size);
        return fine(
                to < all.size()
                        ? Text.map("has_more", true, "page_token", Integer.toString(to), "items", all.subList(from, to))
                        : Text.map("has_more", false, "items", all.subList(from, to)));
    }

    private static Map<String, Object> person(Staff.Worker worker) {
        return Text.map(
                "user_id",
                worker.id(),
                "union_id",
                "on_" + worker.id(),
                "open_id",
                "ou_" + worker.id(),
                "name",
                worker.name(),
                "employee_no",
                worker.number(),
                "job_title",
                worker.post(),
                "mobile",
                "+86" + worker.mobile(),
                "enterprise_email",
                worker.mail(),
                "department_ids",
                List.of(UNIT + worker.unit()),
                "status",
                Text.map("is_frozen", false, "is_resigned", false, "is_activated", true, "is_exited", false));
    }

    private static String unit(String department) {
        return department.equals("0") ? GROUP : department.replaceFirst("^" + UNIT, "");
    }

    private static Answered fine(Map<String, Object> data) {
        return Answered.json(200, "code", 0, "msg", "success", "data", data);
    }
}
