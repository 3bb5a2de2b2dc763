// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.util.List;
import org.huitong.simulator.Simulator;
import org.huitong.simulator.Text;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What the demo's staff are told of the hub: it is published, and some have acknowledged it, so that the rest is listed. */
@Component(service = DemoNotice.class, immediate = true)
public final class DemoNotice {
    private static final String PUBLISHER = "panjing";
    private static final List<String> READERS = List.of("panjing", "luoyan", "zhouml");
    private static final String TEXT =
            """
            各位同事：
            公司用“汇通”统一接收工作沟通平台（钉钉、企业微信、飞书、邮件、短信）中的工作消息，用于派单、督办、归档和查询。
            一、收集的内容：工作群和与机器人的消息、文件、发送时间、发送人的姓名、工号和部门；不收集私人账号。
            二、谁能看到：本人、所在部门的负责人和按权限授权的人员；每次查看都有记录，您可以在“谁看过我的消息”里查询。
            三、保存多久：普通消息 1 年，财务消息 3 年，日志不少于 6 个月，到期自动销毁。
            四、您的权利：可以查询、复制、要求更正，联系信息安全部（内线 8066）。
            """;
    private static final String ASSESSMENT = "个人信息保护影响评估 2026-07：处理目的正当、必要；对个人权益的影响为低；已采取加密、按权限可见、查看留痕等措施。";

    private final Errand errand;

    @Activate
    public DemoNotice(BundleContext context, @Reference DemoRoles roles, @Reference DemoLogins logins) {
        this.errand = new Errand("notice", Simulator.hub(context), logins);
        if (roles.first() && logins.password(PUBLISHER).isPresent()) {
            errand.begin(DemoNotice::tell);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private static void tell(Errand at) throws IOException {
        Visitor publisher = at.entered(PUBLISHER);
        // An answer that came too late says nothing of what was done.
        if (publisher.get("notice").field("version").isEmpty()) {
            String wish = Text.json(Text.map("version", 0, "text", TEXT, "basis", "rules", "assessment", ASSESSMENT));
            publisher.call("POST", "notice", wish).good();
        }
        for (String reader : READERS) {
            at.entered(reader)
                    .call("POST", "notice/acknowledge", Text.json(Text.map("version", 1)))
                    .good();
        }
    }
}
