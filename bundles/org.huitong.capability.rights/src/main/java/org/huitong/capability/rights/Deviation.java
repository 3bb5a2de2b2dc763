// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import org.huitong.api.text.LocalText;

/**
 * Where Huitong deliberately does otherwise than is commonly asked for.
 *
 * @param asked as users write it into their requirements
 * @param done what Huitong does instead
 * @param why the law, or the risk
 * @param how what to do for whoever needs what was meant
 */
enum Deviation {
    EVERYTHING(
            LocalText.of("系统管理员拥有所有权限", "The system administrator may do everything"),
            LocalText.of(
                    "“系统管理员”只带管理类权限：接入、扩展、运行；不含消息、账号与角色、审计。",
                    "The role of a system administrator brings what manages the hub; no messages, accounts, roles or audit."),
            LocalText.of(
                    "三员分立：GB/T 22239-2019 第三级“安全管理中心”要求系统、审计、安全管理分开授权；个人信息保护法第五十一条要求合理确定操作权限。",
                    "Separation of duties: GB/T 22239-2019, level 3, has system, audit and security managed apart; the Personal"
                            + " Information Protection Law, article 51, has rights be set with measure."),
            LocalText.of(
                    "需要时分别授予“安全管理员”“审计管理员”和带范围的业务角色；首位管理员初始各类都有，移交后收回。",
                    "Give the roles of security and audit, and content with a scope, each apart; the first administrator begins"
                            + " with all and hands them over.")),
    EVERY_MESSAGE(
            LocalText.of("管理员可以查看所有员工的消息", "Administrators read the messages of everybody"),
            LocalText.of(
                    "查看消息按角色的范围和密级；“查看全部消息”是单独的权限，每次查看都记录，本人查得到谁看过。",
                    "Messages are read as far as a role and its secrecy reach; to read every one is a right of its own, each read"
                            + " is noted, and people see who read theirs."),
            LocalText.of(
                    "个人信息保护法第六条（最小范围）、民法典第一千零三十二条（隐私）；内部人滥用是主要风险。",
                    "Personal Information Protection Law, article 6 (least extent); Civil Code, article 1032 (privacy); abuse from"
                            + " within is the main risk."),
            LocalText.of(
                    "按部门、公司或项目授予“查看消息”并设有效期；确需全部的，由持有人经审批授予 messages.read.all。",
                    "Give the reading of a department, company or project, until a date; where it must be all, who holds"
                            + " messages.read.all gives it, with approvals.")),
    OWN_RIGHTS(
            LocalText.of("管理员可以给自己授权", "Administrators give themselves rights"),
            LocalText.of(
                    "任何人都不能改自己的权限，也不能授予自己没有的权限。", "Nobody changes their own rights, or gives what they do not have."),
            LocalText.of("防止一人既授权又使用；等保三级访问控制。", "Nobody is to give and use at once; access control of level 3."),
            LocalText.of(
                    "由另一位安全管理员办理；启用审批后由审批人把关。",
                    "Another security administrator does it; with approvals others look at it.")),
    APPROVED(
            LocalText.of("授权由管理员直接生效", "Rights count as soon as an administrator gives them"),
            LocalText.of(
                    "审批角色有人担任后，授权须经审批；关闭审批会被记录并提示核查。",
                    "Once roles that approve have holders, rights wait for them; switching that off is noted, and somebody else"
                            + " looks at it."),
            LocalText.of("授权是最常见的越权途径。", "It is the commonest way to more than one's due."),
            LocalText.of(
                    "紧急时写明理由，一人批准即生效，24 小时内复核。",
                    "Where it cannot wait, one lets it be done, and another looks within a day.")),
    HEADS(
            LocalText.of("部门负责人自动获得本部门权限", "Heads of departments get their rights by themselves"),
            LocalText.of(
                    "名册里的负责人只决定上下级；“部门负责人”的查看范围由有权的人授予。",
                    "Who leads by the roster decides who answers to whom; what a head may read is given by somebody."),
            LocalText.of("名册出错时不应自动扩大查看范围。", "A mistake in the roster is not to open messages."),
            LocalText.of("在“角色与权限”页授予，可设有效期。", "Give the role on the page Rights, until a date where that will do.")),
    RECALLED(
            LocalText.of("管理员可以查看已撤回的消息", "Administrators read what was taken back"),
            LocalText.of(
                    "撤回的内容作为证据保留，查看要单独的权限 messages.recalled，并且限于本来可以查看的消息。",
                    "The words are kept as evidence and need messages.recalled, of messages that may be read anyway."),
            LocalText.of("撤回是发送人的意思；只为取证查看。", "It was taken back on purpose; it is for evidence alone."),
            LocalText.of("给调查人员限期授予。", "Give it to who investigates, until a date.")),
    IMPERSONATE(
            LocalText.of("管理员可以代替员工登录", "Administrators log in as somebody else"),
            LocalText.of(
                    "只能“以他人的视角查看”：只读 15 分钟，只显示两人都可看的，本人知道。密码只存散列，谁也看不到。",
                    "They look through their eyes: reading alone, 15 minutes, what both may see, and the other is told. Of"
                            + " passwords there are hashes alone."),
            LocalText.of("不可抵赖：谁做的就记在谁名下。", "What was done has to be the doer's."),
            LocalText.of("授予 accounts.view-as，可限部门。", "Give accounts.view-as, for a department where that will do.")),
    LOG(
            LocalText.of("管理员可以清理、修改日志", "Administrators clear or change the log"),
            LocalText.of(
                    "审计记录连成链，改动、删除、缺失都能查出；汇通里没有删除审计的功能。",
                    "Entries are a chain in which each change and gap is found; nothing in Huitong removes them."),
            LocalText.of(
                    "网络安全法第二十一条：日志留存不少于六个月；等保三级：审计记录受保护。",
                    "Cybersecurity Law, article 21: logs for six months at least; level 3: entries are protected."),
            LocalText.of(
                    "由审计管理员查看和导出；用 bin/huitong audit verify 验证完整。",
                    "The audit administrator reads and exports them; bin/huitong audit verify proves them whole."));

    private final LocalText asked;
    private final LocalText done;
    private final LocalText why;
    private final LocalText how;

    Deviation(LocalText asked, LocalText done, LocalText why, LocalText how) {
        this.asked = asked;
        this.done = done;
        this.why = why;
        this.how = how;
    }

    LocalText asked() {
        return asked;
    }

    LocalText done() {
        return done;
    }

    LocalText why() {
        return why;
    }

    LocalText how() {
        return how;
    }
}
