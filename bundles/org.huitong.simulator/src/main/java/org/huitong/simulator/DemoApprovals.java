// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's two approvals, asked for and given by its people over the hub's own door: one that three of them have
 * approved, and one that waits for the head of sales.
 */
@Component(service = DemoApprovals.class, immediate = true)
public final class DemoApprovals {
    private static final Logger LOG = LoggerFactory.getLogger(DemoApprovals.class);
    private static final String MAKER = "panjing";
    /** Head of finance, head of IT, executive. */
    private static final List<String> CHAIN = List.of("jiangwb", "linzx", "zhouml");

    private static final String DONE_FOR = "shenlu";
    private static final String WAITS_FOR = "tangh";
    private static final int PAUSE_SECONDS = 2;
    /** A hub that does not answer within five minutes is not tried for ever: every try is a login that somebody audits. */
    private static final int MOST_TRIES = 150;

    private final URI hub;
    private final DemoLogins logins;
    private final People people;
    private final ScheduledExecutorService thread;
    /** Of the one that is approved; where it broke off between, it goes on with the same. */
    private String first = "";

    private int approved;
    private int tries;

    @Activate
    public DemoApprovals(
            BundleContext context, @Reference DemoRoles roles, @Reference DemoLogins logins, @Reference People people) {
        this.hub = Simulator.hub(context);
        this.logins = logins;
        this.people = people;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "simulator-approvals");
            thread.setDaemon(true);
            return thread;
        });
        if (roles.first() && logins.password(MAKER).isPresent()) {
            thread.scheduleWithFixedDelay(this::ask, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Deactivate
    void stop() {
        thread.shutdownNow();
    }

    /** The hub's pages may not be up yet: it is tried again until it is answered. */
    private void ask() {
        try {
            Visitor maker = entered(MAKER);
            if (first.isEmpty()) {
                first = ask(maker, DONE_FOR);
            }
            while (approved < CHAIN.size()) {
                Visitor.Said said = entered(CHAIN.get(approved)).call("POST", "approvals/" + first + "/approve", "{}");
                if (!said.isGood()) {
                    throw new IOException("nothing was approved, the hub answered " + said.status());
                }
                approved++;
            }
            ask(maker, WAITS_FOR);
            LOG.info("The demo's approvals are asked.");
            thread.shutdown();
        } catch (IOException notYet) {
            if (++tries == MOST_TRIES) {
                LOG.warn("The demo's approvals are given up, reason={}", notYet.getMessage());
                thread.shutdown();
            }
        } catch (RuntimeException e) {
            LOG.error("The demo's approvals could not be asked.", e);
            thread.shutdown();
        }
    }

    private Visitor entered(String login) throws IOException {
        Visitor visitor = new Visitor(hub);
        if (!visitor.enter(login, logins.password(login).orElse(""))) {
            throw new IOException("not let in, login=" + login);
        }
        return visitor;
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
