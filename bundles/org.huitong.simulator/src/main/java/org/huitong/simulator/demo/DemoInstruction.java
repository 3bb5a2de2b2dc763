// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.huitong.api.people.People;
import org.huitong.api.people.Roster;
import org.huitong.simulator.Simulator;
import org.huitong.simulator.Text;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What the executive wants of the contact persons of five companies for one subject, each on their own platform; their phones
 * confirm it, or do not.
 */
@Component(service = DemoInstruction.class, immediate = true)
public final class DemoInstruction {
    private static final String EXECUTIVE = "zhouml";
    /** As the list of people has it. */
    static final String SUBJECT = "年度审计";

    private static final String TEXT = "集团年度审计下周一进场：请各公司对接人今天下班前确认资料清单和配合人员，有困难直接回复我。";

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
        String wish = Text.json(Text.map("text", TEXT, "to", contacts(people.roster())));
        at.entered(EXECUTIVE).call("POST", "instructions", wish).good();
    }

    /** Of each company whom it names for the subject, on whatever platform they are. */
    static List<Map<String, Object>> contacts(Roster roster) {
        return roster.companies().stream()
                .filter(company -> company.contact(SUBJECT).isPresent())
                .map(company -> Text.map("company", company.id(), "subject", SUBJECT))
                .toList();
    }
}
