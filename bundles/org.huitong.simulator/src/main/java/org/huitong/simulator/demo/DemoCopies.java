// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.huitong.simulator.Simulator;
import org.huitong.simulator.Text;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What the demo keeps of important messages: for the records office, whose private key nobody has, the clerk nominates what
 * the audit will want; it waits for the administrator to copy it.
 */
@Component(service = DemoCopies.class, immediate = true)
public final class DemoCopies {
    private static final String KEEPER = "panjing";
    private static final String CLERK = "luoyan";
    private static final String FILE = "recipient.pem";
    private static final int FEWEST = 3;

    private final Errand errand;
    private boolean locked;

    @Activate
    public DemoCopies(BundleContext context, @Reference DemoRoles roles, @Reference DemoLogins logins) {
        this.errand = new Errand("copies", Simulator.hub(context), logins);
        if (roles.first()
                && logins.password(KEEPER).isPresent()
                && logins.password(CLERK).isPresent()) {
            errand.begin(this::keep);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void keep(Errand at) throws IOException {
        if (!locked) {
            lock(at);
            locked = true;
        }
        nominate(at.entered(CLERK));
    }

    private static void nominate(Visitor clerk) throws IOException {
        String wish = Text.json(
                Text.map("filter", Text.map("all", List.of()), "reason", "evidence", "note", "年度审计要用，请备份到档案室"));
        int found = Integer.parseInt(clerk.call("POST", "nominations?dryRun=true", wish)
                .good()
                .field("messages")
                .orElse("0"));
        if (found < FEWEST) {
            throw new IOException("there is little yet that the clerk may read");
        }
        clerk.call("POST", "nominations", wish).good();
    }

    private static void lock(Errand at) throws IOException {
        String certificate = new String(DemoArchive.bytes(FILE), StandardCharsets.US_ASCII);
        Visitor.Said said =
                at.entered(KEEPER).call("PUT", "keeping/recipient", Text.json(Text.map("certificate", certificate)));
        if (!said.isGood()) {
            throw new IOException("the recipient was not taken, the hub answered " + said.status());
        }
    }
}
