// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Held by the build: every bundle of the distribution, default or not, finds what it needs beside all others. */
final class ResolveCheck {
    private ResolveCheck() {}

    static int run(Place place) throws IOException, BundleException, InterruptedException {
        Path cache = Files.createTempDirectory("huitong-check");
        Map<String, String> configuration = new HashMap<>(Life.delivered(place.home()));
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        configuration.put("felix.bootdelegation.implicit", "false");
        configuration.put("felix.log.level", "0");
        Framework framework = new org.apache.felix.framework.FrameworkFactory().newFramework(configuration);
        framework.init();
        try {
            return resolve(place, framework);
        } finally {
            framework.stop();
            framework.waitForStop(0);
            try (var files = Files.walk(cache)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static int resolve(Place place, Framework framework) throws IOException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        Set<Path> beside = ClassPath.of(place.home());
        try (var files = Files.walk(place.home().resolve("system"))) {
            for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                if (!beside.contains(jar)) {
                    bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
                }
            }
        }
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        wiring.resolveBundles(bundles);
        int bad = 0;
        for (Bundle bundle : bundles) {
            if (bundle.getState() == Bundle.INSTALLED) {
                bad++;
                System.err.println("Does not resolve: " + bundle.getSymbolicName() + missing(bundle, wiring));
            }
        }
        System.out.println(bundles.size() + " bundles, " + bad + " unresolved");
        return bad == 0 ? 0 : 1;
    }

    /** Empty where it is not a missing piece but pieces that contradict each other, or one that is unresolved itself. */
    private static String missing(Bundle bundle, FrameworkWiring wiring) {
        StringBuilder text = new StringBuilder();
        for (BundleRequirement each : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            boolean optional =
                    Constants.RESOLUTION_OPTIONAL.equals(each.getDirectives().get("resolution"));
            boolean later = !Constants.EFFECTIVE_RESOLVE.equals(
                    each.getDirectives().getOrDefault("effective", Constants.EFFECTIVE_RESOLVE));
            if (!optional && !later && wiring.findProviders(each).isEmpty()) {
                text.append("\n  nobody offers ").append(each);
            }
        }
        return text.toString();
    }
}
