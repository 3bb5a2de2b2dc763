// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A group of companies to play a day in: one with ten departments, whose people are each on one of three platforms, the
 * head on another than those who speak in the room and the clerk on the third; and five companies below it.
 */
final class House {
    static final String TOP = "华诚制造";
    static final String CLERK = "任务专员";
    static final String SAFETY = "安全";
    static final List<String> PLATFORMS = List.of("dingtalk", "wecom", "feishu");
    static final List<String> DEPARTMENTS =
            List.of("生产部", "质量部", "设备部", "仓储部", "采购部", "销售部", "财务部", "人事部", "信息部", "安环部");
    static final List<String> COMPANIES = List.of("甲公司", "乙公司", "丙公司", "丁公司", "戊公司");
    private static final String OFFICE = "总经办";

    /** Leads it all. */
    final Worker executive = new Worker("boss", "陈总", TOP, OFFICE, "", "wecom", Optional.empty());

    private final List<Worker> workers = new ArrayList<>(List.of(executive));

    /** Somebody who works here, and the one platform on which they are. */
    record Worker(
            String id,
            String name,
            String company,
            String department,
            String post,
            String platform,
            Optional<String> superior) {
        /** Where their phone is. */
        String phone() {
            return platform + ":" + id;
        }
    }

    House() {
        for (int i = 0; i < DEPARTMENTS.size(); i++) {
            Optional<String> head = Optional.of("h" + i);
            add("h" + i, "部长" + i, TOP, DEPARTMENTS.get(i), "部长", i + 1, Optional.of("boss"));
            add("k" + i, "专员" + i, TOP, DEPARTMENTS.get(i), CLERK, i + 2, head);
            add("a" + i, "员工" + i + "甲", TOP, DEPARTMENTS.get(i), "", i, head);
            add("b" + i, "员工" + i + "乙", TOP, DEPARTMENTS.get(i), "", i, head);
        }
        for (int i = 0; i < COMPANIES.size(); i++) {
            String company = COMPANIES.get(i);
            add("m" + i, company + "经理", company, "办公室", "", i + 1, Optional.empty());
            add("s" + i, company + "安全员", company, "办公室", "", i, Optional.of("m" + i));
            add("d" + i, company + "副安全员", company, "办公室", "", i + 2, Optional.of("m" + i));
        }
    }

    private void add(
            String id,
            String name,
            String company,
            String department,
            String post,
            int platform,
            Optional<String> superior) {
        workers.add(
                new Worker(id, name, company, department, post, PLATFORMS.get(platform % PLATFORMS.size()), superior));
    }

    List<Worker> workers() {
        return workers;
    }

    Worker worker(String id) {
        return workers.stream().filter(w -> w.id().equals(id)).findFirst().orElseThrow();
    }

    Stream<Worker> of(int department) {
        return workers.stream()
                .filter(w -> w.company().equals(TOP) && w.department().equals(DEPARTMENTS.get(department)));
    }

    /** On which a department speaks. */
    static String platform(int department) {
        return PLATFORMS.get(department % PLATFORMS.size());
    }

    /** WeCom shows its application no group: who speaks there does so alone with it. */
    static Optional<String> room(int department) {
        return platform(department).equals("wecom") ? Optional.empty() : Optional.of("room-" + department);
    }

    /** As a personnel office exports it. @param tenants of each platform */
    String roster(Map<String, String> tenants) {
        StringBuilder csv = new StringBuilder("工号,姓名,公司,部门,岗位,上级工号,部门负责人");
        PLATFORMS.forEach(p -> csv.append(',').append(p).append("账号@").append(tenants.get(p)));
        for (Worker w : workers) {
            boolean leads = w.id().matches("boss|[hm][0-9]");
            csv.append('\n')
                    .append(String.join(
                            ",",
                            w.id(),
                            w.name(),
                            w.company(),
                            w.department(),
                            w.post(),
                            w.superior().orElse(""),
                            leads ? "是" : ""));
            PLATFORMS.forEach(p -> csv.append(',').append(p.equals(w.platform()) ? w.id() : ""));
        }
        return csv.append('\n').toString();
    }
}
