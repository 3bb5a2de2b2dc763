// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * What is measured: the items of the monitoring sheet, each with its unit, how often it is looked at, what is normal as
 * delivered, and what to do beyond that. The first four are the sheet's own items with its own norms; the rest says
 * whether the hub does its work at all.
 */
public enum Gauge {
    DELAY(
            "delay",
            LocalText.of("同步延迟", "Sync delay"),
            "s",
            Limits.atMost(3, 5),
            LocalText.of(
                    "平台一段长：查平台公告、回调地址是否可达、网络出口；本系统一段长：看“读者”与数据库所在磁盘，必要时扩容。",
                    "Where the platform’s part is long: its notices, whether the callback address is reached, the way out;"
                            + " where ours is: readers and the database’s disk."),
            "connectors"),
    REFUSALS(
            "refusals",
            LocalText.of("权限冲突", "Permission conflicts"),
            "",
            Limits.atMost(0, 0),
            LocalText.of(
                    "在“审计”中按“被拒绝”查看是谁、要做什么：确有需要的按流程授权，越权尝试的告知其主管。",
                    "See in Audit who was refused what: grant what is needed by the usual way, and tell the superior of"
                            + " whoever tried more."),
            "audit?outcome=refused"),
    STORAGE(
            "storage",
            LocalText.of("存储占用", "Storage used"),
            "%",
            Limits.atMost(70, 80),
            LocalText.of(
                    "扩大数据目录所在磁盘，或按保留规则归档、清理；原因一栏列出最大的目录。",
                    "Enlarge the disk of the data folder, or archive and clear by the rules of keeping; the largest folders are named."),
            "monitor"),
    COMPLAINTS(
            "complaints",
            LocalText.of("用户投诉", "Complaints"),
            "",
            Limits.atMost(3, 5),
            LocalText.of("逐条答复并记录原因；同类投诉两条以上的，立为问题处理。", "Answer each and note why; two of a kind are an incident."),
            "incidents"),
    CONNECTION(
            "connection",
            LocalText.of("连接状态", "Connection"),
            "",
            Limits.atLeast(1, 0.5),
            LocalText.of(
                    "在“连接”中看此账号的提示：补全配置、打开其功能，或在平台后台核对回调地址与密钥。",
                    "See what Connectors says of the account: complete its configuration, switch its feature on, or check"
                            + " address and keys in the platform’s console."),
            "connectors"),
    SILENCE(
            "silence",
            LocalText.of("沉默：按往常少了的消息", "Silence: messages that are missing"),
            "",
            Limits.atMost(4.6, 7),
            LocalText.of(
                    "此账号按往常这时应有消息，却一条也没有：到平台后台核对回调或订阅是否被停用、机器人是否仍在群里，再发一条试试。",
                    "By its habit there should be messages and there are none: check in the platform’s console whether callback"
                            + " or subscription was switched off and the robot is still in its groups, and send one to try."),
            "connectors"),
    INTAKE(
            "intake",
            LocalText.of("每分钟新消息", "New messages a minute"),
            "",
            Limits.atMost(Double.MAX_VALUE, Double.MAX_VALUE),
            LocalText.of("仅供查看，没有正常值。", "Only to be looked at; nothing is normal of it."),
            "statistics"),
    CANARY(
            "canary",
            LocalText.of("探针往返", "Canary"),
            "s",
            Limits.atMost(2, 10),
            LocalText.of(
                    "本系统每分钟自己写入并读回一次，没有人说话时也能看出通路是否畅通：先看自检 journal 与 store，再看数据库所在磁盘和服务器的负载。",
                    "The hub writes and reads back one of its own each minute, so that its way is known to be open also where"
                            + " nobody says anything: see the checks journal and store, then the database’s disk and the"
                            + " server’s load."),
            "monitor"),
    DEAD_LETTERS(
            "dead-letters",
            LocalText.of("未能处理的推送", "Dead letters"),
            "",
            Limits.atMost(0, 100),
            LocalText.of(
                    "在“连接”的死信中看原因，修好后点“重新处理”；内容都在，没有丢失。",
                    "See why in Connectors, mend it and send them again; nothing of them is lost."),
            "connectors"),
    READER(
            "reader",
            LocalText.of("读者落后条数", "Reader behind"),
            "",
            Limits.atMost(1_000, 10_000),
            LocalText.of(
                    "看“连接”页下方的读者：一直重试的，按其原因处理；只是忙的，等它追上。",
                    "See the readers below Connectors: mend why one is refused again and again; one that is busy catches up."),
            "connectors"),
    STUCK(
            "reader-stuck",
            LocalText.of("读者停住", "Reader stuck"),
            "",
            Limits.atMost(0, 2),
            LocalText.of(
                    "同一条一再失败，后面的都在等：按原因处理（多为其数据库、磁盘或外部服务），恢复后自动接着读，不丢不重。",
                    "One entry fails again and again and all behind it wait: mend the cause (mostly its database, disk or a"
                            + " service of others); it goes on by itself, and nothing is lost or done twice."),
            "connectors"),
    PARKED(
            "parked",
            LocalText.of("读者搁置条数", "Entries parked"),
            "",
            Limits.atMost(0, 100),
            LocalText.of("在“连接”页的读者中看搁置的原因，修好后重试。", "See in Connectors why they were parked, mend it, and retry."),
            "connectors"),
    SENDING(
            "sending",
            LocalText.of("发送状态", "Sending"),
            "",
            Limits.atLeast(1, 0.5),
            LocalText.of(
                    "按原因修复此账号（密钥、额度、网络出口、平台公告）；其间紧急消息按应急链改走其他渠道，见“应急”页。",
                    "Mend the account as the cause says (keys, quota, the way out, the platform’s notices); what is urgent goes"
                            + " by another way meanwhile, see Fallback."),
            "fallback"),
    UNCONFIRMED(
            "unconfirmed",
            LocalText.of("已接受而无送达回执", "Accepted and never confirmed"),
            "",
            Limits.atMost(2, 4),
            LocalText.of(
                    "平台答应了却没有送达：到平台后台看应用是否被停用、可见范围和机器人是否变过，发一条试试；仍不送达的，在“应急”页停用该账号的发送。",
                    "The platform accepts and delivers nothing: see in its console whether the application was switched off or"
                            + " its scope changed, send one to try, and switch the account off for sending in Fallback until"
                            + " it delivers."),
            "fallback"),
    OUTBOX_AGE(
            "outbox-age",
            LocalText.of("发件最久等待", "Oldest letter waiting"),
            "s",
            Limits.atMost(300, 900),
            LocalText.of(
                    "在“发件”中看它在等什么：账号停用、额度用完、找不到收件人的账号，或平台要求稍后。",
                    "See in Outbox what it waits for: an account that is away, a used-up quota, an addressee without an"
                            + " account, or a platform that wants fewer calls."),
            "outbox?state=waiting"),
    OUTBOX_WAITING(
            "outbox-waiting",
            LocalText.of("待发件数", "Letters waiting"),
            "",
            Limits.atMost(500, 2_000),
            LocalText.of(
                    "在“发件”中看是哪个账号在排队；平台限速时会自行发完。",
                    "See in Outbox which account has a queue; where its platform limits the rate, it empties by itself."),
            "outbox?state=waiting"),
    ALARMS(
            "alarms-late",
            LocalText.of("定时任务延误", "Alarms late"),
            "s",
            Limits.atMost(60, 300),
            LocalText.of(
                    "看 /health 中的 alarms 与日志：失败的会自行重试，全部延误说明数据库太慢。",
                    "See alarms in /health and the log: what fails is rung again; where all are late the database is slow."),
            "monitor"),
    CERTIFICATE(
            "certificate",
            LocalText.of("证书剩余天数", "Certificate, days left"),
            "d",
            Limits.atLeast(30, 7),
            LocalText.of(
                    "换上新证书：conf/org.huitong.web.listen.cfg 的 keystore；自带证书重启后自动续期。",
                    "Bring a new one: keystore in conf/org.huitong.web.listen.cfg; the hub’s own is renewed at its start."),
            "monitor"),
    CLOCK(
            "clock",
            LocalText.of("时钟偏差", "Clock"),
            "s",
            Limits.atMost(1, 5),
            LocalText.of(
                    "核对服务器的时间同步（chronyc tracking 或 timedatectl），虚拟机恢复快照后尤其如此。",
                    "Check the server’s time service (chronyc tracking or timedatectl), above all after a snapshot."),
            "monitor"),
    HEALTH(
            "health",
            LocalText.of("自检", "Check"),
            "",
            Limits.atLeast(1, 0.5),
            LocalText.of(
                    "按这一项自检给出的说明处理；也可用 bin/huitong status 查看。",
                    "Do what the check says; bin/huitong status shows it, too."),
            "monitor");

