// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.List;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;

/** The roles that a hub has at first. They are the company's from then on, to change as it likes. */
final class DeliveredRoles {
    static final List<Role> ALL = List.of(
            role(
                    Reach.EMPLOYEE,
                    "员工",
                    "Employee",
                    Grant.of(Permissions.READ, Where.OWN),
                    Grant.of(Permissions.READ, Where.DEPARTMENT_ROOMS),
                    // To whom, and which, is said by the rules of file transfers.
                    Grant.of("files.transfer", Where.ALL)),
            role(
                    "message-clerk",
                    "消息处理专员",
                    "Message clerk",
                    Grant.of(Permissions.READ, Where.DEPARTMENT_TREE),
                    Grant.of(Permissions.TAG, Where.DEPARTMENT_TREE),
                    Grant.of(Permissions.NOMINATE, Where.DEPARTMENT_TREE),
                    Grant.of(Permissions.SEND, Where.DEPARTMENT_TREE),
                    Grant.of(Permissions.REVEAL, Where.DEPARTMENT_TREE),
                    Grant.of("tasks.read", Where.DEPARTMENT_TREE),
                    Grant.of("rules.read", Where.ALL),
                    Grant.of("views.share", Where.ALL)),
            role(
                    "task-clerk",
                    "任务专员",
                    "Task clerk",
                    Grant.of(Permissions.READ, Where.ASSIGNED),
                    Grant.of("tasks.manage", Where.DEPARTMENT)),
            role(
                    "agent",
                    "客服坐席",
                    "Agent",
                    Grant.of(Permissions.READ, Where.ASSIGNED),
                    Grant.of(Permissions.REVEAL, Where.ASSIGNED),
                    // Up to internal, as every grant that names no secrecy: what is confidential is not taken out.
                    Grant.of(Permissions.EXPORT, Where.ASSIGNED)),
            role(
                    "department-head",
                    "部门负责人",
                    "Head of department",
                    Grant.of(Permissions.READ, Where.DEPARTMENT_TREE),
                    Grant.of(Permissions.REVEAL, Where.DEPARTMENT_TREE),
                    Grant.of("tasks.manage", Where.DEPARTMENT_TREE),
                    Grant.of("instructions.send", Where.DEPARTMENT_TREE),
                    Grant.of("views.share", Where.ALL)),
            role(
                    "it-head",
                    "IT 负责人",
                    "IT head",
                    Grant.of(Permissions.READ_CONNECTORS, Where.ALL),
                    Grant.of(Permissions.READ_DEAD_LETTERS, Where.ALL),
                    Grant.of(Permissions.READ_METRICS, Where.ALL),
                    Grant.of("documents.forms", Where.ALL)),
            role(
                    "executive",
                    "分管领导",
                    "Responsible executive",
                    Grant.of(Permissions.READ, Where.COMPANY),
                    Grant.of("tasks.manage", Where.COMPANY),
                    Grant.of("instructions.send", Where.COMPANY)),
            role("system-admin", "系统管理员", "System administrator", Grant.of(Permissions.ADMINISTER, Where.ALL)),
            role("security-admin", "安全管理员", "Security administrator", Grant.of(Permissions.ALL_SECURITY, Where.ALL)),
            role("audit-admin", "审计管理员", "Audit administrator", Grant.of(Permissions.ALL_AUDIT, Where.ALL)));

    private DeliveredRoles() {}

    private static Role role(String id, String zh, String en, Grant... grants) {
        return new Role(id, 0, LocalText.of(zh, en), List.of(grants));
    }
}
