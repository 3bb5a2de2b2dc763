// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;

/** The permissions that the platform itself asks for, as administrators read them. */
final class PlatformWords {
    static final List<Permission> ALL = List.of(
            noted(
                    Permissions.ADMINISTER,
                    Kind.MANAGE,
                    LocalText.of("管理系统", "Manage the hub"),
                    LocalText.of(
                            "包含全部“管理”类权限，不含查看消息、账号和审计。", "Brings all of managing; no messages, accounts or audit.")),
            noted(
                    Permissions.ALL_SECURITY,
                    Kind.SECURITY,
                    LocalText.of("管理账号与权限", "Say who may do what"),
                    LocalText.of("包含全部“安全”类权限。", "Brings all of security: accounts, roles, whose a room is.")),
            noted(
                    Permissions.ALL_AUDIT,
                    Kind.AUDIT,
                    LocalText.of("审计", "Audit"),
                    LocalText.of("包含全部“审计”类权限。", "Brings all of audit.")),
            noted(
                    Permissions.ALL_CONTENT,
                    Kind.CONTENT,
                    LocalText.of("管理业务内容", "Look after rules and tasks"),
                    LocalText.of("包含全部“业务”类权限，不含查看消息。", "Brings all of content, and without reading messages.")),
            noted(
                    Permissions.READ_ALL,
                    Kind.CONTENT,
                    LocalText.of("查看全部消息", "Read every message"),
                    LocalText.of("每次查看都会记录。", "Each read is logged.")),
            noted(
                    Permissions.READ,
                    Kind.CONTENT,
                    LocalText.of("查看消息", "Read messages"),
                    LocalText.of("范围由角色决定。", "As far as a role reaches.")),
            noted(
                    Permissions.READ_RECALLED,
                    Kind.CONTENT,
                    LocalText.of("查看已撤回消息的内容", "Read what was taken back"),
                    LocalText.of("限于可以查看的消息。", "Of the messages that may be read.")),
            noted(
                    Permissions.REVEAL,
                    Kind.CONTENT,
                    LocalText.of("查看被隐去的号码", "See what is masked"),
                    LocalText.of(
                            "限于可以查看的消息；每次须写明理由并记录。", "Of the messages that may be read; each for a reason, logged.")),
            noted(
                    Permissions.EXPORT,
                    Kind.CONTENT,
                    LocalText.of("导出消息", "Export messages"),
                    LocalText.of("限于可以查看的消息。", "Of the messages that may be read.")),
            noted(
                    Permissions.TAG,
                    Kind.CONTENT,
                    LocalText.of("给消息加标签、定优先级", "Tag messages and rank them"),
                    LocalText.of("限于可以查看的消息。", "Of the messages that may be read.")),
            noted(
                    Permissions.NOMINATE,
                    Kind.CONTENT,
                    LocalText.of("提名重要消息进行备份", "Nominate important messages to be copied"),
                    LocalText.of("限于可以查看的消息。", "Of the messages that may be read.")),
            noted(
                    Permissions.DECIDE,
                    Kind.CONTENT,
                    LocalText.of("审批他人的申请", "Approve what others ask for"),
                    LocalText.of("随负责人身份和审批角色而来，不单独授予。", "Comes with leading others and with roles; nobody gives it.")),
            noted(
                    Permissions.READERS_OF,
                    Kind.SECURITY,
                    LocalText.of("查看消息的可见人", "See who may read a message"),
                    LocalText.of("限于本人可以查看的消息；每次查询都会记录。", "Of the messages that may be read; each look is logged.")),
            Permission.of(Permissions.ASSIGN, Kind.SECURITY, LocalText.of("指定消息的归属与密级", "Say whose a message is")),
            Permission.of(Permissions.ACCOUNTS, Kind.SECURITY, LocalText.of("管理账号", "Manage accounts")),
            noted(
                            Permissions.VIEW_AS,
                            Kind.SECURITY,
                            LocalText.of("以他人的视角查看", "Look through others' eyes"),
                            LocalText.of(
                                    "只读，15 分钟；内容只显示两人都可查看的；本人会知道。",
                                    "Reading alone, 15 minutes; of content what both may see; they are told."))
                    .narrowing(),
            Permission.of(Permissions.READ_CONNECTORS, Kind.MANAGE, LocalText.of("查看连接器状态", "See the connectors")),
            noted(
                    Permissions.CONNECT,
                    Kind.MANAGE,
                    LocalText.of("连接平台账号", "Connect accounts of platforms"),
                    LocalText.of("添加、修改、暂停和移除；已填的密钥看不到。", "Add, change, pause and remove; secrets stay unseen.")),
            noted(
                    Permissions.READ_DEAD_LETTERS,
                    Kind.MANAGE,
                    LocalText.of("查看死信", "See the dead letters"),
                    LocalText.of("不含其内容。", "Without what is in them.")),
            Permission.of(
                    Permissions.SEND_DEAD_LETTERS, Kind.MANAGE, LocalText.of("重新处理死信", "Send dead letters again")),
            noted(
                    Permissions.DISCARD_DEAD_LETTERS,
                    Kind.MANAGE,
                    LocalText.of("丢弃死信", "Throw dead letters away"),
                    LocalText.of("需写明理由；内容不再保留。", "With a reason; what is in them is not kept.")),
            Permission.of(Permissions.EXTENSIONS, Kind.MANAGE, LocalText.of("安装和移除扩展", "Manage extensions")),
            Permission.of(Permissions.READERS, Kind.MANAGE, LocalText.of("管理消息读取进度", "Manage readers")),
            Permission.of(
                    Permissions.READ_METRICS,
                    Kind.MANAGE,
                    LocalText.of("从其他机器读取运行指标", "Read the metrics from another machine")));

    private PlatformWords() {}

    static Optional<Permission> find(String word) {
        return ALL.stream().filter(permission -> permission.word().equals(word)).findFirst();
    }

    private static Permission noted(String word, Kind kind, LocalText title, LocalText note) {
        return new Permission(word, kind, title, Optional.of(note));
    }
}