    private static final LocalText EACH_MINUTE = LocalText.of("每分钟", "each minute");

    private final String word;
    private final LocalText item;
    private final String unit;
    private final Limits limits;
    private final LocalText handling;
    private final String page;

    Gauge(String word, LocalText item, String unit, Limits limits, LocalText handling, String page) {
        this.word = word;
        this.item = item;
        this.unit = unit;
        this.limits = limits;
        this.handling = handling;
        this.page = page;
    }

    /** The word used in JSON and on the shelf. */
    public String word() {
        return word;
    }

    public LocalText item() {
        return item;
    }

    public String unit() {
        return unit;
    }

    /** As delivered. */
    public Limits limits() {
        return limits;
    }

    /** Whether it is or is not, and has no figure of its own. */
    public boolean isYesOrNo() {
        return this == CONNECTION || this == SENDING || this == HEALTH;
    }

    /** Whether there is anything normal of it. */
    public boolean hasNorm() {
        return this != INTAKE;
    }

    /** What is normal, as people write it. */
    public String normal(Limits now) {
        return isYesOrNo() ? "1" : hasNorm() ? now.text(unit) : "–";
    }

    public LocalText frequency() {
        return EACH_MINUTE;
    }

    /** What to do beyond the norm. */
    public LocalText handling() {
        return handling;
    }

    /** The page on which it is done, as the shell's address has it. */
    public String page() {
        return page;
    }

    public static Optional<Gauge> ofWord(String word) {
        return Arrays.stream(values()).filter(g -> g.word.equals(word)).findFirst();
    }
}
