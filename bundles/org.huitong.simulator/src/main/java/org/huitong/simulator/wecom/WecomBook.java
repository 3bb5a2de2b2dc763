// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.wecom;

import java.util.ArrayList;
import java.util.List;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.SendDesk.Asked;
import org.huitong.simulator.Text;
import org.huitong.simulator.demo.Staff;

/** WeCom's directory as applications see it that were made lately: names and departments, and nothing to reach anybody by. */
final class WecomBook {
    private final Staff staff;

    WecomBook(Staff staff) {
        this.staff = staff;
    }

    static boolean tells(String path) {
        return path.equals("/cgi-bin/department/list")
                || path.equals("/cgi-bin/user/list")
                || path.equals("/cgi-bin/user/update");
    }

    Answered tell(Asked asked) {
        return switch (asked.path()) {
            case "/cgi-bin/department/list" -> departments();
            case "/cgi-bin/user/update" -> update(asked);
            default -> people(asked.query().getOrDefault("department_id", ""));
        };
    }

    private Answered departments() {
        List<Object> all = new ArrayList<>();
        all.add(Text.map("id", 1, "name", "华诚集团", "parentid", 0));
        staff.units()
                .forEach(unit -> all.add(Text.map(
                        "id",
                        Long.parseLong(unit.id()),
                        "name",
                        unit.name(),
                        "parentid",
                        Long.parseLong(unit.above()))));
        return Answered.json(200, "errcode", 0, "errmsg", "ok", "department", all);
    }

    private Answered people(String department) {
        return Answered.json(
                200,
                "errcode",
                0,
                "errmsg",
                "ok",
                "userlist",
                staff.of(department).stream()
                        .map(worker -> Text.map(
                                "userid",
                                worker.id(),
                                "name",
                                worker.name(),
                                "department",
                                List.of(Long.parseLong(worker.unit())),
                                "position",
                                worker.post(),
                                "status",
                                1))
                        .toList());
    }

    private Answered update(Asked asked) {
        String id = asked.text("userid");
        if (!asked.body().contains("\"enable\":0") || staff.worker(id).isEmpty()) {
            return Answered.json(200, "errcode", 60111, "errmsg", "userid not found");
        }
        staff.shut(id);
        return Answered.json(200, "errcode", 0, "errmsg", "updated");
    }
}
