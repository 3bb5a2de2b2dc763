// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.simulator.Simulator;
import org.huitong.simulator.Text;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The demo's two approvals, asked for and given by its people over the hub's own door: one that three of them have
 * approved, and one that waits for the head of sales.
 */
@Component(service = DemoApprovals.class, immediate = true)
public final class DemoApprovals {
    private static final String MAKER = "panjing";
    /** Head of finance, head of IT, executive. */
    private static final List<String> CHAIN = List.of("jiangwb", "linzx", "zhouml");

    private static final String TASKS = "org.huitong.capability.tasks";
    private static final String APPROVALS = "org.huitong.capability.approvals";
    private static final String DONE_FOR = "shenlu";
    private static final String WAITS_FOR = "tangh";

    private final Errand errand;
    private final People people;
    /** Of the one that is approved; where it broke off between, it goes on with the same. */
    private String first = "";

    private int approved;

    @Activate
    public DemoApprovals(
            BundleContext context,
            @Reference DemoRoles roles,
            @Reference DemoLogins logins,
            @Reference People people,
            @Reference ConfigurationAdmin configurations)
            throws IOException {
        tellWhere(configurations, APPROVALS, Simulator.hub(context).toString());
        tellWhere(configurations, TASKS, Simulator.hub(context).toString());
        this.errand = new Errand("approvals", Simulator.hub(context), logins);
        this.people = people;
        if (roles.first() && logins.password(MAKER).isPresent()) {
            errand.begin(this::ask);
        }
    }

    /** Where people open the hub, so that letters, the platform's approval centre and its lists of tasks lead there. */
    private static void tellWhere(ConfigurationAdmin configurations, String of, String hub) throws IOException {
        Configuration capability = configurations.getConfiguration(of, null);
        Dictionary<String, Object> known = capability.getProperties();
        Dictionary<String, Object> settings = known == null ? new Hashtable<>() : known;
        if (settings.get("address") == null) {
            settings.put("address", hub.replaceAll("/+$", ""));
            capability.update(settings);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void ask(Errand at) throws IOException {
        Visitor maker = at.entered(MAKER);
        if (first.isEmpty()) {
            first = ask(maker, DONE_FOR);
        }
        while (approved < CHAIN.size()) {
            Visitor.Said said = at.entered(CHAIN.get(approved)).call("POST", "approvals/" + first + "/approve", "{}");
            if (!said.isGood()) {
                throw new IOException("nothing was approved, the hub answered " + said.status());
            }
            approved++;
        }
        ask(maker, WAITS_FOR);
    }

    private String ask(Visitor maker, String login) throws IOException {
        Person person = people.roster().login(login).orElseThrow();
        Visitor.Said said = maker.call(
                "PUT",
                "people/" + person.id() + "/roles",
                Text.json(Text.map("version", 0, "roles", List.of(Text.map("role", "message-clerk")))));
        return said.field("approval")
                .orElseThrow(() -> new IOException("nothing was asked, the hub answered " + said.status()));
    }
}
