// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The platform's words for its numbers, as its documents give them: a number is nothing that people read. Pure. */
final class WecomCodes {
    /** Where the value stands, then each code and its word. */
    private static final String TABLE =
            """
            approvalinfo.spstatus        1 审批中 2 已通过 3 已驳回 4 已撤销 6 通过后撤销 7 已删除 10 已支付
            spstatus                     1 审批中 2 已同意 3 已驳回 4 已转审 11 已退回 12 已加签 13 已同意并加签
            openspstatus                 1 审批中 2 已通过 3 已驳回 4 已取消
            nodestatus                   1 审批中 2 已同意 3 已驳回 4 已转审
            itemstatus                   1 审批中 2 已同意 3 已驳回 4 已转审
            statuchangeevent             1 提单 2 同意 3 驳回 4 转审 5 催办 6 撤销 8 通过后撤销 10 添加备注 11 退回 12 加签 13 同意并加签
            approverattr                 1 或签 2 会签
            nodeattr                     1 或签 2 会签
            nodetype                     1 固定成员 2 标签 3 上级
            gender                       1 男 2 女
            change_contact.status        1 已激活 2 已禁用 4 未激活 5 已退出企业
            living_status_change.status  0 预约中 1 直播中 2 已结束 3 已过期 4 已取消
            joinscene                    0 由成员邀请 1 由成员邀请 3 扫描群二维码
            quitscene                    0 自己退群 1 被移出群
            updatedetail                 add_member 成员入群 del_member 成员退群 change_owner 群主变更 change_name 群名变更 change_notice 群公告变更
            feedback_event.type          1 准确 2 不准确 3 取消评价
            """;

    private static final Map<String, String> WORDS = words();

    private WecomCodes() {}

    /** @param parent the name of what the value stands in */
    static Optional<String> word(String parent, String plainName, String code) {
        return Optional.ofNullable(WORDS.get(WecomTree.plain(parent) + "." + plainName + " " + code))
                .or(() -> Optional.ofNullable(WORDS.get(plainName + " " + code)));
    }

    private static Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        TABLE.lines().map(line -> line.split(" +")).forEach(row -> {
            for (int i = 1; i < row.length; i += 2) {
                words.put(WecomTree.plain(row[0]) + " " + row[i], row[i + 1]);
            }
        });
        return Map.copyOf(words);
    }
}
