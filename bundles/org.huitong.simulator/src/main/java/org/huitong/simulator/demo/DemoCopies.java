// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.huitong.simulator.Simulator;
import org.huitong.simulator.Text;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** For whom the demo copies important messages: the records office, whose private key nobody has. */
@Component(service = DemoCopies.class, immediate = true)
public final class DemoCopies {
    private static final String KEEPER = "panjing";
    private static final String FILE = "recipient.pem";

    private final Errand errand;

    @Activate
    public DemoCopies(BundleContext context, @Reference DemoRoles roles, @Reference DemoLogins logins) {
        this.errand = new Errand("copies", Simulator.hub(context), logins);
        if (roles.first() && logins.password(KEEPER).isPresent()) {
            errand.begin(this::lock);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void lock(Errand at) throws IOException {
        String certificate = new String(DemoArchive.bytes(FILE), StandardCharsets.US_ASCII);
        Visitor.Said said =
                at.entered(KEEPER).call("PUT", "keeping/recipient", Text.json(Text.map("certificate", certificate)));
        if (!said.isGood()) {
            throw new IOException("the recipient was not taken, the hub answered " + said.status());
        }
    }
}
