// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.huitong.api.operation.Check.Status;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Picture.Health;

/**
 * Points of 等保三级 (GB/T 22239-2019, level 3) as this hub stands: what it can judge by itself is judged from its own
 * checks, and the rest is the customer's. What is not said to be well in so many words is not met. Pure.
 */
enum SelfCheck {
    FACTOR(
            "8.1.4.1 身份鉴别",
            LocalText.of("两种或以上鉴别技术", "Two factors of identification"),
            "second-factor",
            "A second factor is asked for"),
    DUTIES(
            "8.1.4.2 访问控制",
            LocalText.of("管理、安全、审计权限分离", "Managing, security and audit in different hands"),
            "duties",
            "Managing, security and audit lie in different hands"),
    LEAVERS(
            "8.1.4.2 访问控制",
            LocalText.of("多余、过期账号停用", "Accounts of leavers are shut"),
            "leavers",
            "Nobody who has left can log in"),
    APPROVALS(
            "8.1.5.3 安全管理",
            LocalText.of("授权经过审批", "Rights are changed with approval"),
            "approvals",
            "Rights are changed with approval"),
    AUDIT("8.1.4.3 安全审计", LocalText.of("审计记录完整性保护", "Records of the audit are protected"), "audit", ""),
    VAULT("8.1.4.8 数据保密性", LocalText.of("存储过程中的保密性", "What is stored is encrypted"), "vault", ""),
    SCANNER(
            "8.1.4.5 恶意代码防范",
            LocalText.of("附件查毒", "Files are examined for malware"),
            "media-scanner",
            "Files are examined before"),
    TRANSPORT("8.1.4.8 数据保密性", LocalText.of("传输过程中的保密性（HTTPS）", "What is transmitted is encrypted (HTTPS)"), "", ""),
    BACKUP("8.1.4.9 数据备份恢复", LocalText.of("异地备份与恢复演练", "Backups elsewhere, and drills of restoring"), "", ""),
    PLACE("8.1.1 安全物理环境", LocalText.of("机房、电力、防火等", "Rooms, power, fire"), "", ""),
    NETWORK("8.1.2、8.1.3 通信网络与区域边界", LocalText.of("网络分区、边界防护、入侵防范", "Zones, borders, intrusion"), "", ""),
    RULES("8.1.6–8.1.10 安全管理制度、机构、人员、建设与运维", LocalText.of("制度、岗位、培训、测评", "Rules, posts, training, assessment"), "", "");

    private final String point;
    private final LocalText item;
    private final String check;
    private final String well;

    /** @param well how its check begins where all is well; empty where its status says enough */
    SelfCheck(String point, LocalText item, String check, String well) {
        this.point = point;
        this.item = item;
        this.check = check;
        this.well = well;
    }

    /** How a point stands. */
    enum Grade {
        MET,
        NOT_MET,
        /** What judges it is not here, so nobody knows. */
        UNKNOWN,
        CUSTOMER
    }

    /** @param evidence what was said of it, in the words of its check */
    record Line(String point, LocalText item, Grade grade, String evidence) {}

    /** @param certificateEnd in seconds since 1970; empty where nothing is served by HTTPS */
    static List<Line> of(List<Health> checks, OptionalDouble certificateEnd, Instant now) {
        return Arrays.stream(values())
                .map(one -> one.line(checks, certificateEnd, now))
                .toList();
    }

    private Line line(List<Health> checks, OptionalDouble certificateEnd, Instant now) {
        if (this == TRANSPORT) {
            boolean met = certificateEnd.orElse(0) > now.getEpochSecond();
            return new Line(
                    point,
                    item,
                    met ? Grade.MET : Grade.NOT_MET,
                    certificateEnd.isEmpty()
                            ? ""
                            : Instant.ofEpochSecond((long) certificateEnd.getAsDouble())
                                    .toString());
        }
        if (check.isEmpty()) {
            return new Line(point, item, Grade.CUSTOMER, "");
        }
        Optional<Health> said =
                checks.stream().filter(one -> one.name().equals(check)).findFirst();
        Grade grade = said.map(one -> isWell(one) ? Grade.MET : Grade.NOT_MET).orElse(Grade.UNKNOWN);
        return new Line(
                point, item, grade, said.map(one -> one.result().message()).orElse(""));
    }

    private boolean isWell(Health said) {
        return said.result().status() == Status.UP && said.result().message().startsWith(well);
    }
}
