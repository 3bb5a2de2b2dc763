// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Department;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.simulator.Simulator;
import org.huitong.simulator.Text;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What the executive wants of every head of department, each on their own platform; their phones confirm it, or do not. */
@Component(service = DemoInstruction.class, immediate = true)
public final class DemoInstruction {
    private static final String EXECUTIVE = "zhouml";
    private static final String TEXT = "下周一客户来厂验收三号线：请各部门今天下班前确认接待人和要准备的资料，有困难直接回复我。";

    private final Errand errand;
    private final People people;

    @Activate
    public DemoInstruction(
            BundleContext context, @Reference DemoRoles roles, @Reference DemoLogins logins, @Reference People people) {
        this.errand = new Errand("instruction", Simulator.hub(context), logins);
        this.people = people;
        if (roles.first() && logins.password(EXECUTIVE).isPresent()) {
            errand.begin(this::give);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void give(Errand at) throws IOException {
        String wish = Text.json(Text.map("text", TEXT, "to", heads(people.roster())));
        at.entered(EXECUTIVE).call("POST", "instructions", wish).good();
    }

    /** Of the executive's company, but for the own department. */
    static List<Map<String, Object>> heads(Roster roster) {
        Person executive = roster.login(EXECUTIVE).orElseThrow();
        return roster.departments().stream()
                .filter(department -> department.company().equals(executive.company()))
                .filter(department ->
                        department.head().isPresent() && !department.head().equals(Optional.of(executive.id())))
                .map(Department::id)
                .map(id -> Text.map("department", id))
                .toList();
    }
}
