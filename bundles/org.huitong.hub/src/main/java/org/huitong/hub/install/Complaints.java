// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.install;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Why a bundle does not do its work: what the framework said, and what the components in it said. */
final class Complaints {
    private static final String CAUSED = "Caused by: ";

    private final Fitter fitter;
    private final Supplier<ServiceComponentRuntime> components;
    private final Map<String, String> own = new ConcurrentHashMap<>();

    Complaints(Fitter fitter, Supplier<ServiceComponentRuntime> components) {
        this.fitter = fitter;
        this.components = components;
    }

    /** Something that kept it from being installed at all. */
    void about(String name, String complaint) {
        own.put(name, complaint);
    }

    /** It was put in anew, or is not wanted any more. */
    void settle(Collection<String> names) {
        own.keySet().removeAll(names);
    }

    Map<String, String> own() {
        return Map.copyOf(own);
    }

    /** @param bundle null where it is not even installed */
    Optional<String> of(Bundle bundle, String name) {
        if (bundle == null) {
            return Optional.of(own.getOrDefault(name, "it is not installed"));
        }
        if (bundle.getState() != Bundle.ACTIVE || fitter.hangs(name)) {
            return Optional.of(Optional.ofNullable(fitter.trouble(name)).orElse("it is not started"));
        }
        return failedComponent(bundle);
    }

    Set<String> complaining(Collection<String> names) {
        Set<String> complaining = new TreeSet<>();
        names.stream().filter(name -> of(fitter.find(name), name).isPresent()).forEach(complaining::add);
        return complaining;
    }

    private Optional<String> failedComponent(Bundle bundle) {
        ServiceComponentRuntime runtime = components.get();
        if (runtime == null || bundle.adapt(BundleDTO.class) == null) {
            return Optional.empty();
        }
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    return Optional.of(description.name + ": " + cause(configuration.failure));
                }
            }
        }
        return Optional.empty();
    }

    /** The component runtime gives a whole stack trace; its last cause is what people can do something about. */
    private static String cause(String failure) {
        return failure == null
                ? "its activation failed"
                : failure.lines()
                        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                        .reduce((first, second) -> second)
                        .map(line -> line.startsWith(CAUSED) ? line.substring(CAUSED.length()) : line)
                        .orElse("its activation failed");
    }
}
