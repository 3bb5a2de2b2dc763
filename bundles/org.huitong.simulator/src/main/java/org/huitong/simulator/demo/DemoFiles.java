// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.util.List;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.simulator.Simulator;
import org.huitong.simulator.Text;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The demo's files: one goes out to a colleague at once, one waits for the head, since it goes to another department. */
@Component(service = DemoFiles.class, immediate = true)
public final class DemoFiles {
    private static final String SENDER = "luoyan";
    private static final String FILE = "archive-offer.csv";
    private static final String NAME = "attachment; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%E6%B1%87%E6%80%BB.csv";

    private final Errand errand;
    private final People people;

    @Activate
    public DemoFiles(
            BundleContext context, @Reference DemoRoles roles, @Reference DemoLogins logins, @Reference People people) {
        this.errand = new Errand("files", Simulator.hub(context), logins);
        this.people = people;
        if (roles.first() && logins.password(SENDER).isPresent()) {
            errand.begin(this::hand);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void hand(Errand at) throws IOException {
        Visitor visitor = at.entered(SENDER);
        Person sender = people.roster().login(SENDER).orElseThrow();
        hand(visitor, colleague(sender, true), "请核对各家报价，周五前回复。");
        hand(visitor, colleague(sender, false), "供合同评审使用。");
    }

    private void hand(Visitor visitor, Person to, String note) throws IOException {
        // An answer that came too late says nothing of what was done.
        if (visitor.get("transfers?box=out").body().contains(note)) {
            return;
        }
        Visitor.Said put = visitor.put("files", NAME, DemoArchive.bytes(FILE));
        String file = put.field("id")
                .filter(id -> put.isGood())
                .orElseThrow(() -> new IOException("no file was taken, the hub answered " + put.status()));
        Visitor.Said said = visitor.call(
                "POST",
                "transfers",
                Text.json(Text.map(
                        "file", file, "to", List.of(Text.map("person", to.id())), "tier", "internal", "note", note)));
        if (!said.isGood()) {
            throw new IOException("no file was handed on, the hub answered " + said.status());
        }
    }

    /** Somebody with an account on a platform, of the same department or of another. */
    private Person colleague(Person sender, boolean near) throws IOException {
        return people.roster().persons().stream()
                .filter(person -> person.active() && !person.id().equals(sender.id()))
                .filter(person -> !person.accounts().isEmpty())
                .filter(person -> near
                        == person.memberships().stream().anyMatch(m -> sender.memberships().stream()
                                .anyMatch(own -> own.department().equals(m.department()))))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no such colleague"));
    }
}
