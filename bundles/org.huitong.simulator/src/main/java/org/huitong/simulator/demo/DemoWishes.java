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

/** What the demo's people want of the hub itself: the clerk complains, and an agent takes out the messages of theirs. */
@Component(service = DemoWishes.class, immediate = true)
public final class DemoWishes {
    private static final String CLERK = "luoyan";
    private static final String AGENT = "yexm";
    private static final String COMPLAINT = "今天上午企业微信的消息比平时晚到了两三分钟，能不能看看是哪一段慢？";

    private final Errand errand;
    private boolean complained;

    @Activate
    public DemoWishes(BundleContext context, @Reference DemoRoles roles, @Reference DemoLogins logins) {
        this.errand = new Errand("wishes", Simulator.hub(context), logins);
        if (roles.first()
                && logins.password(CLERK).isPresent()
                && logins.password(AGENT).isPresent()) {
            errand.begin(this::ask);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void ask(Errand at) throws IOException {
        if (!complained) {
            at.entered(CLERK)
                    .call("POST", "complaints", Text.json(Text.map("text", COMPLAINT)))
                    .good();
            complained = true;
        }
        Visitor agent = at.entered(AGENT);
        if (agent.get("messages?limit=1").field("id").isEmpty()) {
            throw new IOException("nothing was said yet that the agent may read");
        }
        String wish = Text.json(Text.map("filter", Text.map("all", List.of()), "format", "xlsx"));
        agent.call("POST", "exports", wish).good();
    }
}
