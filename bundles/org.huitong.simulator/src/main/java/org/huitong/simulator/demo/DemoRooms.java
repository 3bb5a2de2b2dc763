// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
 * The rooms that the hub opens and keeps in the demo: one on each platform, of the department that has most accounts
 * there.
 */
@Component(service = DemoRooms.class, immediate = true)
public final class DemoRooms {
    private static final String OPENER = "panjing";
    private static final String ACCOUNT = "demo";
    private static final List<String> PLATFORMS = List.of("dingtalk", "feishu", "wecom");

    private final Errand errand;
    private final People people;
    private final Clock clock;

    @Activate
    public DemoRooms(
            BundleContext context,
            @Reference DemoRoles roles,
            @Reference DemoLogins logins,
            @Reference People people,
            @Reference Clock clock) {
        this.errand = new Errand("rooms", Simulator.hub(context), logins);
        this.people = people;
        this.clock = clock;
        if (roles.first() && logins.password(OPENER).isPresent()) {
            errand.begin(this::open);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void open(Errand at) throws IOException {
        Visitor opener = at.entered(OPENER);
        for (String platform : PLATFORMS) {
            String wanted = Text.json(Text.map(
                    "platform", platform, "account", ACCOUNT, "kind", "department", "target", department(platform)));
            Visitor.Said said = opener.call("POST", "managed-rooms", wanted);
            // Those of an earlier try are there; by an account that opens no rooms there will be none.
            if (!said.isGood() && said.status() != 409) {
                throw new IOException("no room was opened, the hub answered " + said.status());
            }
        }
    }

    private String department(String platform) throws IOException {
        LocalDate today = clock.today();
        Map<String, Long> accounts = people.roster().persons().stream()
                .filter(person -> person.accounts().stream()
                        .anyMatch(account -> account.platform().equals(platform)))
                .flatMap(person -> person.departments(today).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return accounts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new IOException("nobody has an account on " + platform + " yet"));
    }
}
