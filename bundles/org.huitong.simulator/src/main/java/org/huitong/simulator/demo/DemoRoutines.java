// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.People;
import org.huitong.simulator.Simulator;
import org.huitong.simulator.Text;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What is reported again and again in the demo: production tells each day what it made, which comes up a minute after the
 * demo began so that it can be seen, and the first has reported; and the stock is counted with each month.
 */
@Component(service = DemoRoutines.class, immediate = true)
public final class DemoRoutines {
    private static final String MAKER = "zhouml";
    /** Whose department reports. */
    private static final String HEAD = "wangjg";

    private static final Duration SOON = Duration.ofSeconds(90);

    private final Errand errand;
    private final People people;
    private final Clock clock;
    /** Stays logged in while it waits: every login is one that somebody audits. */
    private Visitor maker;

    private String daily = "";

    @Activate
    public DemoRoutines(
            BundleContext context,
            @Reference DemoRoles roles,
            @Reference DemoLogins logins,
            @Reference People people,
            @Reference Clock clock) {
        this.errand = new Errand("routines", Simulator.hub(context), logins);
        this.people = people;
        this.clock = clock;
        if (roles.first() && logins.password(MAKER).isPresent()) {
            errand.begin(this::ask);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void ask(Errand at) throws IOException {
        if (daily.isEmpty()) {
            maker = at.entered(MAKER);
            String department = people.roster()
                    .login(HEAD)
                    .orElseThrow()
                    .departments(clock.today())
                    .get(0);
            LocalTime soon = LocalTime.ofInstant(clock.instant().plus(SOON), clock.zone())
                    .truncatedTo(ChronoUnit.MINUTES);
            open("月末盘点", schedule("monthly", List.of(31), "09:00", "earlier"), asked("department", department));
            daily = open("产量日报", schedule("daily", List.of(), soon.toString(), "keep"), asked("members", department));
        }
        String task = maker.get("routines/" + daily + "/rounds")
                .field("task")
                .orElseThrow(() -> new IOException("the daily report has not come up yet"));
        maker.call("PUT", "tasks/" + task, Text.json(Text.map("state", "done"))).good();
    }

    private static Map<String, Object> schedule(String kind, List<Integer> days, String at, String rest) {
        return Text.map("kind", kind, "days", days, "at", at, "restDays", rest);
    }

    private static List<Map<String, Object>> asked(String kind, String id) {
        return List.of(Text.map("kind", kind, "id", id));
    }

    private String open(String title, Map<String, Object> schedule, List<Map<String, Object>> asked)
            throws IOException {
        String wish = Text.json(Text.map("title", title, "schedule", schedule, "asked", asked));
        return maker.call("POST", "routines", wish).good().field("id").orElseThrow();
    }
}
