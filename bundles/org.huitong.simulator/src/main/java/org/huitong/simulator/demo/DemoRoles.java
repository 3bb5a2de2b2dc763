// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.access.FirstRoles;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the demo's people their first roles: whoever leads a department is its head, and some of them clerk, agent, head
 * of IT, executive, security and audit. So what is pushed to them carries words, and approvals have somebody to ask.
 */
@Component(service = DemoRoles.class, immediate = true)
public final class DemoRoles {
    private static final Logger LOG = LoggerFactory.getLogger(DemoRoles.class);

    /** By login name; those of the others follow from the roster. */
    static final Map<String, String> BY_LOGIN = Map.ofEntries(
            Map.entry("zhouml", "executive"),
            Map.entry("linzx", "it-head"),
            Map.entry("luoyan", "message-clerk"),
            Map.entry("sunl", "task-clerk"),
            Map.entry("wuqf", "task-clerk"),
            Map.entry("yexm", "agent"),
            Map.entry("panjing", "security-admin"),
            Map.entry("jiangwb", "audit-admin"));

    private final boolean first;

    /** @param people after whom it comes: they have been read in */
    @Activate
    public DemoRoles(
            @Reference DemoPeople people,
            @Reference People known,
            @Reference FirstRoles roles,
            @Reference Transactions transactions) {
        Map<String, List<String>> given = of(known.roster());
        this.first = transactions.write(connection -> roles.give(connection, given));
        LOG.info("The demo's people hold their roles people={} first={}", given.size(), first);
    }

    /** Whether this hub has just begun. */
    boolean first() {
        return first;
    }

    static Map<String, List<String>> of(Roster roster) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (Person person : roster.persons()) {
            List<String> roles = new ArrayList<>();
            if (!roster.departmentsLed(person.id()).isEmpty()) {
                roles.add("department-head");
            }
            person.login().map(BY_LOGIN::get).ifPresent(roles::add);
            if (!roles.isEmpty()) {
                given.put(person.id(), roles);
            }
        }
        return given;
    }
}
