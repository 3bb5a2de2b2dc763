// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import org.huitong.api.operation.Check;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Advises a second factor where the hub can be reached from elsewhere. That there is none is no fault. */
@Component(service = Check.class)
public final class FactorCheck implements Check {
    private final AccessSettings settings;
    private final boolean reachable;

    @Activate
    public FactorCheck(BundleContext context, @Reference AccessSettings settings) {
        this(
                settings,
                isOpen(context.getProperty("huitong.https.port"))
                        || !String.valueOf(context.getProperty("huitong.http.bind"))
                                .startsWith("127."));
    }

    FactorCheck(AccessSettings settings, boolean reachable) {
        this.settings = settings;
        this.reachable = reachable;
    }

    private static boolean isOpen(String port) {
        return port != null && !port.equals("0") && !port.isBlank();
    }

    @Override
    public String name() {
        return "second-factor";
    }

    @Override
    public Result result() {
        if (settings.asksFactor()) {
            return Result.up("A second factor is asked for.");
        }
        return !reachable
                ? Result.up("No second factor is asked for: this hub is reached from this machine alone.")
                : Result.up("This hub can be reached from other machines, and no second factor is asked for: think of"
                        + " secondFactor = administrators in conf/org.huitong.access.cfg."
                        + " 其他机器可以访问，建议至少对管理员启用第二因素（secondFactor = administrators）。");
    }
}
